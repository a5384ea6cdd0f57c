import time
from collections.abc import Iterator

import pytest

from encoder.engine.destinationrun import DestinationRun
from encoder.errors import ErrorCode, SettingsError
from encoder.messages import (
    DestinationChanged,
    Phase,
    PhaseChanged,
    ServerSpoke,
    StartDestination,
    Step,
    StepReported,
    StepState,
    TakeoverPriorityUsed,
)
from encoder.settings import Destination, StreamKey
from tests.encoder.engine.onairstudio import Studio, address
from tests.fakes.rtmpserver import KEY, Reception, RtmpServer, Script

REFUSES = Script(refuses_publish="NetStream.Publish.BadName")


@pytest.fixture
def studio() -> Iterator[Studio]:
    studio = Studio()
    yield studio
    studio.close()


def one(server: RtmpServer | str) -> Destination:
    return Destination(address(server), StreamKey(KEY), "practice", id="one")


def two(server: RtmpServer | str) -> Destination:
    return Destination(address(server), StreamKey("live_otherKey43"), "practice", id="two")


def reached(studio: Studio, destination: str, phase: Phase, count: int = 1) -> DestinationChanged:
    return studio.log.wait_for(
        DestinationChanged,
        lambda e: (e.destination, e.phase) == (destination, phase),
        count=count,
    )


def timed(reception: Reception) -> dict[int, bytes]:
    """Return the payload of every picture and sound by its timestamp, which is unique in each."""
    pictures = {at * 2: tag.payload for at, tag in reception.pictures}
    sounds = {at * 2 + 1: tag.payload for at, tag in reception.sounds}
    return pictures | sounds


def wait_for_more(server: RtmpServer, count: int) -> None:
    server.wait_for(lambda got: len(got[0].pictures) > count)


def test_two_destinations_get_the_same_bytes_at_the_same_times_also_after_a_reconnect(
    studio: Studio,
) -> None:
    with RtmpServer() as a, RtmpServer([Script(resets_after_bytes=60_000), Script()]) as b:
        studio.broadcast_to_all(one(a), two(b)).start()
        b.wait_for(lambda got: len(got) == 2 and len(got[1].pictures) >= 20)
        summary = studio.stopped().summary
        whole = timed(a.receptions[0])
        before, after = (timed(reception) for reception in b.receptions)

    assert len(before) > 20
    assert len(after) > 20
    assert before.items() <= whole.items()
    assert after.items() <= whole.items()
    assert max(before) < min(after)
    assert [row.destination for row in summary.destinations] == ["one", "two"]
    assert [row.reconnects for row in summary.destinations] == [0, 1]
    assert studio.phases() == [Phase.STARTING, Phase.LIVE, Phase.STOPPING, Phase.IDLE]
    lost, uncut = summary.destinations[1].frames_dropped, summary.destinations[0]
    assert summary.drops.network == lost > 0
    assert uncut.frames_dropped == 0


def test_each_says_its_own_steps_priority_and_words(studio: Studio) -> None:
    with RtmpServer() as a, RtmpServer() as b:
        studio.broadcast_to_all(one(a), two(b), priorities={"two": 7}).start()
        for name in ("one", "two"):
            reached(studio, name, Phase.LIVE)
        a.wait_for(lambda got: len(got[0].pictures) > 3)
        b.wait_for(lambda got: len(got[0].pictures) > 3)
        assert studio.broadcast is not None
        relaunch = studio.broadcast.relaunch_command()

    shared = {e.step for e in studio.log.all(StepReported) if not e.destination}
    assert shared == {Step.CHECK, Step.SOURCE, Step.ENCODER}
    own = [e.step for e in studio.log.all(StepReported) if e.destination == "two"]
    assert own[::2] == [Step.CONNECT, Step.HANDSHAKE, Step.PUBLISH, Step.KEYFRAME]
    used = {e.destination: e.priority for e in studio.log.all(TakeoverPriorityUsed)}
    assert used == {"one": 0, "two": 7}
    assert relaunch.takeover_priorities == {"one": 1, "two": 8}
    assert {said.destination for said in studio.log.all(ServerSpoke)} == {"one", "two"}


def test_a_refused_key_ends_one_and_the_others_go_on(studio: Studio) -> None:
    with RtmpServer() as a, RtmpServer([REFUSES]) as b:
        broadcast = studio.broadcast_to_all(one(a), two(b))
        broadcast.start()
        problem = reached(studio, "two", Phase.IDLE).problem
        assert problem is not None
        assert problem.code is ErrorCode.KEY_REFUSED
        a.wait_for(lambda got: bool(got) and len(got[0].pictures) > 10)
        assert not broadcast.has_ended.is_set()
        assert [run.destination for run in broadcast.figures()] == ["one", "two"]
        assert broadcast.relaunch_command().destinations == (studio.destinations[0],)
        summary = studio.stopped().summary

    assert summary.problem is None
    assert [row.problem for row in summary.destinations] == [None, problem]


def test_the_broadcast_ends_when_the_last_one_gave_up(studio: Studio) -> None:
    with RtmpServer([REFUSES]) as a, RtmpServer([REFUSES]) as b:
        broadcast = studio.broadcast_to_all(one(a), two(b))
        broadcast.start()
        assert broadcast.has_ended.wait(30)
        summary = studio.stopped().summary

    assert summary.problem is not None
    assert summary.problem.code is ErrorCode.KEY_REFUSED
    assert all(row.problem is not None for row in summary.destinations)


