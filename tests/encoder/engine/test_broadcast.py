import time
from collections.abc import Callable, Iterator

import pytest

from encoder.engine.statistics import Counters
from encoder.errors import EncoderError, ErrorCode, Family
from encoder.messages import (
    Event,
    Phase,
    PhaseChanged,
    ServerSpoke,
    Step,
    StepState,
    TakeoverPriorityUsed,
)
from encoder.settings import (
    Encoding,
    IngestKind,
    VideoEncoding,
)
from tests.encoder.engine.onairstudio import ENCODING, Studio
from tests.fakes.rtmpserver import KEY, RtmpServer, Script
from tests.fakes.sources import GONE_FOR_GOOD

DONE, RUNNING, FAILED = StepState.DONE, StepState.RUNNING, StepState.FAILED


@pytest.fixture
def studio() -> Iterator[Studio]:
    studio = Studio()
    yield studio
    studio.close()


def refused(studio: Studio, start: Callable[[], None]) -> EncoderError:
    with pytest.raises(EncoderError) as caught:
        start()
    assert studio.steps()[-1][1] is FAILED
    assert studio.stopped().summary.problem == caught.value.problem
    assert studio.phases() == [Phase.STARTING, Phase.STOPPING, Phase.IDLE]
    return caught.value


def test_going_live_ticks_off_the_checklist_and_stopping_ends_it(studio: Studio) -> None:
    with RtmpServer() as server:
        studio.live(server)
        server.wait_for(lambda got: len(got[0].pictures) >= 15)
        summary = studio.stopped().summary
        server.wait_for(lambda got: got[0].has_ended)
        (got,) = server.receptions

    assert studio.steps() == [(step, state) for step in Step for state in (RUNNING, DONE)]
    assert studio.phases() == [Phase.STARTING, Phase.LIVE, Phase.STOPPING, Phase.IDLE]
    assert summary.problem is None
    assert summary.frames_encoded == summary.main.frames_sent == len(got.pictures)
    assert summary.drops.network == summary.main.reconnects == 0
    assert 0.3 < summary.seconds_live < 10
    assert summary.main.bytes_sent <= got.bytes_received
    assert got.is_unpublished


@pytest.mark.parametrize(
    ("url", "ingest", "key", "code"),
    [
        ("rtmps://10.0.0.1/app/a", "medialive", "", ErrorCode.RTMPS_NOT_SUPPORTED),
        ("rtmp://127.0.0.1/live", "custom", "", ErrorCode.KEY_MISSING),
        ("http://127.0.0.1/live", "custom", KEY, ErrorCode.URL_INVALID),
    ],
)
def test_a_destination_that_can_not_work_fails_the_check(
    studio: Studio, url: str, ingest: IngestKind, key: str, code: ErrorCode
) -> None:
    if code is ErrorCode.KEY_MISSING:
        url = url.removesuffix("/live") + "/live/"
    error = refused(studio, studio.broadcast_to(url, ingest=ingest, key=key).start)

    assert error.problem.code is code
    assert studio.steps() == [(Step.CHECK, RUNNING), (Step.CHECK, FAILED)]
    assert KEY not in repr(studio.log.all(Event))  # type: ignore[arg-type]


def test_what_the_ingest_would_disconnect_for_is_refused_before(studio: Studio) -> None:
    greedy = Encoding(VideoEncoding(4_000_000))
    broadcast = studio.broadcast_to("rtmp://127.0.0.1/live", ingest="ivs-basic", encoding=greedy)
    error = refused(studio, broadcast.start)

    assert error.problem.code is ErrorCode.SETTING_OVER_LIMIT
    assert error.problem.params["value"] == "4160 kbit/s"
    assert error.problem.params["limit"] == "1500 kbit/s"


def test_a_source_that_can_not_be_captured_is_named(studio: Studio) -> None:
    studio.feed.refuse_with = GONE_FOR_GOOD
    error = refused(studio, studio.broadcast_to("rtmp://127.0.0.1/live").start)

    assert error.problem.family is Family.SOURCE
    assert studio.steps()[-1] == (Step.SOURCE, FAILED)
    assert not studio.output.is_running


def test_an_encoder_that_does_not_open_is_named(studio: Studio) -> None:
    impossible = Encoding(VideoEncoding(preset="impossible"))  # type: ignore[arg-type]
    error = refused(studio, studio.broadcast_to("rtmp://127.0.0.1/live", encoding=impossible).start)

    assert error.problem.family is Family.CODEC
    assert studio.steps()[-1] == (Step.ENCODER, FAILED)


def test_a_refusal_that_can_not_be_cured_asks_to_be_ended(studio: Studio) -> None:
    with RtmpServer([Script(refuses_publish="NetStream.Publish.BadName")]) as server:
        broadcast = studio.broadcast_to(server)
        broadcast.start()
        assert broadcast.has_ended.wait(30)
        summary = studio.stopped().summary

    assert summary.problem is not None
    assert summary.problem.code is ErrorCode.KEY_REFUSED
    assert (summary.seconds_live, summary.frames_encoded) == (0.0, 0)
    assert studio.phase(Phase.IDLE).problem == summary.problem
    assert "NetStream.Publish.BadName" in [said.code for said in studio.log.all(ServerSpoke)]


