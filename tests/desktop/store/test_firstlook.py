from pathlib import Path

import pytest

from desktop.store.firstlook import FirstLook, first_look
from desktop.store.settings import Settings, save_settings


def test_colours_and_place_are_read_without_the_rest(home: Path) -> None:
    file = home / "settings.json"
    save_settings(file, Settings(theme="light", window_geometry="AdnQywAD"))

    assert first_look(file) == FirstLook("light", "AdnQywAD")


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"theme": 7}', b"\xff\xfe", b'{"window_geometry": {}}']
)
def test_whatever_is_damaged_is_as_if_it_were_new(home: Path, content: bytes) -> None:
    file = home / "settings.json"
    file.write_bytes(content)

    assert first_look(file) == FirstLook()


def test_without_a_file_everything_is_new(home: Path) -> None:
    assert first_look(home / "settings.json") == FirstLook()


def test_it_starts_as_the_settings_do() -> None:
    assert FirstLook() == FirstLook(Settings().theme, Settings().window_geometry)
