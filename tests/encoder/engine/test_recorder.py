from collections.abc import Iterator
from pathlib import Path

import av
import pytest

from encoder.engine.output import Output
from encoder.engine.recorder import USER, Recorder
from encoder.engine.recordings import RecordingJournal
from encoder.engine.sinks.recordingfile import Disk
from encoder.errors import CodecError, ErrorCode, RecordingError, SettingsError
from encoder.messages import Failed, RecordingChanged, RecordingState, ReplaySaved, StartRecording
from encoder.settings import AudioEncoding, Encoding, Recording, VideoEncoding
from tests.encoder.engine.taker import Taker
from tests.fakes.eventlog import EventLog
from tests.fakes.feed import FakeFeed

ENCODING = Encoding(VideoEncoding(400_000, preset="ultrafast"), AudioEncoding(96_000))
OTHER = Encoding(VideoEncoding(300_000, preset="ultrafast"), AudioEncoding(96_000))
COMMAND = StartRecording(ENCODING)
RECORDING, IDLE = RecordingState.RECORDING, RecordingState.IDLE


class Room:
    """A recorder of a running feed, with a disk that says how much is free."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.free_bytes = 10**12
        self.log = EventLog()
        self.feed = FakeFeed()
        self.output = Output(
            lambda headers: self.recorder.encode_began(headers),
            lambda: self.recorder.encode_ended(),
        )
        disk = Disk(RecordingJournal(folder), free=lambda path: self.free_bytes)
        self.recorder = Recorder(self.output, disk, self.log)
        self.recorder.use(Recording(str(folder), "{scene} {title}", "Morning", replay_s=20))

    def changed(self, state: RecordingState, count: int = 1) -> RecordingChanged:
        return self.log.wait_for(RecordingChanged, lambda e: e.state is state, count=count)

    def pictures_pass(self, count: int) -> None:
        """Wait for so many pictures from now on."""
        taker = Taker()
        self.output.join(taker)
        taker.wait_for_pictures(count)
        self.output.leave(taker)

    def close(self) -> None:
        self.output.release("broadcast")
        self.recorder.close()
        self.feed.close()


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    room = Room(tmp_path)
    yield room
    room.close()


def frames(file: str) -> list[int]:
    """Return the presentation times of the pictures in a file."""
    with av.open(file) as container:
        return sorted(packet.pts for packet in container.demux(video=0) if packet.pts is not None)


def nobody(problem: object) -> None:
    raise AssertionError(problem)


def test_a_recording_runs_alone_and_is_complete_when_stopped(room: Room) -> None:
    room.recorder.start(COMMAND, room.feed)
    file = room.changed(RECORDING).file
    running = room.recorder.running()
    assert running is not None
    assert (running.command, running.file) == (COMMAND, file)
    room.pictures_pass(20)
    room.recorder.stop()
    done = room.changed(IDLE)

    assert not room.recorder.is_recording
    assert not room.output.is_running
    assert room.recorder.running() is None
    assert room.recorder.stats() is None
    assert (done.file, done.problem) == (file, None)
    assert Path(file).parent == room.folder
    assert "Morning" in Path(file).name
    assert len(frames(file)) >= 20


def test_a_recording_that_joins_a_broadcast_begins_at_once_and_leaves_it_running(
    room: Room,
) -> None:
    room.output.use("broadcast", room.feed, ENCODING, nobody)
    room.pictures_pass(10)
    room.recorder.start(COMMAND, room.feed)
    room.pictures_pass(15)
    room.recorder.stop()
    file = room.changed(IDLE).file

    assert room.output.is_running
    assert len(frames(file)) >= 12  # not only from the next regular keyframe on, up to 2 s later
    room.pictures_pass(3)


def test_a_recording_goes_on_when_the_broadcast_ends(room: Room) -> None:
    room.output.use("broadcast", room.feed, ENCODING, nobody)
    room.recorder.start(COMMAND, room.feed)
    room.output.release("broadcast")
    room.pictures_pass(5)
    assert room.recorder.is_recording
    room.recorder.stop()
    assert room.changed(IDLE).problem is None


def test_what_is_encoded_otherwise_is_not_recorded(room: Room) -> None:
    room.output.use("broadcast", room.feed, OTHER, nobody)
    with pytest.raises(SettingsError) as caught:
        room.recorder.start(COMMAND, room.feed)

    assert caught.value.problem.code is ErrorCode.ENCODING_IN_USE
    assert not room.recorder.is_recording


def test_a_second_start_and_a_second_stop_are_nothing(room: Room) -> None:
    room.recorder.start(COMMAND, room.feed)
    room.recorder.start(COMMAND, room.feed)
    room.changed(RECORDING)
    room.pictures_pass(3)
    for _ in range(2):
        room.recorder.stop()
    room.changed(IDLE)

    assert len(room.log.all(RecordingChanged)) == 3


def test_recordings_that_are_complete_leave_nothing_in_memory(room: Room) -> None:
    for count in range(1, 4):
        room.recorder.start(COMMAND, room.feed)
        room.changed(RECORDING, count)
        room.recorder.stop()
        room.changed(IDLE, count)

    assert len(room.recorder._ending) <= 1


def test_a_disk_without_room_ends_the_recording_and_not_the_broadcast(room: Room) -> None:
    room.output.use("broadcast", room.feed, ENCODING, nobody)
    room.free_bytes = 1000
    room.recorder.start(COMMAND, room.feed)
    problem = room.log.wait_for(Failed).problem
    assert problem.code is ErrorCode.DISK_FULL
    room.recorder.tend()

    assert not room.recorder.is_recording
    room.pictures_pass(3)


def test_an_encoder_that_fails_ends_the_recording_with_its_reason(room: Room) -> None:
    room.recorder.start(COMMAND, room.feed)
    room.changed(RECORDING)
    room.pictures_pass(5)
    line = room.output._line
    assert line is not None
    line._video.flush()
    line._threads[0].join(30)
    room.recorder.tend()
    done = room.changed(IDLE)

    assert done.problem is not None
    assert done.problem.code is ErrorCode.ENCODER_FAILED
    assert len(frames(done.file)) >= 4
    assert not room.output.is_running


def test_an_encoder_that_does_not_open_records_nothing(room: Room) -> None:
    impossible = Encoding(VideoEncoding(preset="impossible"))  # type: ignore[arg-type]
    with pytest.raises(CodecError):
        room.recorder.start(StartRecording(impossible), room.feed)

    assert not room.recorder.is_recording
    assert list(room.folder.glob("*.mp4")) == []


def test_a_name_that_can_not_be_is_said_before_anything_is_encoded(room: Room) -> None:
    room.recorder.use(Recording(str(room.folder), "{nonsense}"))
    with pytest.raises(SettingsError):
        room.recorder.start(COMMAND, room.feed)

    assert not room.output.is_running


def test_the_past_is_kept_while_anything_is_encoded(room: Room) -> None:
    with pytest.raises(RecordingError) as caught:
        room.recorder.save_replay(room.feed)
    assert caught.value.problem.code is ErrorCode.NOTHING_ENCODED

    room.output.use("broadcast", room.feed, ENCODING, nobody)
    room.pictures_pass(20)
    room.recorder.save_replay(room.feed)
    saved = room.log.wait_for(ReplaySaved)
    assert len(frames(saved.file)) >= 15
    room.output.release("broadcast")
    with pytest.raises(RecordingError):
        room.recorder.save_replay(room.feed)


def test_how_much_of_the_past_is_kept_can_change_while_it_is(room: Room) -> None:
    room.output.use("broadcast", room.feed, ENCODING, nobody)
    room.pictures_pass(3)
    room.recorder.use(Recording(str(room.folder), replay_s=0))
    with pytest.raises(RecordingError):
        room.recorder.save_replay(room.feed)
    room.recorder.use(Recording(str(room.folder), replay_s=5))
    room.recorder.use(Recording(str(room.folder), replay_s=9))
    room.output.request_keyframe()
    room.pictures_pass(5)
    room.recorder.save_replay(room.feed)

    assert room.log.wait_for(ReplaySaved).seconds < 1


def test_a_replay_being_written_survives_the_end_of_the_encode(room: Room) -> None:
    room.recorder.start(COMMAND, room.feed)
    room.pictures_pass(10)
    room.recorder.save_replay(room.feed)
    room.recorder.stop()
    room.recorder.close()

    assert len(frames(room.log.wait_for(ReplaySaved).file)) >= 8


def test_closing_finalises_what_is_recorded(room: Room) -> None:
    room.recorder.start(COMMAND, room.feed)
    file = room.changed(RECORDING).file
    room.pictures_pass(10)
    room.recorder.close()

    assert room.changed(IDLE).problem is None
    assert len(frames(file)) >= 10
    assert USER not in room.output._users
