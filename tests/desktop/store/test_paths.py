from pathlib import Path

from desktop.onewindow import LOCK_FILE
from desktop.store.paths import DataFolder, data_folder
from encoder.healthrecord import FILE_NAME


def test_the_chosen_folder_is_made_absolute(home: Path) -> None:
    assert data_folder(Path("~/elsewhere")) == home / "elsewhere"


def test_without_a_choice_it_is_the_platforms_own(home: Path) -> None:
    assert data_folder(None).name == "livedesk"


def test_everything_lies_below_the_root(home: Path) -> None:
    folder = DataFolder(home)
    places = (folder.settings_file, folder.logs, folder.screenshots, folder.engine, folder.practice)

    assert all(place.is_relative_to(home) and place != home for place in places)
    assert len(set(places)) == len(places)


def test_the_record_of_health_is_where_the_engine_writes_it(home: Path) -> None:
    folder = DataFolder(home)

    assert folder.health_record == folder.engine / FILE_NAME


def test_the_lock_of_the_window_is_the_one_that_is_taken(home: Path) -> None:
    assert DataFolder(home).window_lock.name == LOCK_FILE
