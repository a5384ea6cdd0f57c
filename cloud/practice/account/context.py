"""What the parts of the practice account share: its clock, its ticks, its way to the ingest."""

import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from cloud.practice.accountmessages import Mail, Scenario, ScenarioWish
from cloud.practice.messages import ChannelInfo, ChannelStatus

_log = logging.getLogger(__name__)

LONGEST_TICK_S = 1.0


class AccountClock:
    """The account's time: this machine's, put forward on demand. Any thread may ask."""

    def __init__(self, real: Callable[[], float] = time.time) -> None:
        self._real = real
        self.ahead_s = 0.0
        """How far it was put forward."""

    def now_s(self) -> float:
        """Return seconds since 1970, UTC."""
        return self._real() + self.ahead_s

    def now(self) -> datetime:
        """Return the same as an aware time."""
        return datetime.fromtimestamp(self.now_s(), UTC)

    def advance(self, seconds: float) -> None:
        """Put it forward; it is never put back."""
        self.ahead_s += max(0.0, seconds)


class IngestLink(Protocol):
    """What the account asks of the practice ingest on this machine; calls block 3 s at most."""

    def create_channel(self, name: str) -> ChannelInfo | None:
        """Make sure that the ingest has this channel; None while the ingest does not run."""
        ...

    def status(self, name: str) -> ChannelStatus | None:
        """Return what arrives on a channel; None while nothing can be known."""
        ...

    def kick(self, name: str) -> bool:
        """End the channel's session; tell whether there was one."""
        ...

    def delete_channel(self, name: str) -> None:
        """Let the ingest forget a channel and its key, as far as it knows them."""
        ...


class NoIngest:
    """An ingest that does not run."""

    def create_channel(self, name: str) -> ChannelInfo | None:
        return None

    def status(self, name: str) -> ChannelStatus | None:
        return None

    def kick(self, name: str) -> bool:
        return False

    def delete_channel(self, name: str) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Refusal:
    """An error in place of an answer, in AWS's own words."""

    code: str
    """E.g. `ThrottlingException`."""
    message: str
    status: int = 400


Gate = Callable[[str, str], Refusal | None]
"""Gets service (as it signs, e.g. `monitoring`) and operation; returns why the call is refused."""

Control = Callable[[bytes], object]
"""Gets the body of a control call; returns what becomes its JSON answer. ValueError: refused."""


Emit = Callable[[str, str, str, object, Sequence[str]], None]
"""Gets region, source, detail type, detail and resources; returns at once."""


@dataclass(slots=True)
class _Tick:
    period_s: float
    run: Callable[[], None]
    name: str
    due_s: float = 0.0


@dataclass(slots=True)
class AccountContext:
    """Handed to each part's `install(context)` before the first request is served."""

    home: Path
    clock: AccountClock = field(default_factory=AccountClock)
    ingest: IngestLink = field(default_factory=NoIngest)
    scenarios: set[Scenario] = field(default_factory=set)
    is_replaying: bool = False
    """The journal is being repeated: what a call causes elsewhere has its own entry already."""
    call_lock: threading.RLock = field(default_factory=threading.RLock)
    """Held while the state of the account changes: by mutating requests and by ticks."""
    mails: list[Mail] = field(default_factory=list)
    url: str = ""
    """Of the account itself, once it listens: before any part is installed."""
    gates: list[Gate] = field(default_factory=list)
    """Asked before each call to a service, not while replaying; the first refusal counts."""
    controls: dict[str, Control] = field(default_factory=dict)
    """Further control calls: `POST /livedesk/control/<name>`, e.g. `formation/failures`."""
    scenario_takers: list[Callable[[ScenarioWish], None]] = field(default_factory=list)
    """Told of every wish, after `scenarios` was changed; without `call_lock`."""
    secret_parameters: Callable[[Mapping[str, str]], frozenset[str]] = lambda form: frozenset()
    """Gets the form of a CloudFormation call that has succeeded; returns its NoEcho parameters.

    The journal keeps `redaction.PLACEHOLDER` in place of their values, and repeats that."""
    emit: Emit = field(default=lambda *_: None)
    """Brings an event of one of the account's services to the rules that want it."""
    _ticks: list[_Tick] = field(default_factory=list)
    _closers: list[Callable[[], None]] = field(default_factory=list)

    def at_end(self, close: Callable[[], None]) -> None:
        """Have `close` called once by `close()`: for threads and processes of the parts."""
        self._closers.append(close)

    def close(self) -> None:
        """End what the parts have running, the latest first."""
        while self._closers:
            self._closers.pop()()

    def every(self, period_s: float, tick: Callable[[], None], name: str) -> None:
        """Call `tick` every so many seconds of the account's clock, on the ticking thread."""
        self._ticks.append(_Tick(period_s, tick, name))

    def run_due(self) -> None:
        """Run what is due once; what fails is logged and goes on next time."""
        now_s = self.clock.now_s()
        for tick in self._ticks:
            if now_s < tick.due_s:
                continue
            tick.due_s = now_s + tick.period_s
            try:
                with self.call_lock:
                    tick.run()
            except Exception:  # noqa: BLE001 - one part's failure must not stop the others
                _log.exception("the tick %s failed", tick.name)
