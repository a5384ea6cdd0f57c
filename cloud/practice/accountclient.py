"""Finds, starts, asks and ends the practice account of a home folder, for windows and commands.

Every call blocks, for a bounded time, and may be made from any thread. AWS calls go to `url` by
`cloud.awsclient.Aws`; they keep it running as well as these do.
"""

import contextlib
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from filelock import FileLock, Timeout

from cloud.errors import PracticeNotStarted, PracticeUnreachable
from cloud.practice.account.homefiles import (
    KEPT_FOLDER,
    LOCK_FILE,
    LOG_FILE,
    read_addresses,
)
from cloud.practice.account.launch import FORGOTTEN, launch_account
from cloud.practice.accountmessages import (
    PROTOCOL_VERSION,
    AccountInfo,
    AccountStatus,
    AdvanceWish,
    Mail,
    Scenario,
    ScenarioWish,
)
from cloud.practice.launch import ALREADY_RUNNING
from cloud.practice.reaching import LOOK_S, REQUEST_TIMEOUT_S, ControlPort, NotUp, bring_up

__all__ = ["AccountClient", "AccountInfo", "AccountStatus", "Mail", "Scenario"]

CONTROL_PATH = "/livedesk/control/"
ADVANCE_TIMEOUT_S = 120.0
LONGEST_START_S = 60.0
"""On a busy machine, with much to repeat; an empty one is ready in about a second."""
_Answer = TypeVar("_Answer")


class AccountClient:
    """The practice account of one home folder, running or not.

    Using it (any call, also of its services) keeps it running for another 10 s. Methods raise
    PracticeUnreachable when it is not running or does not answer within 3 s, and PracticeRefused
    when it refuses the wish.
    """

    def __init__(self, home: Path, *, launch_arguments: Sequence[str] = ()) -> None:
        """`home`: of the practice cloud; the account finds the practice ingest there.

        `launch_arguments`: further options of `python -m cloud.practice.account`.
        """
        self._home = home.absolute()
        self._launch_arguments = launch_arguments

    @property
    def home(self) -> Path:
        """The folder it serves."""
        return self._home

    def find(self) -> AccountInfo | None:
        """Return the account that is running, or None."""
        try:
            return self._ask("info", AccountInfo)
        except PracticeUnreachable:
            return None

    def ensure_running(self, timeout_s: float = LONGEST_START_S) -> AccountInfo:
        """Return the account that is running, after starting it if there is none.

        It remembers all that was done in it. However many clients do this at once, they get the
        same one. Raises PracticeNotStarted.
        """
        goes_on = (0, ALREADY_RUNNING, FORGOTTEN)
        try:
            info = bring_up(self.find, self._launch, timeout_s, goes_on=goes_on)
        except NotUp as error:
            raise self._not_started(str(error)) from error
        if info.protocol != PROTOCOL_VERSION:
            raise self._not_started("one of another Livedesk version is running")
        return info

    def touch(self) -> None:
        """Keep it running."""
        self._ask("touch", object)

    def status(self) -> AccountStatus:
        """Return its clock, its scenarios and what it needs."""
        return self._ask("status", AccountStatus)

    def mails(self) -> list[Mail]:
        """Return the mails that would have been sent, the oldest first."""
        return self._ask("mails", list[Mail])

    def play(self, scenario: Scenario, is_on: bool = True, channel: str = "") -> None:
        """Begin or end a scenario; `channel`: of the practice ingest, empty: all of them."""
        self._ask("scenarios", object, ScenarioWish(scenario, is_on, channel))

    def advance(self, seconds: float) -> AccountStatus:
        """Put its clock forward; what would have happened in that time happens first."""
        return self._ask("clock", AccountStatus, AdvanceWish(seconds), ADVANCE_TIMEOUT_S)

    def control(self, name: str, body: object = None) -> object:
        """Make one of the further control calls, e.g. `formation/failures`."""
        answer: object = self._ask(name, object, body)
        return answer

    def reset(self) -> None:
        """Forget everything that was ever done in it; it does not run afterwards."""
        self.stop()
        self._home.mkdir(parents=True, exist_ok=True)
        with self._lock(5.0):
            shutil.rmtree(self._home / KEPT_FOLDER, ignore_errors=True)

    def stop(self, timeout_s: float = 5.0) -> None:
        """End it, and wait until it has ended; does nothing when it is not running."""
        with contextlib.suppress(PracticeUnreachable):  # it may be ending already
            self._ask("shutdown", object)
        if (self._home / LOCK_FILE).exists():
            with self._lock(timeout_s):
                pass

    # ---- private ----

    @contextlib.contextmanager
    def _lock(self, timeout_s: float) -> Iterator[None]:
        """Wait for the lock that it holds for as long as it lives."""
        try:
            with FileLock(self._home / LOCK_FILE, timeout=timeout_s, poll_interval=LOOK_S):
                yield
        except Timeout:
            raise PracticeUnreachable(f"it has not ended within {timeout_s:g} s") from None

    def _ask(
        self,
        name: str,
        kind: type[_Answer],
        body: object = None,
        timeout_s: float = REQUEST_TIMEOUT_S,
    ) -> _Answer:
        addresses = read_addresses(self._home)
        if addresses is None:
            raise PracticeUnreachable("it has left no address")
        port = ControlPort(addresses.port, addresses.token, CONTROL_PATH, timeout_s)
        return port.ask("POST", name, kind, body)

    def _launch(self) -> "subprocess.Popen[bytes]":
        return launch_account(self._home, self._launch_arguments)

    def _not_started(self, reason: str) -> PracticeNotStarted:
        return PracticeNotStarted(reason, self._home / LOG_FILE)
