from pytestqt.qtbot import QtBot

from encoder.errors import ErrorCode, Problem
from encoder.messages import (
    Alive,
    EncodersMeasured,
    Failed,
    ForgetRecording,
    GoLive,
    Levelled,
    Levels,
    ListCatalogue,
    MeasureEncoders,
    Phase,
    PhaseChanged,
    PictureSized,
    PreviewReady,
    RecordingChanged,
    RecordingRecovered,
    RecordingState,
    RecoverRecording,
    ReleasePreview,
    ReplaySaved,
    RetryNow,
    SaveReplay,
    ServerSpoke,
    SetBitrate,
    SetProgramme,
    SetRecording,
    SignalChanged,
    SignalFault,
    StartDestination,
    StartRecording,
    Stop,
    StopDestination,
    StopRecording,
    UnfinishedFound,
)
from encoder.scenes import Programme
from encoder.settings import Canvas, Destination, Encoding, Recording, StreamKey
from tests.fakes.desk import Desk
from tests.fakes.engine import sampled

HERE = Destination("rtmp://127.0.0.1/live", StreamKey("practice-1"), "practice")


def test_wishes_go_down_as_commands(desk: Desk) -> None:
    broadcast = desk.broadcast

    broadcast.set_programme(Programme())
    broadcast.go_live(Encoding(), (HERE,))
    broadcast.set_bitrate(1_000_000)
    broadcast.retry_now()
    broadcast.list_catalogue()
    broadcast.stop()

    kinds = [type(command) for command in desk.engine.sent]
    assert kinds == [SetProgramme, GoLive, SetBitrate, RetryNow, ListCatalogue, Stop]


def test_so_do_those_about_destinations_recordings_and_encoders(desk: Desk) -> None:
    broadcast = desk.broadcast

    broadcast.start_destination(HERE)
    broadcast.retry_now("main")
    broadcast.stop_destination("main")
    broadcast.set_recording(Recording(title="t"))
    broadcast.start_recording(Encoding())
    broadcast.save_replay()
    broadcast.stop_recording()
    broadcast.recover_recording("a.mp4")
    broadcast.forget_recording("b.mp4")
    broadcast.measure_encoders(Canvas())

    assert desk.engine.sent == [
        StartDestination(HERE),
        RetryNow("main"),
        StopDestination("main"),
        SetRecording(Recording(title="t")),
        StartRecording(Encoding()),
        SaveReplay(),
        StopRecording(),
        RecoverRecording("a.mp4"),
        ForgetRecording("b.mp4"),
        MeasureEncoders(Canvas()),
    ]


def test_an_unfinished_recording_put_aside_is_gone_at_once(desk: Desk) -> None:
    desk.says(UnfinishedFound(("a.mp4", "b.mp4")))

    desk.broadcast.forget_recording("a.mp4")

    assert desk.broadcast.situation.unfinished == ("b.mp4",)


def test_what_happens_to_inputs_and_recordings_is_passed_on(desk: Desk, qtbot: QtBot) -> None:
    broadcast = desk.broadcast
    signals = [
        broadcast.picture_sized,
        broadcast.signal_changed,
        broadcast.recording_changed,
        broadcast.replay_saved,
        broadcast.recording_recovered,
        broadcast.encoders_measured,
    ]
    with qtbot.waitSignals(signals):
        desk.says(
            PictureSized("camera", 640, 480),
            SignalChanged("camera", SignalFault.BLACK, True),
            RecordingChanged(RecordingState.RECORDING, "a.mp4", 1.0),
            ReplaySaved("b.mp4", 20.0),
            RecordingRecovered("c.mp4", 61.0),
            EncodersMeasured(Canvas(), (), "veryfast"),
        )


def test_of_the_levels_only_the_newest_arrive(desk: Desk) -> None:
    heard: list[Levelled] = []
    desk.broadcast.levels_arrived.connect(heard.append)
    quiet, loud = (Levelled((Levels("", (db, db), (db, db)),)) for db in (-60.0, -6.0))

    desk.says(quiet, loud)

    assert heard == [loud]


def test_what_the_engine_says_changes_the_situation(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.broadcast.situation_changed):
        desk.says(PhaseChanged(Phase.STARTING, 1.0))

    assert desk.broadcast.situation.phase is Phase.STARTING


def test_a_heartbeat_repaints_nothing(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(desk.broadcast.situation_changed):
        desk.says(Alive())


def test_figures_and_what_the_server_said_are_passed_on(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignals([desk.broadcast.stats_sampled, desk.broadcast.server_spoke]):
        desk.says(sampled(), ServerSpoke("status", "NetStream.Publish.Start", ""))


def test_only_the_newest_figures_arrive_but_every_failure(desk: Desk) -> None:
    figures: list[float] = []
    situations: list[object] = []
    desk.broadcast.stats_sampled.connect(lambda stats: figures.append(stats.at_utc_s))
    desk.broadcast.situation_changed.connect(situations.append)
    problem = Problem(ErrorCode.KEY_MISSING)

    desk.says(sampled(1.0), Failed(problem), sampled(2.0), Failed(problem), sampled(3.0))

    assert figures == [3.0]
    assert len(situations) == 2


def test_the_slots_of_overtaken_pictures_are_given_back(desk: Desk) -> None:
    desk.says(PreviewReady(0, 4, 4), PreviewReady(1, 4, 4), PreviewReady(2, 4, 4))

    assert sorted(command.slot for command in desk.sent(ReleasePreview)) == [0, 1, 2]
    assert desk.pictures.reads == [2]


def test_closing_lets_go_of_the_engine(desk: Desk) -> None:
    desk.broadcast.close()

    assert desk.engine.is_closed
