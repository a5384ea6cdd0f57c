"""Records facts: sessions, samples, minutes and figures, each once, however often it is told.

The order makes repeating harmless. Sessions are written first, marked as not counted yet; then the
figures go to CloudWatch; then samples and minutes are written, and sessions marked as counted. What
failed on the way is done again by the next try. Only a failure between the second and the third
step counts a figure twice.
"""

import contextlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from cloud.functions.recorder.events import (
    MetricsUpdate,
    Origin,
    Recordable,
    StreamEnd,
    Trouble,
    TroubleKind,
)
from cloud.functions.recorder.items import Item
from cloud.functions.recorder.metrics import METRICS, SESSIONS, Figure, Unit, calls
from cloud.functions.recorder.rollups import MINUTE_MS, minute_of, rollup
from cloud.functions.recorder.sessions import (
    Session,
    SessionFact,
    absorbed,
    after,
    belongs,
    is_part_of,
)
from cloud.functions.recorder.tables import Conflict, Store
from cloud.functions.recorder.viewerdrop import first_minute, viewer_drop_percent

MOST_TRIES = 8
CANDIDATES = 8
"""Of a channel's sessions, that an event without a known session may belong to."""
NEAR_MS = 3_600_000
"""How much later than an event the session may be said to begin that it belongs to."""

PutFigures = Callable[[dict[str, Any]], object]
"""PutMetricData with these parameters."""


class Recorder:
    """Keeps what it is told; every method blocks, and what it raises is worth another try."""

    def __init__(self, store: Store, put_figures: PutFigures, now_ms: Callable[[], int]) -> None:
        self._store = store
        self._put_figures = put_figures
        self._now_ms = now_ms

    def record(self, facts: Iterable[Recordable]) -> None:
        """Record these, in any order."""
        figures: list[Figure] = []
        touched: dict[str, Session] = {}
        samples: dict[str, list[MetricsUpdate]] = {}
        told: list[SessionFact] = []
        for fact in facts:
            if isinstance(fact, MetricsUpdate):
                samples.setdefault(fact.session_id, []).append(fact)
            else:
                told.append(fact)
        for each in told:
            figures += _trouble_figures(each)
            if isinstance(each, StreamEnd):
                each = self._with_peak(each, samples.get(each.session_id, ()))
            if (session := self._told(each)) is not None:
                touched[session.session_id] = session
        for session in touched.values():
            figures += _session_figures(session)
        minutes: dict[tuple[str, int], Item] = {}
        new = [row for each in samples.values() for row in self._measured(each, figures, minutes)]
        self.send(figures)
        self._store.write(new, minutes.values())
        for session in touched.values():
            self._mark_counted(session)

    def send(self, figures: Iterable[Figure]) -> None:
        """Put figures into CloudWatch."""
        for call in calls(figures, self._now_ms()):
            self._put_figures(call)

    def join_parts(self, channel_id: str, until_ms: int) -> int:
        """Make one session of those that came at once and were not seen to be one; count them."""
        latest = self._store.latest(channel_id, until_ms, CANDIDATES)
        joined = 0
        for show in latest:
            whole, parts = _joined(show, latest)
            if parts:
                with contextlib.suppress(Conflict):  # the next run finds them again
                    self._store.save(whole, show, parts)
                    joined += len(parts)
        return joined

    # ---- sessions ----

    def _told(self, fact: SessionFact) -> Session | None:
        """Write what `fact` makes of its session and return that."""
        for _ in range(MOST_TRIES):
            near = self._store.latest(fact.channel_id, fact.at_ms + NEAR_MS, CANDIDATES)
            before = self._store.session(fact.session_id) if fact.session_id else None
            if before is None:
                before = next((each for each in near if belongs(fact, each)), None)
            if before is None and isinstance(fact, Trouble) and not fact.session_id:
                return None  # of a channel on which nothing runs
            session = after(before, fact)
            if show := next((each for each in near if is_part_of(session, each)), None):
                parts = [] if before is None else [before]
                before, session = show, absorbed(show, session)
            else:
                session, parts = _joined(session, near)
            if session == before and not parts:
                return session
            try:
                self._store.save(session, before, parts)
            except Conflict:
                continue
            return replace(session, version=session.version + 1)
        raise Conflict(f"the session {fact.session_id} is changed too often")

    def _with_peak(self, end: StreamEnd, new: Iterable[MetricsUpdate]) -> StreamEnd:
        """Return the end with the largest audience that was measured, if that is more."""
        if end.origin is not Origin.DESKTOP or end.started_at_ms is None:
            return end
        kept = self._store.samples(end.session_id, end.started_at_ms, end.at_ms + 1)
        counts = [each.viewers for each in (*kept, *new) if each.viewers is not None]
        if end.peak_viewers is not None:
            counts.append(end.peak_viewers)
        return replace(end, peak_viewers=max(counts, default=None))

    def _mark_counted(self, session: Session) -> None:
        """Remember what CloudWatch has got."""
        for _ in range(MOST_TRIES):
            now = self._store.session(session.session_id)
            if now is None:  # part of another by now, which took over what was counted
                return
            counted = replace(
                now,
                is_start_counted=now.is_start_counted or session.is_start_known,
                is_end_counted=now.is_end_counted or _is_over(session),
            )
            if counted == now:
                return
            try:
                self._store.save(counted, now)
            except Conflict:
                continue
            return
        raise Conflict(f"the session {session.session_id} is changed too often")

    # ---- samples ----

    def _measured(
        self,
        samples: Sequence[MetricsUpdate],
        figures: list[Figure],
        minutes: dict[tuple[str, int], Item],
    ) -> list[MetricsUpdate]:
        """Return the new ones of one session's samples; their figures are added to `figures`.

        So are their minutes, by channel and beginning, to `minutes`: several sessions share one.
        """
        session_id, channel_id = samples[0].session_id, samples[0].channel_id
        first = minute_of(min(each.at_ms for each in samples))
        last = minute_of(max(each.at_ms for each in samples))
        known = list(self._store.samples(session_id, first, last + MINUTE_MS))
        new = _unknown(samples, known)
        rows = self._store.rollups(channel_id, first_minute(first), last)
        rows |= {minute: row for (channel, minute), row in minutes.items() if channel == channel_id}
        for minute in sorted({minute_of(each.at_ms) for each in samples}):
            mine = [each for each in (*known, *new) if minute_of(each.at_ms) == minute]
            # In order, so that the same samples always come to the same row.
            mine.sort(key=lambda each: each.at_ms)
            row = rollup(rows.get(minute), session_id, mine, channel_id, minute)
            rows[minute] = minutes[channel_id, minute] = row
        for sample in new:
            figures += _sample_figures(sample)
        if new:
            at_ms = max(each.at_ms for each in new)
            if (drop := viewer_drop_percent(rows, at_ms)) is not None:
                percent = Figure(
                    METRICS, "ViewerDropPercent", drop, Unit.PERCENT, at_ms, channel_id
                )
                figures.append(percent)
        return new


