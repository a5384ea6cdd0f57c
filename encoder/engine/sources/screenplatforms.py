"""How each platform's screen is captured, as values: displays, obstacles and what to ask for.

X11 runs in the tests, on Xvfb. Windows (gdigrab) and macOS (avfoundation) are written from
FFmpeg's documentation ("FFmpeg Devices", gdigrab and avfoundation) and have never run.
"""

import errno
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from encoder.engine.sources.capturedevice import CaptureRequest, Region
from encoder.errors import ErrorCode, Problem
from encoder.messages import Device

ON_DEMAND_FPS = 1000
"""Asked for so many pictures a second, x11grab and gdigrab never wait: each read is a fresh grab,
at the moment of our choice."""


@dataclass(frozen=True, slots=True)
class Machine:
    """What of the machine matters: `sys.platform`, the environment, the folder of X sockets."""

    platform: str
    environ: Mapping[str, str]
    x11_sockets: Path = Path("/tmp/.X11-unix")


@dataclass(frozen=True, slots=True)
class Wish:
    """What to capture: a display's id ("" = the main one), and of it a region (None = all)."""

    display: str
    has_cursor: bool
    fps: int
    region: Region | None = None


@dataclass(frozen=True, slots=True)
class ScreenPlatform:
    """One platform's way."""

    request: Callable[[Wish, Machine], CaptureRequest]
    list_displays: Callable[[Machine], tuple[Device, ...]]
    obstacle: Callable[[str, Machine], Problem | None]
    """Why this display ("" = the main one) can't be captured, as far as can be seen from here."""
    refusal: Callable[[int], ErrorCode]
    """What a system error number on opening means."""
    is_on_demand: bool
    """True where every read is a fresh grab, False where the device has a pace of its own."""


def platform_of(machine: Machine) -> ScreenPlatform:
    """Return the way for this machine; every other system than these two is taken for X11."""
    return {"win32": WINDOWS, "darwin": MACOS}.get(machine.platform, X11)


# ---- X11 -------------------------------------------------------------------------------------


def _x11_request(wish: Wish, machine: Machine) -> CaptureRequest:
    options = {"framerate": str(ON_DEMAND_FPS), "draw_mouse": str(int(wish.has_cursor))}
    if region := wish.region:
        options |= {
            "grab_x": str(region.x),
            "grab_y": str(region.y),
            "video_size": f"{region.width}x{region.height}",
        }
    return CaptureRequest("x11grab", wish.display or machine.environ.get("DISPLAY", ""), options)


def _x11_displays(machine: Machine) -> tuple[Device, ...]:
    """Return the session's display, then those whose sockets this user may use."""
    session = machine.environ.get("DISPLAY", "")
    names = [session] if session else []
    try:
        sockets = sorted(machine.x11_sockets.iterdir())
    except OSError:  # there is no X server, or none with local sockets
        sockets = []
    for socket in sockets:
        name = f":{socket.name[1:]}"
        is_usable = re.fullmatch(r"X\d+", socket.name) and os.access(socket, os.R_OK | os.W_OK)
        if is_usable and name != re.sub(r"\.\d+$", "", session):
            names.append(name)
    return tuple(Device(name, f"Screen {name}") for name in names)


def _x11_obstacle(display: str, machine: Machine) -> Problem | None:
    """Judge by the environment; XWayland has a display as well, but its picture is black."""
    session_display = machine.environ.get("DISPLAY", "")
    if display not in ("", session_display):
        return None  # chosen by name: another X server than the session's
    if _is_wayland(machine.environ):
        return Problem(ErrorCode.WAYLAND_UNSUPPORTED)
    return None if session_display else Problem(ErrorCode.DISPLAY_MISSING)


def _is_wayland(environ: Mapping[str, str]) -> bool:
    session = environ.get("XDG_SESSION_TYPE", "").lower()
    if session in ("wayland", "x11"):
        return session == "wayland"
    return bool(environ.get("WAYLAND_DISPLAY"))


def _x11_refusal(number: int) -> ErrorCode:
    return ErrorCode.REGION_OUTSIDE if number == errno.EINVAL else ErrorCode.DISPLAY_UNREACHABLE


X11 = ScreenPlatform(_x11_request, _x11_displays, _x11_obstacle, _x11_refusal, is_on_demand=True)


# ---- Windows ---------------------------------------------------------------------------------


def _windows_request(wish: Wish, machine: Machine) -> CaptureRequest:
    options = {"framerate": str(ON_DEMAND_FPS), "draw_mouse": str(int(wish.has_cursor))}
    if region := wish.region:
        options |= {
            "offset_x": str(region.x),
            "offset_y": str(region.y),
            "video_size": f"{region.width}x{region.height}",
        }
    return CaptureRequest("gdigrab", "desktop", options)


def _windows_refusal(number: int) -> ErrorCode:
    denied = (errno.EPERM, errno.EACCES)
    return ErrorCode.PERMISSION_DENIED if number in denied else ErrorCode.DISPLAY_UNREACHABLE


WINDOWS = ScreenPlatform(
    _windows_request,
    lambda machine: (Device("desktop", "All screens"),),
    lambda display, machine: None,
    _windows_refusal,
    is_on_demand=True,
)


# ---- macOS -----------------------------------------------------------------------------------


def _macos_request(wish: Wish, machine: Machine) -> CaptureRequest:
    number = wish.display if wish.display.isdecimal() else "0"
    options = {
        "framerate": str(wish.fps),
        "capture_cursor": str(int(wish.has_cursor)),
        "pixel_format": "nv12",
    }
    # Video device, colon, sound device. The device captures whole screens only.
    return CaptureRequest("avfoundation", f"Capture screen {number}:none", options, wish.region)


def _macos_refusal(number: int) -> ErrorCode:
    # The screen is there; what makes it fail to open is the missing permission.
    return ErrorCode.PERMISSION_DENIED


MACOS = ScreenPlatform(
    _macos_request,
    # How many there are can't be asked; further ones are reached by their number.
    lambda machine: (Device("0", "Main screen"),),
    lambda display, machine: None,
    _macos_refusal,
    is_on_demand=False,
)
