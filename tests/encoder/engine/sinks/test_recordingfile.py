from datetime import datetime
from pathlib import Path

import pytest

from encoder.engine.sinks.recordingfile import Place, create, place_for
from encoder.errors import ErrorCode, RecordingError, SettingsError
from encoder.settings import Canvas, Recording

AT = datetime(2026, 3, 9, 18, 5, 7)  # noqa: DTZ001 - names show local time


def test_the_name_comes_from_the_template_and_the_folder_from_the_settings() -> None:
    recording = Recording(folder="/videos", name_template="{title} {scene}", title="Show")

    place = place_for(recording, Canvas(), "Camera", AT)
    assert place == Place(Path("/videos"), "Show Camera.mp4")


def test_a_wrong_template_is_refused() -> None:
    with pytest.raises(SettingsError):
        place_for(Recording(name_template="{what}"), Canvas(), "", AT)


def test_a_file_that_exists_is_never_touched(tmp_path: Path) -> None:
    place = Place(tmp_path / "new", "a.mp4")
    paths = []
    for _ in range(3):
        file, path = create(place)
        file.close()
        paths.append(path.name)

    assert paths == ["a.mp4", "a (2).mp4", "a (3).mp4"]


def test_a_folder_that_cannot_be_made_is_said_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(RecordingError) as caught:
        create(Place(tmp_path / "file" / "folder", "a.mp4"))

    assert caught.value.problem.code is ErrorCode.FOLDER_UNUSABLE
    assert caught.value.problem.params["reason"] == "Not a directory"
