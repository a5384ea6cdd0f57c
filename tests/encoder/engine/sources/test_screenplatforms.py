import errno
import socket
from pathlib import Path

import pytest

from encoder.engine.sources.capturedevice import CaptureRequest, Region
from encoder.engine.sources.screenplatforms import (
    MACOS,
    WINDOWS,
    X11,
    Machine,
    Wish,
    platform_of,
)
from encoder.errors import ErrorCode, Problem

WHOLE = Wish("", has_cursor=True, fps=30)
PART = Wish("", has_cursor=False, fps=60, region=Region(10, 20, 640, 360))
NOWHERE = Path("nowhere")


def linux(sockets: Path = NOWHERE, **environ: str) -> Machine:
    return Machine("linux", environ, sockets)


def code(problem: Problem | None) -> ErrorCode | None:
    return problem.code if problem else None


@pytest.mark.parametrize(
    ("name", "platform"),
    [("linux", X11), ("freebsd14", X11), ("win32", WINDOWS), ("darwin", MACOS)],
)
def test_every_system_has_its_way(name: str, platform: object) -> None:
    assert platform_of(Machine(name, {})) is platform


def test_x11_asks_for_the_sessions_display_and_never_waits() -> None:
    assert X11.request(WHOLE, linux(DISPLAY=":1.0")) == CaptureRequest(
        "x11grab", ":1.0", {"framerate": "1000", "draw_mouse": "1"}
    )


def test_x11_grabs_a_region_without_pointer() -> None:
    assert X11.request(PART, linux(DISPLAY=":1")).options == {
        "framerate": "1000",
        "draw_mouse": "0",
        "grab_x": "10",
        "grab_y": "20",
        "video_size": "640x360",
    }


def test_a_chosen_display_counts_more_than_the_sessions() -> None:
    wish = Wish(":7", has_cursor=True, fps=30)

    assert X11.request(wish, linux(DISPLAY=":1")).name == ":7"


def test_windows_asks_gdigrab_for_the_desktop() -> None:
    machine = Machine("win32", {})

    assert WINDOWS.request(WHOLE, machine) == CaptureRequest(
        "gdigrab", "desktop", {"framerate": "1000", "draw_mouse": "1"}
    )
    assert WINDOWS.request(PART, machine).options == {
        "framerate": "1000",
        "draw_mouse": "0",
        "offset_x": "10",
        "offset_y": "20",
        "video_size": "640x360",
    }


def test_macos_asks_avfoundation_for_a_screen_and_cuts_the_region_itself() -> None:
    machine = Machine("darwin", {})

    assert MACOS.request(WHOLE, machine) == CaptureRequest(
        "avfoundation",
        "Capture screen 0:none",
        {"framerate": "30", "capture_cursor": "1", "pixel_format": "nv12"},
    )
    part = MACOS.request(PART, machine)
    assert (part.crop, part.options["capture_cursor"]) == (PART.region, "0")
    assert "video_size" not in part.options


@pytest.mark.parametrize(("display", "number"), [("1", 1), ("", 0), (":0", 0), ("0:mic", 0)])
def test_macos_takes_only_numbers_of_screens(display: str, number: int) -> None:
    wish = Wish(display, has_cursor=True, fps=30)

    assert MACOS.request(wish, Machine("darwin", {})).name == f"Capture screen {number}:none"


def test_windows_and_macos_offer_their_main_screen() -> None:
    assert [device.id for device in WINDOWS.list_displays(Machine("win32", {}))] == ["desktop"]
    assert [device.id for device in MACOS.list_displays(Machine("darwin", {}))] == ["0"]


def test_x11_offers_the_sessions_display_first_and_then_the_others(tmp_path: Path) -> None:
    for name in ("X0", "X7", "not-a-display"):
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(str(tmp_path / name))

    names = [device.id for device in X11.list_displays(linux(tmp_path, DISPLAY=":7.0"))]
    assert names == [":7.0", ":0"]
    assert [device.id for device in X11.list_displays(linux(tmp_path))] == [":0", ":7"]


def test_without_a_display_nothing_is_offered() -> None:
    assert X11.list_displays(linux()) == ()


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"DISPLAY": ":0"}, None),
        ({"DISPLAY": ":0", "XDG_SESSION_TYPE": "x11"}, None),
        ({"DISPLAY": ":0", "XDG_SESSION_TYPE": "tty"}, None),
        ({"DISPLAY": ":0", "XDG_SESSION_TYPE": "wayland"}, ErrorCode.WAYLAND_UNSUPPORTED),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, ErrorCode.WAYLAND_UNSUPPORTED),
        ({"WAYLAND_DISPLAY": "wayland-0"}, ErrorCode.WAYLAND_UNSUPPORTED),
        # A nested compositor inside an X session: the session's own screen is still X.
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "w", "XDG_SESSION_TYPE": "x11"}, None),
        ({}, ErrorCode.DISPLAY_MISSING),
        ({"DISPLAY": ""}, ErrorCode.DISPLAY_MISSING),
    ],
)
def test_what_stands_in_the_way_is_seen_in_the_environment(
    environ: dict[str, str], expected: ErrorCode | None
) -> None:
    assert code(X11.obstacle("", Machine("linux", environ, NOWHERE))) == expected


def test_in_a_wayland_session_another_x_server_can_be_chosen() -> None:
    machine = linux(DISPLAY=":0", XDG_SESSION_TYPE="wayland")

    assert X11.obstacle(":99", machine) is None
    assert code(X11.obstacle(":0", machine)) == ErrorCode.WAYLAND_UNSUPPORTED


def test_a_refusal_is_named_after_what_the_system_says() -> None:
    assert X11.refusal(errno.EIO) == ErrorCode.DISPLAY_UNREACHABLE
    assert X11.refusal(errno.EINVAL) == ErrorCode.REGION_OUTSIDE
    assert WINDOWS.refusal(errno.EACCES) == ErrorCode.PERMISSION_DENIED
    assert WINDOWS.refusal(errno.EIO) == ErrorCode.DISPLAY_UNREACHABLE
    assert MACOS.refusal(errno.EIO) == ErrorCode.PERMISSION_DENIED
