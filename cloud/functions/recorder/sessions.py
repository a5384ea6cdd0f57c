"""One session from everything that is said of it, in whatever order, however often. Pure.

A desktop's show and the streams that a service counts meanwhile on the same channel are one
session: the desktop's. A session whose beginning nobody has told yet is kept with a provisional
time, which is its sort key, and moves when the beginning becomes known.
"""

from dataclasses import dataclass, replace
from typing import TypeVar, assert_never

from cloud.functions.recorder.events import (
    Origin,
    StreamEnd,
    StreamStart,
    Trouble,
    TroubleKind,
)

MOST_EVENT_IDS = 200
"""Of troubles, remembered so that each counts once."""
EARLY_MS = 60_000
"""A service may say a little earlier than the desktop that a stream is there."""
LATE_MS = 600_000
"""MediaLive says several times, over minutes, that a channel stops."""

SessionFact = StreamStart | StreamEnd | Trouble
Told = TypeVar("Told")


@dataclass(frozen=True, slots=True)
class Session:
    """What is known of one session."""

    session_id: str
    channel_id: str
    started_ms: int
    """Part of its key; never changed by its end."""
    origin: Origin
    is_start_known: bool = False
    user: str = ""
    title: str = ""
    quality: str = ""
    ended_ms: int | None = None
    ended_by: Origin | None = None
    end_reason: str = ""
    told_duration_s: float | None = None
    peak_viewers: int | None = None
    chat_messages: int | None = None
    bitrate_bps: float | None = None
    last_event_ms: int = 0
    streams: tuple[str, ...] = ()
    """What the service calls its parts."""
    ended_streams: tuple[str, ...] = ()
    troubles: tuple[tuple[TroubleKind, int], ...] = ()
    """How often, by kind."""
    event_ids: tuple[str, ...] = ()
    is_start_counted: bool = False
    is_end_counted: bool = False
    version: int = 0
    """Of its row."""

    @property
    def is_live(self) -> bool:
        """Nobody has told its end."""
        return self.ended_ms is None

    @property
    def duration_s(self) -> float | None:
        """How long it took; None: not known, or not over."""
        if self.told_duration_s is not None or self.ended_ms is None or not self.is_start_known:
            return self.told_duration_s
        return max(0, self.ended_ms - self.started_ms) / 1000

    @property
    def open_streams(self) -> tuple[str, ...]:
        """Of `streams` those whose end is not known."""
        return tuple(each for each in self.streams if each not in self.ended_streams)


def after(session: Session | None, fact: SessionFact) -> Session:
    """Return the session once `fact` is known."""
    session = session or _new(fact)
    session = replace(session, last_event_ms=max(session.last_event_ms, fact.at_ms))
    match fact:
        case StreamStart():
            return _after_start(session, fact)
        case StreamEnd():
            return _after_end(session, fact)
        case Trouble():
            return _after_trouble(session, fact)
    assert_never(fact)


def absorbed(session: Session, part: Session) -> Session:
    """Return a desktop's session that also is what a service had been counting as `part`."""
    troubles = dict(session.troubles)
    for kind, times in part.troubles:
        troubles[kind] = troubles.get(kind, 0) + times
    ended = part.ended_streams if part.is_live else _union(part.ended_streams, part.streams)
    return replace(
        session,
        last_event_ms=max(session.last_event_ms, part.last_event_ms),
        streams=_union(session.streams, part.streams),
        ended_streams=_union(session.ended_streams, ended),
        troubles=tuple(sorted(troubles.items())),
        event_ids=tuple(dict.fromkeys((*session.event_ids, *part.event_ids)))[-MOST_EVENT_IDS:],
        is_start_counted=session.is_start_counted or part.is_start_counted,
        is_end_counted=session.is_end_counted or part.is_end_counted,
    )


def is_part_of(part: Session, show: Session) -> bool:
    """Tell whether what a service counts as `part` is of the show that a desktop tells of."""
    if part.origin is Origin.DESKTOP or show.origin is not Origin.DESKTOP:
        return False
    return _covers(part, show.started_ms) or _covers(show, part.started_ms)


