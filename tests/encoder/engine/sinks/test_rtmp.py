"""The sink as a whole, against a server on loopback."""

import socket
import time
from collections.abc import Callable
from itertools import pairwise

import pytest

from encoder.engine.sinks.rtmp import STOP_TIMEOUT_S
from encoder.errors import ErrorCode
from encoder.messages import ServerSpoke, Step, StepState
from encoder.rtmp import parse_endpoint
from tests.encoder.engine.sinks.mediapackets import AAC_CONFIG, AVC_CONFIG, number_of
from tests.encoder.engine.sinks.onair import GivenUp, Live, OnAir, StepMoved, Waiting
from tests.fakes.rtmpserver import KEY, Reception, RtmpServer, Script, full_listener

STOP_MUST_TAKE_S = 5.0


def pictures(count: int, session: int = 1) -> Callable[[list[Reception]], bool]:
    """Tell whether the server has so many pictures of that session."""
    return lambda got: len(got) >= session and len(got[session - 1].pictures) >= count


def check_that_a_decoder_can_begin(reception: Reception) -> None:
    assert reception.order[:4] == ["metadata", "video header", "audio header", "keyframe"]
    assert reception.video[0][1].payload == AVC_CONFIG
    assert reception.audio[0][1].payload == AAC_CONFIG
    assert reception.pictures[0][0] == reception.video[0][0] == reception.audio[0][0]
    for times in ([at for at, _ in reception.video], [at for at, _ in reception.audio]):
        assert times == sorted(times)


def codes(on_air: OnAir) -> list[ErrorCode]:
    return [w.problem.code for w in on_air.log.all(Waiting) if w.problem]


def test_a_broadcast_arrives_whole_and_ends_in_order() -> None:
    with RtmpServer() as server:
        with OnAir(server.endpoint) as on_air:
            server.wait_for(pictures(20))
        figures = on_air.sink.figures()
        server.wait_for(lambda got: got[0].has_ended)
        (reception,) = server.receptions

    assert (reception.app, reception.stream_name, reception.priority) == ("live", KEY, None)
    check_that_a_decoder_can_begin(reception)
    assert reception.metadata["width"] == 320.0
    assert reception.metadata["videodatarate"] == 600.0
    numbers = [number_of(tag.payload) for _, tag in reception.pictures]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    assert abs(reception.pictures[-1][0] - reception.sounds[-1][0]) < 50
    assert reception.is_unpublished
    assert figures.frames_offered == figures.frames_sent == len(numbers)
    assert (figures.frames_dropped, figures.sessions) == (0, 1)
    assert not on_air.log.all(Waiting)
    assert not on_air.log.all(GivenUp)


def test_each_step_of_going_live_is_reported_in_order() -> None:
    with RtmpServer() as server, OnAir(server.endpoint) as on_air:
        on_air.log.wait_for(Live)

    steps = [Step.CONNECT, Step.HANDSHAKE, Step.PUBLISH, Step.KEYFRAME]
    states = [StepState.RUNNING, StepState.DONE]
    assert on_air.log.all(StepMoved) == [StepMoved(step, s) for step in steps for s in states]
    assert "NetStream.Publish.Start" in [said.code for said in on_air.log.all(ServerSpoke)]


def test_a_connection_that_is_reset_is_replaced_and_begins_with_a_keyframe() -> None:
    with RtmpServer([Script(resets_after_bytes=60_000), Script()]) as server:
        with OnAir(server.endpoint, takeover_priority=0) as on_air:
            server.wait_for(pictures(10, session=2))
            figures = on_air.sink.figures()
        second = server.receptions[1]
        total = on_air.sink.figures()

    check_that_a_decoder_can_begin(second)
    first_wait = on_air.log.all(Waiting)[0]
    assert first_wait.problem is not None
    assert first_wait.problem.code is ErrorCode.CONNECTION_LOST
    assert first_wait == Waiting(first_wait.problem, 1, 0.4)  # it had lived less than 5 s
    assert on_air.log.all(Waiting)[1] == Waiting(first_wait.problem, 1, None)
    assert figures.sessions == 2
    assert on_air.log.all(Live) == [Live(0), Live(1)]
    assert total.frames_offered == total.frames_sent + total.frames_dropped
    assert total.frames_dropped > 0
    assert not [s for s in on_air.log.all(StepMoved) if s.state is StepState.FAILED]


def test_every_session_takes_over_with_a_higher_priority_than_the_one_before() -> None:
    reset = Script(resets_after_bytes=30_000)
    with RtmpServer([reset, reset, Script()]) as server:
        with OnAir(server.endpoint, takeover_priority=0):
            server.wait_for(pictures(1, session=3))
        priorities = [reception.priority for reception in server.receptions]

    assert priorities == [None, 1, 2]
    assert all(reception.stream_name == KEY for reception in server.receptions)


