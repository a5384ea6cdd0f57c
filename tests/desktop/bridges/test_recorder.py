from pathlib import Path

import msgspec

from encoder.messages import (
    GoLive,
    OnAir,
    Phase,
    RunningRecording,
    SetRecording,
    StartRecording,
    StopRecording,
)
from encoder.scenes import Programme
from encoder.settings import Destination, Encoding, Recording, StreamKey
from tests.fakes.desk import Desk

FILE = "/videos/one.mp4"


def with_broadcast(desk: Desk) -> None:
    settings = desk.keeper.settings
    desk.keeper.change(msgspec.structs.replace(settings, records_with_broadcast=True))


def test_every_engine_is_told_how_to_record(desk: Desk) -> None:
    desk.hears(desk.engine.attaches)
    desk.hears(desk.engine.attaches)

    assert desk.sent(SetRecording) == [SetRecording(Recording())] * 2


def test_another_folder_is_told_at_once_and_once(desk: Desk) -> None:
    desk.hears(desk.engine.attaches)
    recording = Recording(folder="/videos")
    desk.keeper.change(msgspec.structs.replace(desk.keeper.settings, recording=recording))
    desk.keeper.change(msgspec.structs.replace(desk.keeper.settings, theme="light"))

    assert desk.sent(SetRecording)[1:] == [SetRecording(recording)]


def test_one_button_starts_and_ends_a_recording(desk: Desk) -> None:
    desk.is_ready()

    desk.studio.recorder.toggle()
    assert desk.sent(StartRecording) == [StartRecording(Encoding())]

    desk.hears(desk.engine.records)
    desk.studio.recorder.toggle()
    assert desk.sent(StopRecording)


def test_a_recording_can_come_and_go_with_the_broadcast(desk: Desk) -> None:
    with_broadcast(desk)
    desk.is_live()
    assert len(desk.sent(StartRecording)) == 1

    desk.hears(desk.engine.records)
    desk.hears(desk.engine.stops)

    assert len(desk.sent(StopRecording)) == 1


def test_unless_that_is_wanted_a_broadcast_is_not_recorded(desk: Desk) -> None:
    desk.is_live()

    assert not desk.sent(StartRecording)


def test_a_recording_begun_by_hand_goes_on_after_the_broadcast(desk: Desk) -> None:
    with_broadcast(desk)
    desk.is_ready()
    desk.hears(desk.engine.records)
    desk.studio.go_live()
    desk.hears(desk.engine.goes_live)
    desk.hears(desk.engine.stops)

    assert not desk.sent(StartRecording)
    assert not desk.sent(StopRecording)


def test_the_folder_is_where_the_newest_file_is(desk: Desk) -> None:
    assert desk.studio.recorder.folder().name == "Livedesk"

    recording = Recording(folder="/elsewhere")
    desk.keeper.change(msgspec.structs.replace(desk.keeper.settings, recording=recording))
    assert desk.studio.recorder.folder() == Path("/elsewhere")

    desk.hears(lambda: desk.engine.records("/videos/one.mp4"))
    assert desk.studio.recorder.folder() == Path("/videos")


def test_a_new_window_ends_the_recording_that_came_with_the_broadcast(desk: Desk) -> None:
    with_broadcast(desk)
    there = Destination("rtmp://ingest.example.com/app", StreamKey("secret"))
    on_air = OnAir(Programme(), GoLive(Encoding(), (there,)), 900.0)
    recording = RunningRecording(StartRecording(Encoding()), FILE, 900.0)
    desk.hears(lambda: desk.engine.attaches(on_air, Phase.LIVE, recording=recording))
    assert not desk.sent(StartRecording)

    desk.hears(desk.engine.stops)

    assert len(desk.sent(StopRecording)) == 1
