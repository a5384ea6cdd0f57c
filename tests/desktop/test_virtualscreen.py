import os
import shutil
import subprocess

import pytest

from desktop.virtualscreen import OFFSCREEN, XVFB, virtual_screen

needs_xvfb = pytest.mark.skipif(shutil.which("Xvfb") is None, reason="Xvfb is not installed")


@needs_xvfb
def test_there_is_a_screen_while_it_lasts_and_none_afterwards() -> None:
    before = dict(os.environ)

    with virtual_screen() as screen:
        display = os.environ["DISPLAY"]
        assert screen == XVFB
        assert os.environ["QT_QPA_PLATFORM"] == "xcb"
        assert "WAYLAND_DISPLAY" not in os.environ
        assert can_reach(display)

    assert not can_reach(display)
    assert dict(os.environ) == before


@pytest.mark.skipif(
    any(shutil.which(program) is None for program in ("Xvfb", "openbox", "xprop")),
    reason="Xvfb, openbox or xprop is not installed",
)
def test_windows_are_managed_from_the_first_one_on() -> None:
    with virtual_screen():
        said = subprocess.run(
            ["xprop", "-root", "_NET_SUPPORTING_WM_CHECK", "_NET_WM_NAME"],
            capture_output=True,
            text=True,
            check=True,
            timeout=20,
        ).stdout

    assert "window id #" in said


def test_without_xvfb_it_is_qts_offscreen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setenv("DISPLAY", ":77")

    with virtual_screen() as screen:
        assert screen == OFFSCREEN
        assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
        assert "DISPLAY" not in os.environ

    assert os.environ["DISPLAY"] == ":77"


@needs_xvfb
def test_two_at_once_have_a_display_each() -> None:
    with virtual_screen():
        first = os.environ["DISPLAY"]
        with virtual_screen():
            assert os.environ["DISPLAY"] != first
        assert os.environ["DISPLAY"] == first


def can_reach(display: str) -> bool:
    """Tell whether an X server answers, by asking it for nothing."""
    probe = [
        "ffmpeg",
        "-v",
        "quiet",
        "-f",
        "x11grab",
        "-i",
        display,
        "-frames:v",
        "1",
        "-f",
        "null",
        "-",
    ]
    return subprocess.run(probe, check=False, timeout=20).returncode == 0
