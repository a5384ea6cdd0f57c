"""The sessions of each channel, as Amazon IVS tells them, from what is seen of the ingest. Pure."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import msgspec
from msgspec import Struct

from cloud.practice.messages import ChannelStatus, EndReason, Health, Media, StreamState

STATE_CHANGE = "IVS Stream State Change"
HEALTH_CHANGE = "IVS Stream Health Change"
FAILURES = frozenset({"Stream Failure"})
MOST_SESSIONS = 200
"""Kept for each channel; IVS forgets after 60 days."""
MOST_EVENTS = 500


class SessionEvent(Struct, frozen=True):
    """One thing that happened in a session."""

    name: str
    """E.g. `Stream Start`."""
    kind: str
    """STATE_CHANGE or HEALTH_CHANGE."""
    at: datetime


class StreamSession(Struct):
    """From the begin of a stream to its end."""

    stream_id: str
    start: datetime
    began: datetime | None
    """By the ingest's own clock: tells one session from the next."""
    end: datetime | None = None
    health: Health = Health.HEALTHY
    media: Media = Media()
    channel: dict[str, object] = {}
    """The channel as it was."""
    events: list[SessionEvent] = []

    @property
    def has_error(self) -> bool:
        """Something failed in it."""
        return any(event.name in FAILURES for event in self.events)


class SessionBook(Struct):
    """All sessions by the ARNs of their channels, the latest first."""

    sessions: dict[str, list[StreamSession]] = {}

    def live(self, arn: str) -> StreamSession | None:
        """Return the session that goes on, if one does."""
        newest = next(iter(self.sessions.get(arn, ())), None)
        return newest if newest is not None and newest.end is None else None

    def observe(
        self, arn: str, status: ChannelStatus | None, now: datetime, new_id: Callable[[], str]
    ) -> list[SessionEvent]:
        """Take what the ingest says now, None: it says nothing; return what has happened."""
        session = self.live(arn)
        is_live = status is not None and status.state is StreamState.LIVE
        if session is None:
            return self._begin(arn, status, now, new_id) if status is not None and is_live else []
        if status is None or not is_live:
            return _end(session, status, now)
        if status.session_started == session.began:
            session.media = status.media
            return _note_health(session, status.health, now)
        if status.last_end is EndReason.TAKEN_OVER:
            session.began = status.session_started
            return _note(session, now, (STATE_CHANGE, "Stream Takeover"))
        return [*_end(session, status, now), *self._begin(arn, status, now, new_id)]

    def forget(self, arn: str) -> None:
        """The channel is gone."""
        self.sessions.pop(arn, None)

    def _begin(
        self, arn: str, status: ChannelStatus, now: datetime, new_id: Callable[[], str]
    ) -> list[SessionEvent]:
        session = StreamSession(
            stream_id=new_id(),
            start=now - timedelta(seconds=status.live_s),
            began=status.session_started,
            media=status.media,
        )
        sessions = self.sessions.setdefault(arn, [])
        sessions.insert(0, session)
        del sessions[MOST_SESSIONS:]
        begun = _note(
            session,
            session.start,
            (STATE_CHANGE, "Session Created"),
            (STATE_CHANGE, "Stream Start"),
        )
        return [*begun, *_note_health(session, status.health, now)]


def _end(session: StreamSession, status: ChannelStatus | None, now: datetime) -> list[SessionEvent]:
    events: list[SessionEvent] = []
    if session.health is Health.STARVING:
        events += _note(session, now, (HEALTH_CHANGE, "Starvation End"))
    has_failed = status is not None and status.last_end is EndReason.PROTOCOL_ERROR
    session.end = now
    ending = "Stream Failure" if has_failed else "Stream End"
    return events + _note(session, now, (STATE_CHANGE, ending), (STATE_CHANGE, "Session Ended"))


def _note_health(session: StreamSession, health: Health, now: datetime) -> list[SessionEvent]:
    was, session.health = session.health, health
    if was is not Health.STARVING and health is Health.STARVING:
        return _note(session, now, (HEALTH_CHANGE, "Starvation Start"))
    if was is Health.STARVING and health is Health.HEALTHY:
        return _note(session, now, (HEALTH_CHANGE, "Starvation End"))
    if was is Health.STARVING:
        session.health = was  # unknown is no end of it
    return []


def _note(session: StreamSession, at: datetime, *happened: tuple[str, str]) -> list[SessionEvent]:
    events = [SessionEvent(name, kind, at) for kind, name in happened]
    session.events = [*session.events, *events][-MOST_EVENTS:]
    return events


def encode(book: SessionBook) -> bytes:
    """Return what is kept on disk."""
    return msgspec.json.encode(book)


def decode(content: bytes) -> SessionBook:
    """Read it back; raises msgspec.DecodeError."""
    return msgspec.json.decode(content, type=SessionBook)


def newest_first(session: StreamSession) -> Iterator[SessionEvent]:
    """Yield the events as GetStreamSession shows them."""
    yield from reversed(session.events)
