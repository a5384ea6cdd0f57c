"""The engine as a whole: recordings, measurements, and how much may be asked of it."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from encoder.engine.host import MAX_WISHES
from encoder.errors import ErrorCode
from encoder.link import LinkClosed
from encoder.messages import (
    CatalogueListed,
    EncodersMeasured,
    Failed,
    MeasureEncoders,
    Phase,
    RecordingChanged,
    RecordingState,
    RequestKeyframe,
    Sampled,
    SetProgramme,
    SetRecording,
    StartRecording,
    StopRecording,
    UnfinishedFound,
)
from encoder.settings import Canvas, Recording
from tests.encoder.engine.runninghost import ENCODING, PROGRAMME, RunningHost, live
from tests.fakes.enginewindow import EngineWindow
from tests.fakes.rtmpserver import RtmpServer


@pytest.fixture
def host(data_dir: Path) -> Iterator[RunningHost]:
    host = RunningHost(data_dir, 60.0)
    yield host
    host.end()


def test_a_recording_is_counted_every_second_and_found_by_a_window_that_comes_later(
    host: RunningHost, tmp_path: Path
) -> None:
    with host.window() as first:
        for command in (
            SetRecording(Recording(str(tmp_path))),
            SetProgramme(PROGRAMME),
            StartRecording(ENCODING),
        ):
            first.send(command)
        begun = first.log.wait_for(RecordingChanged)
        assert begun.state is RecordingState.RECORDING
        stats = first.log.wait_for(
            Sampled, lambda e: e.stats.recording is not None and e.stats.fps > 20
        ).stats
        assert stats.recording is not None
        assert (stats.recording.file, stats.phase) == (begun.file, Phase.IDLE)
        assert stats.video_bps > 100_000
        assert stats.destinations == ()
    with host.window() as second:
        found = second.attached.recording
        assert found is not None
        assert (found.command, found.file) == (StartRecording(ENCODING), begun.file)
        assert second.log.wait_for(UnfinishedFound).files == ()
        second.send(StopRecording())
        done = second.log.wait_for(RecordingChanged, lambda e: e.state is RecordingState.IDLE)
        assert done.problem is None


def test_it_stays_while_it_records_although_nobody_is_there(data_dir: Path, tmp_path: Path) -> None:
    host = RunningHost(data_dir, alone_s=0.3)
    with host.window() as window:
        window.send(SetRecording(Recording(str(tmp_path))))
        window.send(StartRecording(ENCODING))
        window.log.wait_for(RecordingChanged)
    assert not host.has_ended.wait(1.0)
    with host.window() as window:
        window.send(StopRecording())
        window.log.wait_for(RecordingChanged, lambda e: e.state is RecordingState.IDLE)
    assert host.has_ended.wait(30)
    host.end()


def test_ending_finalises_the_recording(data_dir: Path, tmp_path: Path) -> None:
    host = RunningHost(data_dir, 60.0)
    with host.window() as window:
        window.send(SetRecording(Recording(str(tmp_path))))
        window.send(StartRecording(ENCODING))
        window.log.wait_for(Sampled, lambda e: e.stats.recording is not None and e.stats.fps > 1)
        host.end()
        window.log.wait_for(RecordingChanged, lambda e: e.state is RecordingState.IDLE)


def test_presets_are_measured_once_and_told_to_whoever_comes(host: RunningHost) -> None:
    canvas = Canvas(160, 90, 30)
    with host.window() as window:
        window.send(MeasureEncoders(canvas))
        window.send(MeasureEncoders(canvas))
        measured = window.log.wait_for(EncodersMeasured)
        assert measured.canvas == canvas
        assert measured.advised in [speed.preset for speed in measured.presets]
    with host.window() as later:
        assert later.log.wait_for(EncodersMeasured) == measured


def test_nothing_is_measured_while_anything_is_encoded(host: RunningHost) -> None:
    with RtmpServer() as server, host.window() as window:
        live(window, server)
        window.send(MeasureEncoders(Canvas()))
        assert window.log.wait_for(Failed).problem.code is ErrorCode.ENCODING_IN_USE


def test_encoders_are_listed_too(host: RunningHost) -> None:
    with host.window() as window:
        listed = window.log.wait_for(CatalogueListed)
        assert "libx264" in [encoder.name for encoder in listed.encoders]


def test_whoever_asks_for_more_than_can_be_done_is_hung_up_on(host: RunningHost) -> None:
    gate, held = threading.Event(), threading.Event()

    def hold() -> None:
        held.set()
        assert gate.wait(30)

    with host.window() as window, host.window() as other:
        host.host._wishes.put(hold)
        assert held.wait(30)
        with pytest.raises(LinkClosed):
            _ask_without_end(window)
        assert window.has_ended.wait(30)
        gate.set()
        other.send(MeasureEncoders(Canvas(160, 90, 30)))
        other.log.wait_for(EncodersMeasured)


def _ask_without_end(window: EngineWindow) -> None:
    for _ in range(100 * MAX_WISHES):
        window.send(RequestKeyframe())
