from pathlib import Path

import pytest

from desktop.windowline import has_display, plain_window


def test_without_a_word_nothing_but_a_window_is_asked_for() -> None:
    assert plain_window([]) is not None

    options = plain_window(["--data-dir", "elsewhere", "--language", "ja"])

    assert options is not None
    assert (options.data_dir, options.language) == (Path("elsewhere"), "ja")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--headless"],
        ["broadcast", "--to", "practice"],
        ["--data-dir", "elsewhere", "devices"],
        ["--help"],
        ["--version"],
        ["--language", "fr"],
        ["--data-dir"],
        ["--seconds", "never"],
    ],
)
def test_anything_else_is_for_the_whole_command_line(arguments: list[str]) -> None:
    assert plain_window(arguments) is None


def test_a_window_needs_a_display_where_qt_needs_one() -> None:
    assert not has_display("linux", {"DISPLAY": ""})
    assert has_display("linux", {"DISPLAY": ":0"})
    assert has_display("linux", {"WAYLAND_DISPLAY": "wayland-0"})
    assert has_display("linux", {"QT_QPA_PLATFORM": "offscreen"})
    assert has_display("darwin", {})