def test_it_is_live_while_any_is_and_reconnecting_when_none_is(studio: Studio) -> None:
    falls_silent = [Script(resets_after_bytes=40_000), Script(silent_at="accept")]
    comes_back = [Script(resets_after_bytes=120_000), Script()]
    with RtmpServer(falls_silent) as a, RtmpServer(comes_back) as b:
        studio.broadcast_to_all(one(a), two(b)).start()
        reached(studio, "one", Phase.RECONNECTING)
        assert studio.phases() == [Phase.STARTING, Phase.LIVE]
        reached(studio, "two", Phase.LIVE, 2)
        studio.stopped()

    between = [Phase.LIVE, Phase.RECONNECTING, Phase.LIVE]
    assert studio.phases() == [Phase.STARTING, *between, Phase.STOPPING, Phase.IDLE]
    why = next(e for e in studio.log.all(PhaseChanged) if e.phase is Phase.RECONNECTING)
    assert why.problem is not None


def test_one_more_can_be_started_on_air_and_ended_again(studio: Studio) -> None:
    with RtmpServer() as a, RtmpServer() as b:
        studio.broadcast_to_all(one(a)).start()
        a.wait_for(lambda got: bool(got) and len(got[0].pictures) > 10)
        broadcast = studio.broadcast
        assert broadcast is not None
        broadcast.start_destination(StartDestination(two(b), 3))
        b.wait_for(lambda got: bool(got) and len(got[0].pictures) > 5)
        assert b.receptions[0].priority == 3
        assert b.receptions[0].order[3] == "keyframe"
        broadcast.stop_destination("two")
        ended = reached(studio, "two", Phase.IDLE)
        b.wait_for(lambda got: got[0].has_ended)
        assert b.receptions[0].is_unpublished
        assert ended.problem is None
        count = len(a.receptions[0].pictures)
        a.wait_for(lambda got: len(got[0].pictures) > count)
        later = timed(b.receptions[0])
        assert later.items() <= timed(a.receptions[0]).items()

        with pytest.raises(SettingsError) as last:
            broadcast.stop_destination("one")
        assert last.value.problem.code is ErrorCode.SETTING_INVALID
        with pytest.raises(SettingsError) as gone:
            broadcast.stop_destination("two")
        assert gone.value.problem.code is ErrorCode.DESTINATION_UNKNOWN
        assert gone.value.problem.params["known"] == "one"
        broadcast.start_destination(StartDestination(two(b)))
        reached(studio, "two", Phase.LIVE, 2)
        assert [each.destination for each in broadcast.destination_states()] == ["one", "two"]


def test_what_is_on_air_already_can_not_be_started_again(studio: Studio) -> None:
    with RtmpServer() as a:
        studio.broadcast_to_all(one(a)).start()
        reached(studio, "one", Phase.LIVE)
        assert studio.broadcast is not None
        twin = Destination(address(a), StreamKey(KEY), "practice", id="twin")
        for again in (one("rtmp://127.0.0.1/other"), twin):
            with pytest.raises(SettingsError):
                studio.broadcast.start_destination(StartDestination(again))


def test_one_can_be_retried_alone(studio: Studio) -> None:
    taken = Script(refuses_publish="NetStream.Publish.BadName", because="already publishing")
    with RtmpServer() as a, RtmpServer([taken] * 4 + [Script()]) as b:
        broadcast = studio.broadcast_to_all(one(a), two(b))
        broadcast.start()
        began_s = time.monotonic()
        for count in range(1, 5):
            studio.log.wait_for(
                DestinationChanged,
                lambda e: e.destination == "two" and e.retry_in_s is not None,
                count=count,
            )
            broadcast.retry_now("one")
            broadcast.retry_now("two")
        reached(studio, "two", Phase.LIVE)
        assert time.monotonic() - began_s < 10
        failed = [e for e in studio.log.all(StepReported) if e.state is StepState.FAILED]
        assert {e.destination for e in failed} == {"two"}


def test_all_are_stopped_at_the_same_time(studio: Studio) -> None:
    stuck = Script(stops_reading_after_bytes=9000)
    with RtmpServer([stuck]) as a, RtmpServer([stuck]) as b, RtmpServer([stuck]) as c:
        third = Destination(address(c), StreamKey(KEY), id="three")
        studio.broadcast_to_all(one(a), two(b), third).start()
        for server in (a, b, c):
            server.wait_for(lambda got: bool(got) and got[0].bytes_received > 3100)
        began_s = time.monotonic()
        summary = studio.stopped().summary

    assert time.monotonic() - began_s < 10
    assert len(summary.destinations) == 3
    ended = [e.destination for e in studio.log.all(DestinationChanged) if e.phase is Phase.IDLE]
    assert sorted(ended) == ["one", "three", "two"]


def test_one_that_takes_nothing_holds_up_nobody_else(studio: Studio) -> None:
    with RtmpServer([Script(stops_reading_after_bytes=9000)]) as a, RtmpServer() as b:
        broadcast = studio.broadcast_to_all(one(a), two(b))
        broadcast.start()
        a.wait_for(lambda got: bool(got) and got[0].bytes_received >= 9000)
        stuck, fine = broadcast.figures()
        while stuck.sink.queue_ms < 300 and fine.sink.frames_sent < 300:
            wait_for_more(b, fine.sink.frames_sent)
            stuck, fine = broadcast.figures()

    assert stuck.sink.queue_ms >= 300
    assert fine.sink.queue_ms < 100
    assert fine.sink.frames_dropped == 0


def test_what_never_began_has_taken_nothing(studio: Studio) -> None:
    with RtmpServer() as a:
        broadcast = studio.broadcast_to_all(one(a))
        run = DestinationRun(one(a), a.endpoint, 0, broadcast)
        run.retry_now()

    assert run.figures().sink.bytes_sent == 0
    assert run.is_going_on
    assert not run.is_live
    assert run.summary().problem is None
    studio.broadcast = None
