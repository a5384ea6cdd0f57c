import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from encoder import link
from encoder.errors import ErrorCode, Family
from encoder.messages import (
    PROTOCOL_VERSION,
    Alive,
    Attach,
    Attached,
    CatalogueListed,
    Failed,
    GoLive,
    ListCatalogue,
    OnAir,
    Phase,
    PhaseChanged,
    PreviewReady,
    ReleasePreview,
    RequestKeyframe,
    RetryNow,
    Sampled,
    SetBitrate,
    SetProgramme,
    Shutdown,
    SourceChanged,
    SourceState,
    Stop,
    Stopped,
)
from encoder.scenes import single_scene
from encoder.settings import (
    Canvas,
    Destination,
    SourceSpec,
    StreamKey,
)
from tests.encoder.engine.runninghost import (
    ENCODING,
    PATTERN,
    PROGRAMME,
    RunningHost,
    go_live,
    live,
)
from tests.fakes.previewwindow import preview_window
from tests.fakes.rtmpserver import KEY, RtmpServer, Script

Start = Callable[..., RunningHost]


@pytest.fixture
def start(data_dir: Path) -> Iterator[Start]:
    started: list[RunningHost] = []

    def run(alone_s: float = 60.0) -> RunningHost:
        started.append(RunningHost(data_dir, alone_s))
        return started[-1]

    yield run
    for running in started:
        running.end()
    assert link.read_address(data_dir) is None


@pytest.fixture
def host(start: Start) -> RunningHost:
    return start()


def test_whoever_attaches_is_told_how_things_are(host: RunningHost) -> None:
    with host.window() as window:
        assert window.attached == Attached(PROTOCOL_VERSION, os.getpid(), Phase.IDLE, None, None)
        kinds = [info.kind for info in window.log.wait_for(CatalogueListed).sources]
        assert {"pattern", "silence"} <= set(kinds)
        window.log.wait_for(Alive, count=2)
        idle = window.log.wait_for(Sampled).stats
        assert (idle.phase, idle.fps, idle.frames_encoded) == (Phase.IDLE, 0.0, 0)


def test_a_window_that_comes_later_finds_the_broadcast_and_shows_it(host: RunningHost) -> None:
    with RtmpServer() as server:
        with host.window() as first:
            command = live(first, server)
        with host.window() as second:
            assert second.attached.phase is Phase.LIVE
            assert second.attached.programme == PROGRAMME
            on_air = second.attached.on_air
            assert isinstance(on_air, OnAir)
            assert on_air.command.destinations == command.destinations
            assert on_air.command.takeover_priorities == {"main": 1}
            assert abs(on_air.started_utc_s - time.time()) < 30
            second.log.wait_for(SourceChanged, lambda e: e.state is SourceState.RUNNING)
            stats = second.log.wait_for(Sampled, lambda e: e.stats.fps > 20).stats
            assert stats.main.sent_bps > 0
            second.send(Stop())
            assert second.log.wait_for(Stopped).summary.problem is None


def test_all_windows_hear_the_same(host: RunningHost) -> None:
    with host.window() as one, host.window() as other, RtmpServer() as server:
        live(one, server)
        other.send(Stop())
        assert one.log.wait_for(Stopped) == other.log.wait_for(Stopped)


def test_a_second_broadcast_is_refused_and_the_first_one_goes_on(host: RunningHost) -> None:
    with RtmpServer() as server, host.window() as window:
        live(window, server)
        window.send(go_live(server, "another"))
        failed = window.log.wait_for(Failed)
        assert failed.problem.code is ErrorCode.ALREADY_ON_AIR
        count = len(server.receptions[0].pictures)
        server.wait_for(lambda got: len(got) == 1 and len(got[0].pictures) > count)


def test_on_air_the_canvas_is_locked_and_the_sources_are_not(host: RunningHost) -> None:
    with RtmpServer() as server, host.window() as window:
        live(window, server)
        window.send(SetProgramme(single_scene(Canvas(320, 180, 30), PATTERN)))
        failed = window.log.wait_for(Failed)
        assert failed.problem.code is ErrorCode.CANVAS_LOCKED
        window.send(SetProgramme(single_scene(PROGRAMME.canvas, PATTERN, SourceSpec("tone"))))
        window.log.wait_for(SourceChanged, lambda e: e.kind == "tone")
        assert len(window.log.all(Failed)) == 1


def test_off_air_the_canvas_can_change_and_the_preview_goes_on(host: RunningHost) -> None:
    with preview_window(64, 36) as reader, host.window(Attach(preview=reader.slots)) as window:
        for count, canvas in ((1, Canvas(160, 90)), (8, Canvas(320, 180))):
            window.send(SetProgramme(single_scene(canvas, PATTERN)))
            for number in range(count, count + 7):
                ready = window.log.wait_for(PreviewReady, count=number)
                assert len(reader.read(ready)) == 64 * 36 * 4
                window.send(ReleasePreview(ready.slot))


