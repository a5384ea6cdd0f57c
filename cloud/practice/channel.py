"""One channel: who publishes on it, what arrives, who watches."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from chatclient.wire.envelopes import LiveState
from cloud.practice.admission import Admission, Verdict
from cloud.practice.faults import Faults
from cloud.practice.messages import (
    ChannelStatus,
    EndReason,
    Health,
    Measurements,
    Media,
    StreamState,
)
from cloud.practice.playback import Playback
from cloud.practice.session import Session
from cloud.practice.viewers import Viewers


class Publisher(Protocol):
    """A connection that publishes, as its channel sees it."""

    @property
    def received_bytes(self) -> int:
        """Bytes read from its socket so far."""
        ...

    def end(self, reason: EndReason) -> None:
        """Tell the client why, and close. Returns at once; the channel has let go already."""
        ...


@dataclass(frozen=True, slots=True)
class Clocks:
    """Where the time comes from: seconds that only grow, and seconds since 1970."""

    monotonic: Callable[[], float]
    wall: Callable[[], float]


class Channel:
    """One stream name and everything behind it; use from one event loop only."""

    def __init__(
        self,
        name: str,
        key: str,
        playback: Playback,
        clocks: Clocks,
        announce: Callable[[LiveState], None] = lambda state: None,
    ) -> None:
        """`announce` is told when the broadcast begins, pauses and stops; it returns at once."""
        self._announce = announce
        self.name = name
        self.key = key
        self.playback = playback
        self.viewers = Viewers()
        self._clocks = clocks
        self._admission = Admission()
        self._publisher: Publisher | None = None
        self._session: Session | None = None
        self._received_bytes = 0
        self._sessions = 0
        self._last_end: EndReason | None = None
        self._health = Health.UNKNOWN

    @property
    def is_live(self) -> bool:
        """Whether somebody publishes."""
        return self._publisher is not None

    def begin(self, publisher: Publisher, priority: int) -> Session | None:
        """Begin a session, ending another by takeover; None when the name is taken."""
        now_s = self._clocks.monotonic()
        if self._admission.ask(priority, now_s) is Verdict.TAKEN:
            return None
        if (old := self._let_go(EndReason.TAKEN_OVER)) is not None:
            old.end(EndReason.TAKEN_OVER)
        else:
            self._announce(LiveState.START)
        self._publisher = publisher
        self._session = Session(self.playback, now_s, self._clocks.wall())
        self._sessions += 1
        self._health = Health.HEALTHY
        return self._session

    def leave(self, publisher: Publisher, reason: EndReason, hold_s: float = 0.0) -> None:
        """End the publisher's session, if it is still the one that is live."""
        if publisher is self._publisher:
            self._let_go(reason)
            self._admission.end(self._clocks.monotonic(), hold_s)

    def end(self, reason: EndReason, hold_s: float = 0.0) -> bool:
        """End the session that is live, and its connection; tell whether there was one."""
        publisher = self._let_go(reason)
        if publisher is None:
            return False
        self._admission.end(self._clocks.monotonic(), hold_s)
        publisher.end(reason)
        return True

    def release_name(self) -> None:
        """Stop holding the name for a publisher that is gone."""
        self._admission.release()

    def check_health(self) -> None:
        """Apply the rule of health; called every second."""
        if self._publisher is not None and self._session is not None:
            self._health = self._session.health(self._clocks.monotonic())

    def status(self, faults: Faults) -> ChannelStatus:
        """Return everything there is to say, with the faults in force."""
        now_s = self._clocks.monotonic()
        session = self._session
        if self._publisher is not None:
            self._received_bytes = self._publisher.received_bytes
        return ChannelStatus(
            name=self.name,
            state=StreamState.LIVE if self.is_live else StreamState.OFFLINE,
            health=self._health,
            viewers=self.viewers.count(now_s),
            faults=faults,
            media=session.media if session else Media(),
            measurements=(
                session.measurements(now_s, self._received_bytes) if session else Measurements()
            ),
            sessions=self._sessions,
            session_started=(
                datetime.fromtimestamp(session.started_wall_s, UTC) if session else None
            ),
            live_s=round(session.live_s(now_s), 3) if session else 0.0,
            last_end=self._last_end,
            is_name_held=self._admission.is_held(now_s),
            playback_problem=self.playback.problem,
            playback=self.viewers.playback(now_s),
        )

    def _let_go(self, reason: EndReason) -> Publisher | None:
        """Close the books on the session that is live; return its publisher."""
        publisher, self._publisher = self._publisher, None
        if publisher is None or self._session is None:
            return None
        self._received_bytes = publisher.received_bytes
        self._last_end = reason
        self._health = Health.UNKNOWN
        # Of these endings only one says that the publisher won't be back in a moment.
        is_orderly = reason is EndReason.UNPUBLISHED
        self._session.end(self._clocks.monotonic(), is_orderly=is_orderly)
        if reason is not EndReason.TAKEN_OVER:
            self._announce(LiveState.STOP if is_orderly else LiveState.PAUSE)
        return publisher