def test_a_lost_connection_is_replaced_and_counted(studio: Studio) -> None:
    with RtmpServer([Script(resets_after_bytes=40_000), Script()]) as server:
        broadcast = studio.live(server)
        studio.phase(Phase.LIVE, 2)
        server.wait_for(lambda got: len(got[1].pictures) >= 5)
        relaunch = broadcast.relaunch_command()
        summary = studio.stopped().summary
        priorities = [reception.priority for reception in server.receptions]

    assert studio.phases()[1:4] == [Phase.LIVE, Phase.RECONNECTING, Phase.LIVE]
    waiting, trying = studio.log.all(PhaseChanged)[2:4]
    assert waiting.problem is not None
    assert waiting.problem.code is ErrorCode.CONNECTION_LOST
    assert (waiting.attempt, trying.attempt, trying.retry_in_s) == (1, 1, None)
    assert waiting.retry_in_s is not None
    assert summary.main.reconnects == 1
    assert summary.frames_encoded == summary.main.frames_sent + summary.drops.network
    assert priorities == [None, 1]
    assert [event.priority for event in studio.log.all(TakeoverPriorityUsed)] == [0, 1]
    assert relaunch.takeover_priorities == {"main": 2}


def test_a_relaunch_outbids_even_a_session_without_priority(studio: Studio) -> None:
    with RtmpServer() as server:
        broadcast = studio.live(server)
        assert broadcast.relaunch_command().takeover_priorities == {"main": 1}
        assert broadcast.relaunch_command().destinations == studio.destinations


def test_what_was_encoded_before_it_was_live_does_not_count(studio: Studio) -> None:
    taken = Script(refuses_publish="NetStream.Publish.BadName", because="already publishing")
    with RtmpServer([taken, Script()]) as server:
        broadcast = studio.broadcast_to(server)
        broadcast.start()
        studio.log.wait_for(PhaseChanged, lambda e: e.retry_in_s is not None)
        assert broadcast.counters() == Counters()
        assert broadcast.live_s == 0.0
        assert broadcast.phase is Phase.STARTING
        studio.phase(Phase.LIVE)
        server.wait_for(lambda got: len(got[1].pictures) >= 5)
        counters = broadcast.counters()
        (row,) = broadcast.figures()

    assert counters.frames_encoded < 20
    assert row.sink.frames_dropped == row.reconnects == 0
    assert 0 < counters.video_bytes < 60_000


def test_a_keyframe_and_another_bitrate_can_be_asked_for_on_air(studio: Studio) -> None:
    with RtmpServer() as server:
        broadcast = studio.live(server)
        server.wait_for(lambda got: len(got[0].pictures) >= 3)
        broadcast.set_bitrate(200_000)
        broadcast.request_keyframe()
        server.wait_for(lambda got: got[0].order.count("keyframe") >= 2)
        assert broadcast.target_bps == 200_000 + 96_000
        broadcast.set_bitrate(9_000_000)
        assert broadcast.target_bps == 496_000  # as much as it went live with, and no more
        assert broadcast.figures()[0].reconnects == 0


def test_wishes_before_it_has_started_are_nothing(studio: Studio) -> None:
    broadcast = studio.broadcast_to("rtmp://127.0.0.1/live")
    broadcast.set_bitrate(100_000)
    broadcast.request_keyframe()
    broadcast.retry_now()
    studio.broadcast = None

    assert broadcast.counters() == Counters()
    assert broadcast.figures() == []


@pytest.mark.parametrize(
    "script", [Script(silent_at="publish"), Script(stops_reading_after_bytes=9000)]
)
def test_stopping_does_not_wait_for_a_server_that_stands_still(
    studio: Studio, script: Script
) -> None:
    with RtmpServer([script]) as server:
        studio.broadcast_to(server).start()
        server.wait_for(lambda got: bool(got) and got[0].bytes_received > 3100)
        began_s = time.monotonic()
        studio.stopped()

    assert time.monotonic() - began_s < 10


def test_a_recording_goes_on_at_its_bitrate_when_the_broadcast_ends(studio: Studio) -> None:
    with RtmpServer() as server:
        studio.output.use("recording", studio.feed, ENCODING, lambda problem: None)
        studio.live(server).set_bitrate(200_000)
        studio.stopped()
    line = studio.output._line
    assert line is not None
    assert line._video._wanted_bitrate_bps == 400_000

    assert studio.output.is_running
    assert studio.feed.is_connected


def test_what_is_encoded_otherwise_already_can_not_go_live(studio: Studio) -> None:
    other = Encoding(VideoEncoding(200_000, preset="ultrafast"))
    studio.output.use("recording", studio.feed, other, lambda problem: None)
    error = refused(studio, studio.broadcast_to("rtmp://127.0.0.1/live").start)

    assert error.problem.code is ErrorCode.ENCODING_IN_USE
    line = studio.output._line
    assert line is not None
    assert line._video._wanted_bitrate_bps == 200_000
