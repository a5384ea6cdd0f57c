from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.playbackreader import PlaybackReader
from desktop.rehearsal.onair import OnAir
from desktop.rehearsal.setting import set_stage
from encoder.messages import Levelled, Levels, PreviewReady, StartRecording, StopRecording
from tests.desktop.conftest import Shown
from tests.fakes.practice import LIVE_READING, channel_of

FILM = "/videos/film.mp4"
DECODED = '{"video_frames": 90, "audio_frames": 140}'


@pytest.fixture
def asked() -> list[str]:
    """What the reader was asked to read."""
    return []


@pytest.fixture
def on_air(shown: Shown, home: Path, asked: list[str]) -> OnAir:
    """Twenty seconds to come, of a rehearsal that is live."""

    def run(command: list[str], timeout_s: float) -> tuple[int, str, str]:
        asked.extend(command)
        return 0, DECODED, ""

    set_stage(shown.window, home / "rehearsed")
    made = OnAir(shown.window, shown.app.tasks, PlaybackReader("", run), 20.0)
    shown.hears(lambda: shown.outside.engine.goes_live("main", "to-2"))
    return made


def sent(shown: Shown, kind: type) -> int:
    return sum(isinstance(command, kind) for command in shown.outside.engine.sent)


def test_nothing_is_done_before_its_time(shown: Shown, on_air: OnAir) -> None:
    on_air.look(0.5)

    assert sent(shown, StartRecording) == 0
    assert on_air.seen.looks == []
    assert not on_air.seen.is_complete


def test_it_goes_to_the_other_scene_and_back_and_looks_before(shown: Shown, on_air: OnAir) -> None:
    on_air.look(6.0)
    assert shown.app.studio.programme().scene_id == "scene-2"
    on_air.look(10.0)
    assert shown.app.studio.programme().scene_id == "scene-1"

    assert [look.scene_id for look in on_air.seen.looks] == ["scene-1", "scene-2"]


def test_it_sees_by_picture_and_sound_which_scene_the_engine_is_at(
    shown: Shown, on_air: OnAir
) -> None:
    quiet = (-96.0, -96.0)
    shown.says(PreviewReady(0, 64, 36), Levelled((Levels("corner", quiet, quiet),)))
    on_air.look(6.0)
    shown.outside.pictures.shade = 0x20
    shown.says(PreviewReady(0, 64, 36), Levelled((Levels("corner", quiet, quiet, is_heard=False),)))
    on_air.look(10.0)

    assert [look.is_corner_heard for look in on_air.seen.looks] == [True, False]
    assert on_air.seen.scene_difference == 0x60


def test_a_recording_is_ended_only_once_it_has_begun(shown: Shown, on_air: OnAir) -> None:
    on_air.look(19.0)
    assert (sent(shown, StartRecording), sent(shown, StopRecording)) == (1, 0)

    shown.hears(lambda: shown.outside.engine.records(FILM))
    on_air.look(19.1)
    on_air.look(19.2)

    assert sent(shown, StopRecording) == 1


def test_it_is_complete_once_the_recording_was_read_and_both_ingests_received(
    shown: Shown, on_air: OnAir, asked: list[str], qtbot: QtBot
) -> None:
    shown.hears(lambda: shown.outside.engine.records(FILM))
    on_air.look(19.0)
    shown.hears(lambda: shown.outside.engine.ends_recording(FILM))
    on_air.look(19.2)
    qtbot.waitUntil(lambda: on_air.seen.reading is not None, timeout=3000)
    assert FILM in asked
    assert not on_air.seen.is_complete  # nothing has arrived yet

    shown.outside.practice_cloud.reading = LIVE_READING
    shown.app.studio.practice._ask()
    qtbot.waitUntil(lambda: shown.app.studio.practice.view.reading.is_live, timeout=3000)
    on_air.look(19.3)

    assert on_air.seen.is_complete
    assert on_air.seen.deliveries["to-2"].is_live
    assert on_air.seen.deliveries["to-2"].watch_url == channel_of("to-2").watch_url


def test_the_meter_of_the_window_is_read(shown: Shown, on_air: OnAir) -> None:
    on_air.look(0.1)
    loud = (-12.0, -14.0)
    shown.says(Levelled((Levels("corner", loud, loud),)))
    on_air.look(0.2)

    assert on_air.seen.loudest_db == -12.0
    assert on_air.seen.quietest_db < -60.0