def belongs(fact: SessionFact, session: Session) -> bool:
    """Tell whether what a service says is of this session, whose id it does not say."""
    if fact.origin is Origin.DESKTOP:
        return False
    if fact.session_id in session.streams:
        return True
    if isinstance(fact, StreamEnd) and fact.origin is Origin.MEDIALIVE:
        own = _covers(session, fact.at_ms - LATE_MS) or _covers(session, fact.at_ms)
        return session.started_ms <= fact.at_ms and (own or bool(session.open_streams))
    if _covers(session, fact.at_ms):
        return fact.origin is Origin.MEDIALIVE or not fact.session_id  # which count no streams
    # The end of a run came before its beginning.
    is_headless = not session.is_start_known and session.origin is fact.origin
    return (
        isinstance(fact, StreamStart)
        and fact.origin is Origin.MEDIALIVE
        and is_headless
        and fact.at_ms <= session.started_ms
    )


def _covers(session: Session, at_ms: int) -> bool:
    end_ms = at_ms if session.ended_ms is None else session.ended_ms
    return session.started_ms - EARLY_MS <= at_ms <= end_ms + EARLY_MS


def _new(fact: SessionFact) -> Session:
    session_id = fact.session_id or f"{fact.channel_id}-{fact.at_ms}"
    return Session(session_id, fact.channel_id, fact.at_ms, fact.origin)


def _after_start(session: Session, fact: StreamStart) -> Session:
    if fact.origin is not Origin.DESKTOP:
        session = _with_stream(session, fact.session_id)
        if session.origin is Origin.DESKTOP:
            return session
        if not session.is_start_known:  # a run that had no name yet
            session = replace(session, session_id=fact.session_id)
    if not session.is_start_known:
        session = replace(session, started_ms=fact.started_at_ms, is_start_known=True)
    return replace(
        session,
        origin=fact.origin,
        user=fact.user or session.user,
        title=fact.title or session.title,
        quality=fact.quality or session.quality,
    )


def _after_end(session: Session, fact: StreamEnd) -> Session:
    if fact.origin is not Origin.DESKTOP:
        is_one = bool(fact.session_id) and not fact.reason
        ended = (fact.session_id,) if is_one else session.open_streams
        session = replace(session, ended_streams=_union(session.ended_streams, ended))
        if session.origin is Origin.DESKTOP and not fact.reason:
            return session  # the show may go on with another stream
    if not session.is_start_known:
        session = _with_start_of(session, fact)
    if session.ended_ms is not None and _rank(session.ended_by, session.ended_ms) >= _rank(
        fact.origin, fact.at_ms
    ):
        return session
    return replace(
        session,
        ended_ms=fact.at_ms,
        ended_by=fact.origin,
        end_reason=fact.reason,
        told_duration_s=_known(fact.duration_s, session.told_duration_s),
        peak_viewers=_known(fact.peak_viewers, session.peak_viewers),
        chat_messages=_known(fact.chat_messages, session.chat_messages),
        bitrate_bps=_known(fact.bitrate_bps, session.bitrate_bps),
    )


def _with_start_of(session: Session, end: StreamEnd) -> Session:
    """Return the session with the beginning that its end tells of, if it does."""
    if end.started_at_ms is not None:
        return replace(session, started_ms=end.started_at_ms, is_start_known=True)
    if end.duration_s is not None:
        return replace(session, started_ms=end.at_ms - round(end.duration_s * 1000))
    return session


def _after_trouble(session: Session, fact: Trouble) -> Session:
    if fact.event_id in session.event_ids:
        return session
    if fact.session_id:
        session = _with_stream(session, fact.session_id)
    times = dict(session.troubles)
    times[fact.kind] = times.get(fact.kind, 0) + 1
    return replace(
        session,
        troubles=tuple(sorted(times.items())),
        event_ids=(*session.event_ids, fact.event_id)[-MOST_EVENT_IDS:],
    )


def _with_stream(session: Session, stream: str) -> Session:
    return replace(session, streams=_union(session.streams, (stream,)))


def _rank(origin: Origin | None, ended_ms: int) -> tuple[bool, int]:
    """Who knows best when a session ended: the desktop, then whoever says the latest time."""
    return origin is Origin.DESKTOP, ended_ms


def _known(told: Told | None, before: Told | None) -> Told | None:
    return before if told is None else told


def _union(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({*first, *second}))