def test_a_relaunched_engine_begins_with_the_priority_it_is_given() -> None:
    with RtmpServer() as server, OnAir(server.endpoint, takeover_priority=7) as on_air:
        assert on_air.log.wait_for(Live) == Live(7)
        assert server.receptions[0].priority == 7


def test_without_takeover_no_priority_is_ever_sent() -> None:
    with RtmpServer([Script(resets_after_bytes=30_000), Script()]) as server:
        with OnAir(server.endpoint) as on_air:
            server.wait_for(pictures(1, session=2))
        assert [reception.priority for reception in server.receptions] == [None, None]
    assert on_air.log.all(Live) == [Live(0), Live(0)]


def test_a_session_lost_before_its_first_picture_is_outbid_too() -> None:
    with RtmpServer([Script(hangs_up_at="media"), Script()]) as server:
        with OnAir(server.endpoint, takeover_priority=0) as on_air:
            on_air.log.wait_for(Live)
        assert [reception.priority for reception in server.receptions] == [None, 1]


def test_a_refused_key_ends_it_at_once_with_what_the_server_said() -> None:
    script = Script(refuses_publish="NetStream.Publish.BadName", because=f"Unknown: {KEY}.")
    with RtmpServer([script]) as server, OnAir(server.endpoint) as on_air:
        problem = on_air.log.wait_for(GivenUp).problem
        assert on_air.stop() < 1

    assert problem.code is ErrorCode.KEY_REFUSED
    assert problem.message == (
        "127.0.0.1 refused the stream key (NetStream.Publish.BadName: Unknown: ***.)."
    )
    assert len(server.receptions) == 1
    assert KEY not in repr(on_air.log.said)
    failed = on_air.log.all(StepMoved)[-1]
    assert failed == StepMoved(Step.PUBLISH, StepState.FAILED, problem)


def test_an_unknown_application_ends_it_at_the_handshake() -> None:
    script = Script(refuses_app="NetConnection.Connect.InvalidApp")
    with RtmpServer([script]) as server, OnAir(server.endpoint) as on_air:
        problem = on_air.log.wait_for(GivenUp).problem

    assert problem.code is ErrorCode.APP_REFUSED
    assert on_air.log.all(StepMoved)[-1].step is Step.HANDSHAKE


def test_a_stream_taken_by_someone_else_is_asked_for_again_until_it_is_free() -> None:
    taken = Script(refuses_publish="NetStream.Publish.BadName", because="Already publishing.")
    with RtmpServer([taken, taken, Script()]) as server, OnAir(server.endpoint) as on_air:
        on_air.log.wait_for(Live)

    assert codes(on_air) == [ErrorCode.STREAM_TAKEN] * 4
    waits = [(w.attempt, w.retry_in_s) for w in on_air.log.all(Waiting)]
    assert waits == [(2, 0.4), (2, None), (3, 0.8), (3, None)]


def test_a_server_that_hangs_up_three_times_means_the_key() -> None:
    with RtmpServer([Script(hangs_up_at="publish")]) as server, OnAir(server.endpoint) as on_air:
        problem = on_air.log.wait_for(GivenUp).problem

    assert problem.code is ErrorCode.KEY_REFUSED
    assert codes(on_air)[0] is ErrorCode.SERVER_HUNG_UP
    assert len(server.receptions) == 3


def test_a_server_that_refuses_in_the_breath_of_accepting_is_understood() -> None:
    script = Script(ends_publish="NetStream.Publish.Denied", because="Channel is not running.")
    with RtmpServer([script]) as server, OnAir(server.endpoint) as on_air:
        problem = on_air.log.wait_for(GivenUp).problem

    assert problem.code is ErrorCode.KEY_REFUSED
    assert "Channel is not running." in problem.message


def test_a_server_that_ends_the_publish_on_air_is_published_to_again() -> None:
    script = Script(says_after_pictures=(5, "NetStream.Publish.Idle"))
    with RtmpServer([script, Script()]) as server, OnAir(server.endpoint) as on_air:
        on_air.log.wait_for(Live, 2)

    assert "NetStream.Publish.Idle" in [said.code for said in on_air.log.all(ServerSpoke)]


def test_a_server_that_never_answers_is_given_up_and_tried_again() -> None:
    scripts = [Script(silent_at="accept"), Script()]
    with RtmpServer(scripts) as server, OnAir(server.endpoint) as on_air:
        began_s = time.monotonic()
        problem = on_air.log.wait_for_problem(ErrorCode.ANSWER_TIMED_OUT)
        assert 4.5 < time.monotonic() - began_s < 12
        on_air.log.wait_for(Live)

    assert "handshake" in problem.message
    (failed,) = [s for s in on_air.log.all(StepMoved) if s.state is StepState.FAILED]
    assert failed.step is Step.HANDSHAKE