def _joined(show: Session, near: Iterable[Session]) -> tuple[Session, list[Session]]:
    """Return a desktop's session with what a service counts of it, and the sessions of that."""
    parts = [each for each in near if is_part_of(each, show)]
    for part in parts:
        show = absorbed(show, part)
    return show, parts


def _unknown(
    samples: Iterable[MetricsUpdate], known: Iterable[MetricsUpdate]
) -> list[MetricsUpdate]:
    """Return the samples that are not kept yet, each at a time of its own."""
    ids = {each.event_id for each in known}
    times = {each.at_ms for each in known}
    new: list[MetricsUpdate] = []
    for sample in samples:
        if sample.event_id in ids:
            continue
        at_ms = sample.at_ms
        while at_ms in times:
            at_ms += 1
        ids.add(sample.event_id)
        times.add(at_ms)
        new.append(replace(sample, at_ms=at_ms))
    return new


def _sample_figures(sample: MetricsUpdate) -> list[Figure]:
    found = (
        ("CurrentViewers", sample.viewers, Unit.COUNT),
        ("StreamBitrate", sample.bitrate_bps, Unit.BITS_PER_SECOND),
        # Messages in the last minute: a count. CloudWatch has no unit for a rate a minute.
        ("ChatActivity", sample.chat_per_minute, Unit.COUNT),
    )
    return [
        Figure(METRICS, name, value, unit, sample.at_ms, sample.channel_id)
        for name, value, unit in found
        if value is not None
    ]


def _session_figures(session: Session) -> list[Figure]:
    """Return what CloudWatch has not been told of a session."""
    figures: list[Figure] = []
    channel = session.channel_id

    def add(name: str, value: float, unit: Unit, at_ms: int) -> None:
        figures.append(Figure(SESSIONS, name, value, unit, at_ms, channel))

    if session.is_start_known and not session.is_start_counted:
        add("StreamsStarted", 1, Unit.COUNT, session.started_ms)
        # Otherwise the alarm would know nothing until a stream starves for the first time.
        add("Starving", 0, Unit.COUNT, session.started_ms)
    if _is_over(session) and not session.is_end_counted and session.ended_ms is not None:
        add("StreamsEnded", 1, Unit.COUNT, session.ended_ms)
        if (duration_s := session.duration_s) is not None:
            add("StreamDuration", duration_s, Unit.SECONDS, session.ended_ms)
        if session.peak_viewers is not None:
            add("PeakViewers", session.peak_viewers, Unit.COUNT, session.ended_ms)
        add("Starving", 0, Unit.COUNT, session.ended_ms + MINUTE_MS)
    return figures


def _is_over(session: Session) -> bool:
    """Beginning and end are known, and with them what there is to count."""
    return session.is_start_known and session.ended_ms is not None


def _trouble_figures(fact: SessionFact) -> list[Figure]:
    """Return 1 while a stream starves and 0 once it does not; told twice it stays the same."""
    if not isinstance(fact, Trouble):
        return []
    match fact.kind:
        case TroubleKind.STARVATION_START | TroubleKind.STREAM_FAILURE:
            value, at_ms = 1, fact.at_ms
        case TroubleKind.STARVATION_END:
            # A minute later: in the minute in which it began, the 1 would hide it from the alarm.
            value, at_ms = 0, fact.at_ms + MINUTE_MS
        case _:
            return []
    return [Figure(SESSIONS, "Starving", value, Unit.COUNT, at_ms, fact.channel_id)]
