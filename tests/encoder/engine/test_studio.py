import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import av
import msgspec
import pytest

from encoder.alerts import Alert, AlertKind
from encoder.engine.healthrecorder import HealthRecorder
from encoder.engine.studio import Studio
from encoder.errors import ErrorCode, SettingsError
from encoder.healthrecord import FILE_NAME
from encoder.messages import (
    Command,
    DestinationChanged,
    ForgetRecording,
    GoLive,
    Phase,
    PhaseChanged,
    RecordingChanged,
    RecordingRecovered,
    RecordingState,
    RecoverRecording,
    ReplaySaved,
    SaveReplay,
    SetProgramme,
    SetRecording,
    ShowAlert,
    SourceChanged,
    SourceState,
    StartDestination,
    StartRecording,
    Stop,
    StopDestination,
    Stopped,
    StopRecording,
    UnfinishedFound,
)
from encoder.scenes import single_scene
from encoder.settings import (
    AudioEncoding,
    Canvas,
    Destination,
    Encoding,
    Recording,
    SourceSpec,
    StreamKey,
    VideoEncoding,
)
from tests.fakes.eventlog import EventLog
from tests.fakes.rtmpserver import KEY, RtmpServer, Script

PATTERN = SourceSpec("pattern")
PROGRAMME = single_scene(Canvas(160, 90, 30), PATTERN)
ENCODING = Encoding(VideoEncoding(300_000, preset="ultrafast"), AudioEncoding(96_000))
HELLO = Alert("1", AlertKind.MESSAGE, "Aki", "hello")
OTHER = Encoding(VideoEncoding(200_000, preset="ultrafast"), AudioEncoding(96_000))