def test_a_programme_nobody_knows_is_reported_by_its_source(host: RunningHost) -> None:
    with host.window() as window:
        window.send(SetProgramme(single_scene(PROGRAMME.canvas, SourceSpec("telepathy"))))
        changed = window.log.wait_for(SourceChanged, lambda e: e.state is SourceState.FAILED)
        assert changed.problem is not None
        assert changed.problem.code is ErrorCode.SOURCE_UNKNOWN


def test_going_live_with_what_can_not_work_ends_with_its_reason(host: RunningHost) -> None:
    with host.window() as window:
        window.send(SetProgramme(PROGRAMME))
        window.send(GoLive(ENCODING, (Destination("rtmp://h/", StreamKey(KEY)),)))
        summary = window.log.wait_for(Stopped).summary
        assert summary.problem is not None
        assert summary.problem.family is Family.SETTINGS
        window.log.wait_for(PhaseChanged, lambda e: e.phase is Phase.IDLE)


def test_a_broadcast_that_is_refused_ends_by_itself_and_another_one_can_begin(
    host: RunningHost,
) -> None:
    scripts = [Script(refuses_publish="NetStream.Publish.BadName"), Script()]
    with RtmpServer(scripts) as server, host.window() as window:
        window.send(SetProgramme(PROGRAMME))
        window.send(go_live(server, "wrong"))
        problem = window.log.wait_for(Stopped).summary.problem
        assert problem is not None
        assert problem.code is ErrorCode.KEY_REFUSED
        live(window, server)


def test_without_a_programme_the_test_pattern_goes_on_air(host: RunningHost) -> None:
    with RtmpServer() as server, host.window() as window:
        window.send(go_live(server))
        window.log.wait_for(SourceChanged, lambda e: e.kind == "pattern")
        window.log.wait_for(PhaseChanged, lambda e: e.phase is Phase.LIVE)


def test_wishes_that_have_no_meaning_off_air_are_nothing(host: RunningHost) -> None:
    with host.window() as window:
        for command in (Stop(), RetryNow(), SetBitrate(9**6), RequestKeyframe(), ReleasePreview(7)):
            window.send(command)
        window.send(ListCatalogue())
        window.log.wait_for(CatalogueListed, count=2)
        assert not window.log.all(Failed)


def test_wishes_on_air_are_carried_out(host: RunningHost) -> None:
    with RtmpServer() as server, host.window() as window:
        live(window, server)
        server.wait_for(lambda got: len(got[0].pictures) > 3)
        window.send(RetryNow())
        window.send(SetBitrate(500_000))
        window.send(RequestKeyframe())
        server.wait_for(lambda got: got[0].order.count("keyframe") >= 2)
        assert len(server.receptions) == 1


def test_stopping_a_broadcast_that_stands_still_is_not_waited_for_long(
    host: RunningHost,
) -> None:
    with RtmpServer([Script(stops_reading_after_bytes=8000)]) as server, host.window() as window:
        live(window, server)
        server.wait_for(lambda got: got[0].bytes_received >= 8000)
        began_s = time.monotonic()
        window.send(Stop())
        window.log.wait_for(Stopped)
        assert time.monotonic() - began_s < 10


def test_nobody_there_and_nothing_on_air_is_the_end(start: Start) -> None:
    host = start(alone_s=0.6)
    with host.window() as window:
        assert not host.has_ended.wait(1.2)
        assert not window.has_ended.is_set()
    began_s = time.monotonic()
    assert host.has_ended.wait(30)
    assert time.monotonic() - began_s > 0.2


def test_on_air_it_stays_although_nobody_is_there(start: Start) -> None:
    host = start(alone_s=0.6)
    with RtmpServer() as server:
        with host.window() as window:
            live(window, server)
        assert not host.has_ended.wait(1.2)
        count = len(server.receptions[0].pictures)
        server.wait_for(lambda got: len(got[0].pictures) > count)
        with host.window() as window:
            window.send(Stop())
            window.log.wait_for(Stopped)
        assert host.has_ended.wait(30)


def test_a_command_that_leaves_takes_its_broadcast_with_it(host: RunningHost) -> None:
    with RtmpServer() as server:
        with host.window(Attach(keeps_on_air=False)) as window:
            live(window, server)
        assert host.has_ended.wait(30)
        assert server.receptions[0].is_unpublished


def test_a_command_that_leaves_takes_nothing_from_a_window(host: RunningHost) -> None:
    with RtmpServer() as server, host.window() as window:
        with host.window(Attach(keeps_on_air=False)):
            live(window, server)
        assert not host.has_ended.wait(0.5)
        assert not server.receptions[0].has_ended


def test_shutting_down_ends_the_broadcast_in_order_and_then_the_engine(host: RunningHost) -> None:
    with RtmpServer() as server, host.window() as window:
        live(window, server)
        began_s = time.monotonic()
        window.send(Shutdown())
        assert window.log.wait_for(Stopped).summary.problem is None
        assert host.has_ended.wait(30)
        assert window.has_ended.wait(30)
        assert time.monotonic() - began_s < 15
        assert server.receptions[0].is_unpublished
