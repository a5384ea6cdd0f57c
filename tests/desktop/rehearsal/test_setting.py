from pathlib import Path

from desktop.rehearsal.setting import CORNER_ID, rehearsal_programme, set_stage
from encoder.messages import SetRecording
from encoder.scenes import checked_programme, heard_inputs
from encoder.settings import Canvas
from tests.desktop.conftest import Shown
from tests.fakes.engine import CATALOGUE, PATTERN


def test_the_screen_with_a_small_pattern_and_the_pattern_with_words() -> None:
    programme = checked_programme(rehearsal_programme(Canvas(), CATALOGUE))

    kinds = {each.id: each.source.kind for each in programme.inputs}
    first, second = ([kinds[layer.input] for layer in scene.layers] for scene in programme.scenes)
    assert first == ["screen", "pattern", "alerts"]
    assert second == ["pattern", "text"]
    assert programme.inputs[0].source.kind == "screen"
    assert programme.transition.kind == "fade"


def test_without_a_screen_the_pattern_fills_the_first_scene_too() -> None:
    programme = checked_programme(rehearsal_programme(Canvas(), (PATTERN,)))

    assert {each.source.kind for each in programme.inputs} == {"pattern", "text", "alerts"}
    assert len(programme.scenes[0].layers) == 3


def test_only_the_first_scene_sounds_of_the_small_pattern() -> None:
    for catalogue in (CATALOGUE, (PATTERN,)):
        programme = rehearsal_programme(Canvas(), catalogue)
        scenes = [
            heard_inputs(type(programme)(programme.canvas, programme.inputs, programme.scenes, id))
            for id in ("scene-1", "scene-2")
        ]
        assert [CORNER_ID in heard for heard in scenes] == [True, False]


def test_the_stage_is_set_in_the_window_and_last_times_recording_is_gone(
    shown: Shown, home: Path
) -> None:
    folder = home / "rehearsed"
    folder.mkdir()
    (folder / "headless.mp4").write_bytes(b"last time")
    (folder / "holiday.mp4").write_bytes(b"somebody's")

    set_stage(shown.window, folder)

    assert [file.name for file in folder.iterdir()] == ["holiday.mp4"]
    studio = shown.app.studio
    assert [choice.kind for choice in studio.destinations.enabled] == ["practice", "practice"]
    assert len(studio.programme().scenes) == 2
    told = [each for each in shown.outside.engine.sent if isinstance(each, SetRecording)]
    assert told[-1].recording.folder == str(folder)