def test_a_stall_is_noticed_after_three_seconds_and_never_costs_sound_or_memory() -> None:
    with RtmpServer([Script(stops_reading_after_bytes=30_000), Script()]) as server:
        with OnAir(server.endpoint, picture_bytes=8000) as on_air:
            on_air.log.wait_for(Live)
            began_s = time.monotonic()
            problem = on_air.log.wait_for_problem(ErrorCode.SEND_STALLED)
            assert 2.9 < time.monotonic() - began_s < 10
            on_air.log.wait_for(Live, 2)
            server.wait_for(pictures(3, session=2))
        figures = on_air.sink.figures()

    assert problem.message == "127.0.0.1 has accepted nothing for 3 seconds."
    check_that_a_decoder_can_begin(server.receptions[1])
    assert figures.frames_offered == figures.frames_sent + figures.frames_dropped
    assert figures.frames_dropped > 60


def test_on_a_slow_link_pictures_are_dropped_and_sound_is_not() -> None:
    with RtmpServer([Script(bytes_per_s=60_000)]) as server:
        with OnAir(server.endpoint, picture_bytes=8000) as on_air:  # 240,000 bytes a second
            server.wait_for(lambda got: bool(got) and len(got[0].sounds) > 80)
            figures = on_air.sink.figures()
        (reception,) = server.receptions

    check_that_a_decoder_can_begin(reception)
    assert figures.frames_dropped > 0
    assert figures.queue_ms < 1500
    steps = [after - before for (before, _), (after, _) in pairwise(reception.sounds)]
    assert max(steps) <= 22
    shown = [(number_of(tag.payload), tag.is_keyframe) for _, tag in reception.pictures]
    for (before, _), (number, is_keyframe) in pairwise(shown):
        assert is_keyframe or number == before + 1


def test_offered_sent_and_delivered_are_three_numbers() -> None:
    script = Script(stops_reading_after_bytes=30_000)
    with RtmpServer([script]) as server, OnAir(server.endpoint, picture_bytes=8000) as on_air:
        on_air.log.wait_for(Live)
        server.wait_for(lambda got: got[0].bytes_received >= 30_000)
        on_air.encoders.wait_until(lambda: on_air.sink.figures().queue_ms > 300)
        figures = on_air.sink.figures()

    assert figures.bytes_delivered < figures.bytes_sent
    assert figures.frames_sent < figures.frames_offered
    assert figures.rtt_ms is not None


def test_retry_now_wakes_a_wait() -> None:
    taken = Script(refuses_publish="NetStream.Publish.BadName", because="Already publishing.")
    with RtmpServer([taken]) as server, OnAir(server.endpoint) as on_air:
        assert on_air.log.wait_for(Waiting, 5).retry_in_s == 1.6
        server.follow(Script())
        began_s = time.monotonic()
        on_air.sink.retry_now()
        on_air.log.wait_for(Live)

    assert time.monotonic() - began_s < 1.5


def test_nobody_listening_is_dialled_again_every_second() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        with OnAir(parse_endpoint(f"rtmp://127.0.0.1:{port}/live", KEY)) as on_air:
            waiting = on_air.log.wait_for(Waiting)
            on_air.log.wait_for(Waiting, 3)

    assert waiting.problem is not None
    assert waiting.problem.code is ErrorCode.CONNECTION_REFUSED
    assert waiting.retry_in_s == pytest.approx(1.0, abs=0.3)
    assert on_air.log.all(StepMoved)[1].step is Step.CONNECT


@pytest.mark.parametrize("moment", ["dialling", "silent", "waiting", "streaming", "stalled"])
def test_stopping_never_takes_longer_than_it_may(moment: str) -> None:
    script = {
        "silent": Script(silent_at="accept"),
        "waiting": Script(refuses_publish="Busy", because="already"),
        "stalled": Script(stops_reading_after_bytes=30_000),
    }.get(moment, Script())
    with RtmpServer([script]) as server:
        endpoint = server.endpoint
        listener, fillers = full_listener()
        if moment == "dialling":
            endpoint = parse_endpoint(f"rtmp://127.0.0.1:{listener.getsockname()[1]}/live", KEY)
        with OnAir(endpoint, picture_bytes=8000) as on_air:
            match moment:
                case "dialling" | "silent":
                    on_air.log.wait_for(StepMoved)
                case "waiting":
                    on_air.log.wait_for(Waiting)
                case _:
                    on_air.log.wait_for(Live)
                    server.wait_for(lambda got: got[0].bytes_received >= 30_000)
            took_s = on_air.stop()
        for connection in (listener, *fillers):
            connection.close()

    assert STOP_TIMEOUT_S < STOP_MUST_TAKE_S
    assert took_s < (STOP_MUST_TAKE_S if moment == "stalled" else 3.0)
