import itertools
from dataclasses import replace

import pytest

from cloud.functions.recorder.events import MetricsUpdate, Origin, Recordable
from cloud.functions.recorder.tables import Conflict
from tests.cloud.functions.recorder.told import (
    CHANNEL,
    SHOW,
    T0,
    Desk,
    ended,
    sample,
    started,
    starved,
)

HOUR_MS = 3_600_000
MINUTE_MS = 60_000


def test_a_show_is_one_session_with_its_figures() -> None:
    desk = Desk()

    desk.recorder.record([started()])
    desk.recorder.record([ended()])

    (session,) = desk.store.kept.values()
    assert (session.started_ms, session.ended_ms) == (T0, T0 + HOUR_MS)
    assert desk.values("StreamsStarted") == [1]
    assert desk.values("StreamsEnded") == [1]
    assert desk.values("StreamDuration") == [3600]
    assert desk.values("PeakViewers") == [41]


def test_defect_12_told_twice_it_counts_once() -> None:
    desk = Desk()

    for _ in range(2):
        desk.recorder.record([started(), sample(T0 + 10_000), ended()])

    assert desk.values("StreamsStarted") == desk.values("StreamsEnded") == [1]
    assert desk.values("CurrentViewers") == [30]
    assert len(desk.store.sampled) == 1


FACTS: tuple[Recordable, ...] = (
    started(),
    started("st-1", T0 + 2_000, Origin.IVS),
    sample(T0 + 10_000),
    ended("st-1", T0 + HOUR_MS - 900, origin=Origin.IVS),
    ended(started_at_ms=T0),
)


@pytest.mark.parametrize("facts", list(itertools.permutations(FACTS)))
def test_in_any_order_a_show_and_its_stream_become_one_session(
    facts: tuple[Recordable, ...],
) -> None:
    desk = Desk()

    for fact in facts:
        desk.recorder.record([fact])

    (session,) = desk.store.kept.values()
    assert (session.session_id, session.started_ms) == (SHOW, T0)
    assert session.ended_ms == T0 + HOUR_MS
    assert session.ended_streams == session.streams == ("st-1",)
    assert session.title == "Speedrun"
    assert desk.values("StreamsEnded") == [1]
    assert desk.values("StreamsStarted") == [1]


def test_a_row_that_somebody_else_changed_is_decided_again() -> None:
    desk = Desk()
    desk.store.conflicts = 3

    desk.recorder.record([started()])

    assert SHOW in desk.store.kept


def test_a_row_that_never_stands_still_is_worth_another_call() -> None:
    desk = Desk()
    desk.store.conflicts = 99

    with pytest.raises(Conflict):
        desk.recorder.record([started()])


def test_figures_that_did_not_go_are_sent_by_the_next_try() -> None:
    desk = Desk()
    desk.is_refusing = True
    facts: list[Recordable] = [started(), sample(T0 + 10_000)]
    with pytest.raises(ConnectionError):
        desk.recorder.record(facts)
    desk.is_refusing = False

    desk.recorder.record(facts)
    desk.recorder.record(facts)

    assert desk.values("StreamsStarted") == [1]
    assert desk.values("CurrentViewers") == [30]


def test_a_batch_is_one_call_for_each_namespace() -> None:
    desk = Desk()

    desk.recorder.record([started(), *(sample(T0 + 10_000 * n) for n in range(1, 61))])

    assert [call["Namespace"] for call in desk.sent] == [
        "LiveStreaming/Sessions",
        "LiveStreaming/Metrics",
    ]
    assert len(desk.store.minutes) == 11


def test_two_samples_of_the_same_moment_are_both_kept() -> None:
    desk = Desk()
    other = replace(sample(T0), event_id="another")

    desk.recorder.record([sample(T0), other])
    desk.recorder.record([other, sample(T0)])

    assert sorted(at_ms for _, at_ms in desk.store.sampled) == [T0, T0 + 1]


def test_samples_of_an_old_minute_change_that_minute() -> None:
    desk = Desk()
    desk.recorder.record([sample(T0, 10), sample(T0 + 5 * MINUTE_MS, 10)])

    desk.recorder.record([sample(T0 + 10_000, 50)])

    assert desk.store.minutes[CHANNEL, T0]["avgViewers"] == 30


def test_a_minute_that_was_not_written_with_its_samples_is_written_by_the_next_try() -> None:
    desk = Desk()
    desk.recorder.record([sample(T0)])
    desk.store.minutes.clear()

    desk.recorder.record([sample(T0)])

    assert desk.store.minutes[CHANNEL, T0]["samples"] == 1


def test_two_shows_of_one_minute_are_both_in_it_though_they_come_at_once() -> None:
    desk = Desk()

    desk.recorder.record([sample(T0 + 1_000), sample(T0 + 9_000, session="show-2")])

    (row,) = desk.store.minutes.values()
    assert sorted(row["sessions"]) == sorted([SHOW, "show-2"])
    assert row["samples"] == 2


def test_the_audience_that_leaves_is_told_as_percent() -> None:
    desk = Desk()
    crowd = [sample(T0 + n * MINUTE_MS, 100 if n < 5 else 30) for n in range(10)]

    desk.recorder.record(crowd[:9])
    desk.recorder.record(crowd[9:])

    assert desk.values("ViewerDropPercent")[-1] == pytest.approx(70)


def test_a_stream_starves_until_it_does_not() -> None:
    desk = Desk()
    desk.recorder.record([started("st-1", T0, Origin.IVS), starved()])
    assert desk.timed("Starving") == [(T0, 0), (T0 + MINUTE_MS, 1)]

    desk.recorder.record([ended("st-1", T0 + HOUR_MS, origin=Origin.IVS)])

    assert desk.timed("Starving")[2:] == [(T0 + HOUR_MS + MINUTE_MS, 0)]


def test_trouble_on_a_channel_without_a_stream_makes_no_session() -> None:
    desk = Desk()

    desk.recorder.record([starved(session="")])

    assert desk.store.kept == {}


def test_what_is_not_measured_has_no_figure() -> None:
    desk = Desk()
    bare = MetricsUpdate("x", SHOW, CHANNEL, T0, Origin.DESKTOP, frame_rate=30.0)

    desk.recorder.record([bare])

    assert desk.sent == []


def test_sessions_that_came_at_once_are_joined_later() -> None:
    desk = Desk()
    desk.recorder.record([started()])
    stray = Desk()
    stray.recorder.record([started("st-1", T0 + 2_000, Origin.IVS), starved()])
    desk.store.kept |= stray.store.kept

    assert desk.recorder.join_parts(CHANNEL, T0 + HOUR_MS) == 1
    assert desk.recorder.join_parts(CHANNEL, T0 + HOUR_MS) == 0
    (session,) = desk.store.kept.values()
    assert (session.session_id, session.streams) == (SHOW, ("st-1",))


def test_the_largest_audience_that_was_measured_is_the_peak() -> None:
    desk = Desk()
    desk.recorder.record([started(), sample(T0 + 10_000, 60)])

    desk.recorder.record([sample(T0 + 20_000, 70), ended(started_at_ms=T0, peak_viewers=None)])

    assert desk.store.kept[SHOW].peak_viewers == 70
    assert desk.values("PeakViewers") == [70]