class Engine:
    """A studio that is obeyed and tended as the host does it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.log = EventLog()
        self.health = HealthRecorder(home)
        self.studio = Studio(home, self._tell, self.health)
        self.does(SetRecording(Recording(str(home / "videos"), title="Morning")))
        self.does(SetProgramme(PROGRAMME))

    def does(self, *commands: Command) -> None:
        for command in commands:
            self.studio.obey(command)
            self.studio.tend()

    def refuses(self, command: Command) -> ErrorCode:
        with pytest.raises(SettingsError) as caught:
            self.studio.obey(command)
        return caught.value.problem.code

    def recording(self, state: RecordingState, count: int = 1) -> RecordingChanged:
        return self.log.wait_for(RecordingChanged, lambda e: e.state is state, count=count)

    def live(self, server: RtmpServer, name: str = "main") -> None:
        self.does(go_live(server, name))
        self.log.wait_for(PhaseChanged, lambda e: e.phase is Phase.LIVE)

    def close(self) -> None:
        self.studio.close()
        self.health.close()

    def _tell(self, event: object) -> None:
        self.health.note(event)  # type: ignore[arg-type]
        self.log(event)  # type: ignore[arg-type]


@pytest.fixture
def engine(data_dir: Path) -> Iterator[Engine]:
    data_dir.mkdir(parents=True, exist_ok=True)
    engine = Engine(data_dir)
    yield engine
    engine.close()


def to(server: RtmpServer, name: str = "main") -> Destination:
    return Destination(f"rtmp://127.0.0.1:{server.port}/live", StreamKey(KEY), "practice", id=name)


def go_live(server: RtmpServer, name: str = "main") -> GoLive:
    return GoLive(ENCODING, (to(server, name),))


def test_recording_and_broadcast_share_an_encode_and_end_on_their_own(engine: Engine) -> None:
    with RtmpServer() as server:
        engine.does(StartRecording(ENCODING))
        file = engine.recording(RecordingState.RECORDING).file
        engine.live(server)
        server.wait_for(lambda got: len(got[0].pictures) > 3)
        engine.does(Stop())
        assert engine.log.wait_for(Stopped).summary.problem is None
        assert engine.studio.is_busy
        assert engine.studio.is_encoding
        running = engine.studio.attached(2, 1).recording
        assert running is not None
        assert running.file == file
        engine.does(StopRecording())
        assert engine.recording(RecordingState.IDLE).problem is None

    assert not engine.studio.is_busy
    assert not engine.studio.is_encoding


def test_the_recording_can_end_first(engine: Engine) -> None:
    with RtmpServer() as server:
        engine.live(server)
        engine.does(StartRecording(ENCODING))
        engine.recording(RecordingState.RECORDING)
        engine.does(StopRecording())
        engine.recording(RecordingState.IDLE)
        count = len(server.receptions[0].pictures)
        server.wait_for(lambda got: len(got[0].pictures) > count + 3)
        assert engine.refuses(StartRecording(OTHER)) is ErrorCode.ENCODING_IN_USE


def test_another_encoding_than_the_recordings_does_not_go_live(engine: Engine) -> None:
    with RtmpServer() as server:
        engine.does(StartRecording(OTHER))
        engine.does(go_live(server))
        problem = engine.log.wait_for(Stopped).summary.problem
        assert problem is not None
        assert problem.code is ErrorCode.ENCODING_IN_USE
        assert not server.receptions
        assert engine.studio.is_busy


def test_while_anything_is_encoded_the_canvas_is_locked(engine: Engine) -> None:
    larger = SetProgramme(single_scene(Canvas(320, 180, 30), PATTERN))
    engine.does(StartRecording(ENCODING))
    assert engine.refuses(larger) is ErrorCode.CANVAS_LOCKED
    engine.does(SetProgramme(single_scene(PROGRAMME.canvas, PATTERN, SourceSpec("tone"))))
    engine.does(StopRecording(), larger)

    assert engine.studio.attached(2, 1).programme == larger.programme


def test_a_programme_that_does_not_fit_together_changes_nothing(engine: Engine) -> None:
    wrong = SetProgramme(msgspec.structs.replace(PROGRAMME, scene_id="elsewhere"))
    assert engine.refuses(wrong) is ErrorCode.SETTING_INVALID

    assert engine.studio.attached(2, 1).programme == PROGRAMME


def test_destinations_come_and_go_on_air_and_whoever_attaches_hears_of_all(
    engine: Engine,
) -> None:
    refuses = Script(refuses_publish="NetStream.Publish.BadName")
    with RtmpServer() as a, RtmpServer() as b, RtmpServer([refuses]) as c:
        engine.live(a, "one")
        engine.does(StartDestination(to(b, "two")), StartDestination(to(c, "three")))
        b.wait_for(lambda got: bool(got) and len(got[0].pictures) > 2)
        engine.log.wait_for(
            DestinationChanged, lambda e: e.destination == "three" and e.phase is Phase.IDLE
        )
        states = engine.studio.present_state()
        phases = {e.destination: e.phase for e in states if isinstance(e, DestinationChanged)}
        assert phases == {"one": Phase.LIVE, "two": Phase.LIVE, "three": Phase.IDLE}
        assert any(isinstance(event, SourceChanged) for event in states)
        on_air = engine.studio.attached(2, 1).on_air
        assert on_air is not None
        assert [each.id for each in on_air.command.destinations] == ["one", "two"]
        rows = engine.studio.moment().destinations
        assert [row.destination for row in rows] == ["one", "two", "three"]
        engine.does(StopDestination("two"))
        assert engine.refuses(StopDestination("one")) is ErrorCode.SETTING_INVALID
        assert engine.refuses(StopDestination("two")) is ErrorCode.DESTINATION_UNKNOWN


def test_a_destination_that_still_ends_can_be_asked_for_again(engine: Engine) -> None:
    with RtmpServer() as a, RtmpServer() as b:
        engine.live(a, "one")
        engine.does(StartDestination(to(b, "two")))
        b.wait_for(lambda got: bool(got) and len(got[0].pictures) > 2)
        engine.does(StopDestination("two"), StartDestination(to(b, "two")))
        b.wait_for(lambda got: len(got) > 1 and len(got[1].pictures) > 2)

    of_two = [e.phase for e in engine.log.all(DestinationChanged) if e.destination == "two"]
    begun = [Phase.STARTING, Phase.LIVE]
    assert of_two[:6] == [*begun, Phase.STOPPING, Phase.IDLE, *begun]


def test_the_last_seconds_are_saved_while_anything_is_encoded(engine: Engine) -> None:
    engine.does(StartRecording(ENCODING))
    engine.recording(RecordingState.RECORDING)
    with RtmpServer() as server:
        engine.live(server)
        server.wait_for(lambda got: len(got[0].pictures) > 5)
        engine.does(SaveReplay())
        saved = engine.log.wait_for(ReplaySaved)

    assert Path(saved.file).is_file()


def test_what_a_crash_left_is_offered_recovered_or_forgotten(engine: Engine) -> None:
    engine.studio.look_for_unfinished()
    assert engine.log.wait_for(UnfinishedFound).files == ()
    engine.does(RecoverRecording("/videos/none.mp4"), ForgetRecording("/videos/none.mp4"))
    problem = engine.log.wait_for(RecordingRecovered).problem

    assert problem is not None
    assert problem.code is ErrorCode.RECORDING_DAMAGED


def test_the_figures_of_a_recording_are_shown_without_a_broadcast(engine: Engine) -> None:
    assert not engine.studio.moment().is_counted
    engine.does(StartRecording(ENCODING))
    engine.recording(RecordingState.RECORDING)
    moment = engine.studio.moment()

    assert moment.phase is Phase.IDLE
    assert moment.is_counted
    assert moment.recording is not None
    assert moment.since_live.frames_encoded == 0


def test_each_time_on_air_or_recording_is_a_session_of_the_record(engine: Engine) -> None:
    with RtmpServer() as server:
        engine.live(server, "one")
        engine.does(StartRecording(ENCODING))
        engine.recording(RecordingState.RECORDING)
        engine.does(StopRecording(), Stop())
    engine.does(StartRecording(ENCODING))
    engine.recording(RecordingState.RECORDING, 2)
    engine.does(StopRecording())
    engine.close()

    with sqlite3.connect(engine.home / FILE_NAME) as record:
        titles = record.execute("SELECT title, ended_utc FROM session ORDER BY id").fetchall()
        names = record.execute("SELECT * FROM session_destination").fetchall()
    record.close()
    assert [title for title, _ in titles] == ["Morning", "Morning"]
    assert all(ended is not None for _, ended in titles)
    assert len(names) == 1
    assert KEY not in repr(names)


def test_a_refused_broadcast_does_not_end_the_session_of_a_recording(engine: Engine) -> None:
    engine.does(StartRecording(ENCODING))
    engine.recording(RecordingState.RECORDING)
    with RtmpServer() as server:
        engine.does(GoLive(OTHER, (to(server),)))
    engine.does(StopRecording())
    engine.close()

    with sqlite3.connect(engine.home / FILE_NAME) as record:
        assert record.execute("SELECT count(*) FROM session").fetchone() == (1,)
        assert record.execute("SELECT count(*) FROM session_destination").fetchone() == (0,)
    record.close()


def test_what_happens_in_the_chat_is_seen_on_the_picture(engine: Engine) -> None:
    is_seen = threading.Event()

    def look(frame: av.VideoFrame, media_time_s: float) -> None:
        if frame.to_ndarray()[: frame.height].max() > 200:
            is_seen.set()

    engine.does(ShowAlert(HELLO))  # nobody shows it yet
    engine.does(SetProgramme(single_scene(Canvas(320, 180, 30), SourceSpec("alerts"))))
    engine.log.wait_for(
        SourceChanged,
        lambda e: e.kind == "alerts" and e.state is SourceState.RUNNING,
    )
    engine.studio.show_on((look,))
    assert not is_seen.is_set()
    engine.does(ShowAlert(HELLO))

    assert is_seen.wait(30)
