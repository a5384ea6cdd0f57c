"""Opens the outbox of this computer, with its way to the recorder function."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from cloud.outbox.sender import SenderState
from cloud.settings import Account
from desktop.bridges.sessionrecord import Record
from desktop.store.cloudchoice import CloudRecorder

if TYPE_CHECKING:
    from cloud.awsclient import Aws


class RecordOpener:
    """Makes records; nothing of AWS is imported before there is something to send."""

    def __init__(self, outbox_folder: Path, practice_home: Path) -> None:
        self._outbox_folder = outbox_folder
        self._practice_home = practice_home

    def __call__(self, recorder: CloudRecorder, tell: Callable[[SenderState], None]) -> Record:
        """Return the record for this recorder, not started yet."""
        from cloud.outbox.lambdasend import LambdaSend
        from cloud.outbox.record import ShowRecord

        account = recorder.account
        # Each recorder has a file of its own: what one has not taken yet is no other's business.
        name = f"{account.mode.value}-{account.profile}-{account.region}-{recorder.function}"
        safe = "".join(each if each.isalnum() or each in "-." else "_" for each in name)
        send = LambdaSend(lambda: self._open(account), recorder.function)
        return ShowRecord(self._outbox_folder / f"{safe[:180]}.sqlite3", send, tell)

    def _open(self, account: Account) -> "Aws":
        from cloud.awsclient import Aws

        if account.is_practice:
            from cloud.practice.accountclient import AccountClient

            practice = AccountClient(self._practice_home).ensure_running()
            return Aws(account, practice_url=practice.url)
        return Aws(account, ask_mfa=_nobody_asks)


def _nobody_asks(_prompt: str) -> str:
    """Nobody sits in front of a thread: the user signs in on the cloud page, and it goes on."""
    from cloud.awserrors import MfaCancelled

    raise MfaCancelled
