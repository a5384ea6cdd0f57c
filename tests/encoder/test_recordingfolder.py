from pathlib import Path

import platformdirs

from encoder.recordingfolder import recording_folder
from encoder.settings import Recording

VIDEOS = platformdirs.user_videos_path


def test_without_a_folder_it_is_livedesk_among_the_videos(home: Path) -> None:
    assert recording_folder(Recording()) == VIDEOS() / "Livedesk"


def test_a_whole_path_is_taken_as_it_is() -> None:
    assert recording_folder(Recording(folder="/videos")) == Path("/videos")


def test_a_typed_folder_is_meant_from_where_the_user_is_at_home(home: Path) -> None:
    assert recording_folder(Recording(folder="~/shows")) == Path.home() / "shows"
    assert recording_folder(Recording(folder="shows")) == VIDEOS() / "shows"


def test_a_user_that_does_not_exist_is_a_name_like_any_other(home: Path) -> None:
    folder = recording_folder(Recording(folder="~nobody-of-this-name"))

    assert folder == VIDEOS() / "~nobody-of-this-name"
