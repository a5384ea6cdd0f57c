import itertools
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloud.functions.recorder.events import Origin, StreamStart, TroubleKind
from cloud.functions.recorder.sessions import (
    Session,
    SessionFact,
    absorbed,
    after,
    belongs,
    is_part_of,
)
from tests.cloud.functions.recorder.told import T0, ended, started, starved

HOUR_MS = 3_600_000
OF_IVS = (
    started("st-1", T0, Origin.IVS),
    ended("st-1", T0 + HOUR_MS, origin=Origin.IVS),
    starved("e1"),
    starved("e2", T0 + 90_000),
)


def folded(facts: Iterable[SessionFact]) -> Session:
    session = None
    for fact in facts:
        session = after(session, fact)
    assert session is not None
    return session


def test_a_session_has_what_its_start_and_its_end_say() -> None:
    session = folded([started(), ended()])

    assert (session.title, session.quality, session.user) == ("Speedrun", "1080p30", "ann")
    assert (session.peak_viewers, session.chat_messages) == (41, 99)
    assert (session.started_ms, session.ended_ms) == (T0, T0 + HOUR_MS)
    assert session.duration_s == 3600


@pytest.mark.parametrize("facts", list(itertools.permutations(OF_IVS)))
def test_any_order_comes_to_the_same(facts: tuple[SessionFact, ...]) -> None:
    session = folded(facts)

    assert replace(session, event_ids=()) == replace(folded(OF_IVS), event_ids=())
    assert session.duration_s == 3600
    assert session.troubles == ((TroubleKind.STARVATION_START, 2),)


@given(st.lists(st.sampled_from(OF_IVS), min_size=4, max_size=12))
def test_repetitions_change_nothing(facts: list[SessionFact]) -> None:
    once = folded(dict.fromkeys(facts))

    assert replace(folded(facts), event_ids=()) == replace(once, event_ids=())


def test_an_end_never_changes_the_beginning() -> None:
    session = folded([started(), ended(started_at_ms=T0 + 99)])

    assert session.started_ms == T0


def test_an_end_that_comes_first_tells_the_beginning_if_it_can() -> None:
    assert folded([ended(started_at_ms=T0 + 7)]).started_ms == T0 + 7
    assert folded([ended(duration_s=60.0)]).started_ms == T0 + HOUR_MS - 60_000
    assert not folded([ended(duration_s=60.0)]).is_start_known


def test_a_desktop_knows_best_when_its_show_ended() -> None:
    guessed = ended(at_ms=T0 + 99 * HOUR_MS, origin=Origin.IVS, reason="reconciled")

    assert folded([started(), guessed, ended()]).ended_ms == T0 + HOUR_MS
    assert folded([started(), ended(), guessed]).ended_ms == T0 + HOUR_MS


def test_a_show_goes_on_when_one_of_its_streams_ends() -> None:
    show = folded([started(), started("st-1", T0, Origin.IVS)])

    show = after(show, ended("st-1", T0 + 60_000, origin=Origin.IVS))

    assert show.is_live
    assert (show.streams, show.open_streams) == (("st-1",), ())


def test_a_session_without_a_beginning_has_no_duration() -> None:
    session = folded([ended("st-1", origin=Origin.IVS)])

    assert session.duration_s is None
    assert not session.is_start_known


def test_a_stream_that_began_before_the_desktop_said_so_is_part_of_its_show() -> None:
    show = folded([started()])

    for apart_ms, is_part in ((-90_000, True), (5_000, True), (HOUR_MS, True)):
        assert is_part_of(folded([started("st-1", T0 + apart_ms, Origin.IVS)]), show) is is_part


def test_a_stream_that_was_over_before_is_no_part_of_a_show() -> None:
    part = folded([started("st-0", T0 - HOUR_MS, Origin.IVS),
                   ended("st-0", T0 - HOUR_MS // 2, origin=Origin.IVS)])  # fmt: skip

    assert not is_part_of(part, folded([started()]))


def test_what_is_absorbed_is_counted_on() -> None:
    part = replace(folded(OF_IVS), is_start_counted=True)

    whole = absorbed(folded([started()]), part)

    assert whole.streams == whole.ended_streams == ("st-1",)
    assert whole.troubles == ((TroubleKind.STARVATION_START, 2),)
    assert whole.is_start_counted
    assert whole.is_live


def test_what_names_no_stream_belongs_to_what_runs_then() -> None:
    show = folded([started()])

    assert belongs(starved(session=""), show)
    assert not belongs(starved(session="st-1"), show)
    assert belongs(starved(session="st-1"), after(show, started("st-1", T0, Origin.IVS)))
    assert not belongs(started("show-2", T0 + 3_000), show)
    assert not belongs(starved(session="", at_ms=T0 + 2 * HOUR_MS), folded([started(), ended()]))


def test_medialive_stops_several_times_and_means_one_end() -> None:
    run = started(f"17-{T0}", T0, Origin.MEDIALIVE)
    over = folded([run, ended("", T0 + HOUR_MS, origin=Origin.MEDIALIVE)])

    assert belongs(ended("", T0 + HOUR_MS + 90_000, origin=Origin.MEDIALIVE), over)
    assert not belongs(ended("", T0 + 3 * HOUR_MS, origin=Origin.MEDIALIVE), over)


def test_a_run_of_medialive_finds_the_end_that_came_before_it() -> None:
    end = ended("", T0 + HOUR_MS, origin=Origin.MEDIALIVE)
    run = started(f"17-{T0}", T0, Origin.MEDIALIVE)
    headless = folded([end])

    assert belongs(run, headless)
    assert after(headless, run).session_id == f"17-{T0}"
    assert after(headless, run).duration_s == 3600


def test_a_start_told_by_both_is_the_desktops() -> None:
    both = folded([started("st-1", T0 + 900, Origin.IVS), started("st-1")])

    assert both.origin is Origin.DESKTOP
    assert both.title == "Speedrun"
    assert isinstance(started(), StreamStart)
