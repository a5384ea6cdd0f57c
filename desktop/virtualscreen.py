"""A screen where there is none: Xvfb with a window manager, or else Qt's own offscreen platform."""

import contextlib
import ctypes.util
import os
import selectors
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

WIDTH_PX, HEIGHT_PX = 1920, 1080
START_TIMEOUT_S = 10.0
END_TIMEOUT_S = 5.0
OFFSCREEN = "Qt offscreen"
XVFB = "Xvfb"
_CONCERNED = ("DISPLAY", "QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE", "XAUTHORITY")


@contextlib.contextmanager
def virtual_screen() -> Iterator[str]:
    """Set the environment for a virtual screen before Qt is started; yield which one it is.

    The programs started for it are ended, and the environment is put back, afterwards.
    """
    with contextlib.ExitStack() as cleanup:
        display = cleanup.enter_context(_xvfb()) if _can_show_on_x() else ""
        if display:
            cleanup.enter_context(_environment({"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}))
            cleanup.enter_context(_window_manager())
            yield XVFB
        else:
            cleanup.enter_context(_environment({"QT_QPA_PLATFORM": "offscreen"}))
            yield OFFSCREEN


def _can_show_on_x() -> bool:
    """Return whether Xvfb is here, and what Qt needs for it: Qt aborts where it is not."""
    return shutil.which("Xvfb") is not None and (ctypes.util.find_library("xcb-cursor") is not None)


@contextlib.contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    before = {name: os.environ.pop(name, None) for name in _CONCERNED}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


@contextlib.contextmanager
def _xvfb() -> Iterator[str]:
    """Yield the display of a new Xvfb, empty where it doesn't start."""
    reading, writing = os.pipe()
    process = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{WIDTH_PX}x{HEIGHT_PX}x24",
         "-nolisten", "tcp", "-noreset"],
        pass_fds=(writing,), stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writing)
    try:
        number = _first_line(reading, START_TIMEOUT_S)
        yield f":{number}" if number.isdecimal() else ""
    finally:
        os.close(reading)
        _end(process)


@contextlib.contextmanager
def _window_manager() -> Iterator[None]:
    """Run openbox if there is one: without it a window has no frame and dialogs no focus.

    Waits until it manages windows: one that is shown while it starts is never mapped.
    """
    if shutil.which("openbox") is None:
        yield
        return
    with tempfile.TemporaryDirectory(prefix="livedesk-") as folder:
        ready = Path(folder) / "ready"
        os.mkfifo(ready)
        reading = os.open(ready, os.O_RDWR)  # for writing too, or its end would be seen at once
        process = subprocess.Popen(
            ["openbox", "--sm-disable", "--startup", f"sh -c 'echo ready > {ready}'"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _first_line(reading, START_TIMEOUT_S)
            yield
        finally:
            os.close(reading)
            _end(process)


def _first_line(reading: int, timeout_s: float) -> str:
    """Return what comes before the first line's end or the end of the pipe."""
    received = b""
    with selectors.DefaultSelector() as selector:
        selector.register(reading, selectors.EVENT_READ)
        while b"\n" not in received and selector.select(timeout_s):
            piece = os.read(reading, 64)
            if not piece:
                break
            received += piece
    return received.partition(b"\n")[0].decode("ascii", "replace").strip()


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(END_TIMEOUT_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
