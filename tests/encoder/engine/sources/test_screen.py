import errno
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import av
import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from encoder.engine.clock import MediaClock
from encoder.engine.sources.base import Source
from encoder.engine.sources.capturedevice import CaptureFailed, Region
from encoder.engine.sources.screen import ScreenOpener, ScreenOptions, region_of
from encoder.engine.sources.screenplatforms import Machine
from encoder.errors import ErrorCode, SourceError
from encoder.settings import Canvas
from tests.encoder.engine.sources.fakecapture import FakeOpener
from tests.encoder.engine.sources.x11painter import X11Painter
from tests.encoder.engine.sources.xserver import HEIGHT, WIDTH, XServer

CANVAS = Canvas(fps=60)
WHITE = 0xFFFFFF


@contextmanager
def captured(display: str, options: ScreenOptions | None = None) -> Iterator[Source]:
    opener = ScreenOpener(Machine("linux", {"DISPLAY": display}))
    source = opener.open(options or ScreenOptions(), CANVAS, MediaClock())
    try:
        yield source
    finally:
        source.close()


def refused(opener: ScreenOpener, options: ScreenOptions | None = None) -> SourceError:
    with pytest.raises(SourceError) as raised:
        opener.open(options or ScreenOptions(), CANVAS, MediaClock())
    return raised.value


def pixels(frame: av.VideoFrame | None) -> NDArray[np.uint32]:
    """0xRRGGBB, rows by columns."""
    assert frame is not None
    assert frame.format.name == "bgr0"
    plane = frame.planes[0]
    rows = np.frombuffer(memoryview(plane), np.uint32).reshape(plane.height, -1)
    return rows[:, : plane.width] & np.uint32(0xFFFFFF)


def wait_for(source: Source, x: int, y: int, rgb: int) -> NDArray[np.uint32]:
    """Return the first picture that shows this colour there."""
    waiting, deadline = threading.Event(), time.monotonic() + 30
    while time.monotonic() < deadline:
        shown = pixels(source.picture(0))
        if shown[y, x] == rgb:
            return shown
        waiting.wait(0.005)
    pytest.fail("the screen never showed it")


def test_the_whole_screen_is_captured(x_display: str) -> None:
    with captured(x_display, ScreenOptions(show_cursor=False)) as source:
        shown = pixels(source.picture(0))

    assert shown.shape == (HEIGHT, WIDTH)
    assert (shown == WHITE).all()


def test_what_changes_on_the_screen_changes_in_the_picture(
    x_display: str, painter: X11Painter
) -> None:
    with captured(x_display) as source:
        painter.fill(100, 50, 30, 20, 0x123456)
        shown = wait_for(source, 100, 50, 0x123456)

    assert (shown == 0x123456).sum() == 30 * 20
    assert shown[69, 129] == 0x123456


def test_a_region_shows_only_its_part(x_display: str, painter: X11Painter) -> None:
    painter.fill(100, 50, 30, 20, 0x00AA00)
    with captured(x_display, ScreenOptions(x=100, y=50, width=40, height=30)) as source:
        shown = pixels(source.picture(0))

    assert shown.shape == (30, 40)
    assert (shown[:20, :30] == 0x00AA00).all()
    assert (shown[20:] == WHITE).all()


def test_a_region_without_a_size_reaches_to_the_edges(x_display: str) -> None:
    with captured(x_display, ScreenOptions(x=600, y=300)) as source:
        assert pixels(source.picture(0)).shape == (HEIGHT - 300, WIDTH - 600)


def test_the_pointer_is_shown_only_when_wanted(x_display: str) -> None:
    middle = ScreenOptions(x=WIDTH // 2 - 16, y=HEIGHT // 2 - 16, width=32, height=32)
    with captured(x_display, msgspec.structs.replace(middle, show_cursor=True)) as source:
        assert (pixels(source.picture(0)) != WHITE).any()
    with captured(x_display, msgspec.structs.replace(middle, show_cursor=False)) as source:
        assert (pixels(source.picture(0)) == WHITE).all()


def test_a_captured_picture_does_not_change_afterwards(x_display: str, painter: X11Painter) -> None:
    with captured(x_display) as source:
        first = source.picture(0)
        before = pixels(first).copy()
        for colour in (0x111111, 0x222222, 0x333333):
            painter.fill(0, 0, 200, 200, colour)
            wait_for(source, 10, 10, colour)
        assert np.array_equal(pixels(first), before)


def test_a_region_outside_the_screen_is_refused_with_its_size(x_display: str) -> None:
    opener = ScreenOpener(Machine("linux", {"DISPLAY": x_display}))

    for options in (
        ScreenOptions(x=600, width=100),
        ScreenOptions(y=360),
        ScreenOptions(width=641),
    ):
        error = refused(opener, options)
        assert error.problem.code == ErrorCode.REGION_OUTSIDE
        assert "640 × 360" in str(error)


def test_a_display_that_does_not_answer_is_named() -> None:
    error = refused(ScreenOpener(Machine("linux", {"DISPLAY": ":9999"})))

    assert error.problem.code == ErrorCode.DISPLAY_UNREACHABLE
    assert ":9999" in str(error)


def test_without_a_display_opening_says_so() -> None:
    error = refused(ScreenOpener(Machine("linux", {}, Path("nowhere"))))

    assert error.problem.code == ErrorCode.DISPLAY_MISSING


def test_a_wayland_session_is_told_what_to_do() -> None:
    opener = ScreenOpener(Machine("linux", {"DISPLAY": ":0", "XDG_SESSION_TYPE": "wayland"}))

    assert refused(opener).problem.code == ErrorCode.WAYLAND_UNSUPPORTED
    problem = opener.problem()
    assert problem is not None
    assert "Xorg" in problem.hint


def test_an_x_server_that_accepts_and_never_answers_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        display = f"127.0.0.1:{silent.getsockname()[1] - 6000}"
        opener = ScreenOpener(Machine("linux", {"DISPLAY": display}), timeout_s=0.1)
        before_s = time.monotonic()
        assert refused(opener).problem.code == ErrorCode.SOURCE_LOST
        assert time.monotonic() - before_s < 10


def test_a_dying_x_server_is_noticed_and_leaves_nothing_behind() -> None:
    server = XServer()
    with captured(server.display) as source:
        assert source.picture(0) is not None
        server.kill()
        with pytest.raises(SourceError) as raised:
            wait_for(source, 0, 0, 0x00FF00)

    assert raised.value.problem.code == ErrorCode.SOURCE_LOST
    assert "screen-grab" not in {thread.name for thread in threading.enumerate()}


def test_the_sessions_screen_is_among_the_devices(x_display: str) -> None:
    opener = ScreenOpener(Machine("linux", {"DISPLAY": x_display}))

    assert opener.list_devices()[0].id == x_display
    assert opener.problem() is None


def test_without_a_screen_of_its_own_a_session_is_offered_none_but_may_name_one(
    x_display: str,
) -> None:
    opener = ScreenOpener(Machine("linux", {}))

    problem = opener.problem()
    assert problem is not None
    assert problem.code == ErrorCode.DISPLAY_MISSING
    assert x_display in [device.id for device in opener.list_devices()]


def test_a_screen_makes_no_sound(x_display: str) -> None:
    with captured(x_display) as source:
        assert source.sound(0, 1024) is None


# ---- Windows and macOS: what they would be asked for --------------------------------------------


@pytest.mark.parametrize("platform", ["win32", "darwin", "linux"])
def test_every_platform_delivers_the_asked_region(platform: str) -> None:
    opener = FakeOpener()
    screens = ScreenOpener(Machine(platform, {"DISPLAY": ":0"}), opener)
    source = screens.open(ScreenOptions(x=40, width=100), CANVAS, MediaClock())
    frame = source.picture(0)
    source.close()

    assert frame is not None
    assert (frame.width, frame.height) == (100, 360)
    whole, part = opener.requests
    assert (whole.crop, "video_size" in whole.options) == (None, False)
    assert part.crop == Region(40, 0, 100, 360) or part.options["video_size"] == "100x360"
    assert all(capture.is_closed.is_set() for capture in opener.captures)


def test_a_whole_screen_is_opened_only_once() -> None:
    opener = FakeOpener()
    screens = ScreenOpener(Machine("win32", {}), opener)
    screens.open(ScreenOptions(), CANVAS, MediaClock()).close()

    assert len(opener.requests) == 1


def test_macos_without_permission_is_told_where_to_allow_it() -> None:
    opener = FakeOpener()
    opener.refusal = CaptureFailed(errno.EIO, "input/output error")

    error = refused(ScreenOpener(Machine("darwin", {}), opener))
    assert error.problem.code == ErrorCode.PERMISSION_DENIED
    assert "privacy" in error.problem.hint


@given(
    x=st.integers(0, 700),
    y=st.integers(0, 400),
    width=st.integers(0, 700),
    height=st.integers(0, 400),
)
def test_a_region_lies_inside_the_screen_or_is_refused(
    x: int, y: int, width: int, height: int
) -> None:
    options = ScreenOptions(x=x, y=y, width=width, height=height)
    fits = x + max(width, 1) <= WIDTH and y + max(height, 1) <= HEIGHT

    if not fits:
        with pytest.raises(SourceError):
            region_of(options, (WIDTH, HEIGHT))
        return
    region = region_of(options, (WIDTH, HEIGHT))
    assert (region.x, region.y) == (x, y)
    assert 0 < region.width <= WIDTH - x
    assert 0 < region.height <= HEIGHT - y
    assert width in (0, region.width)
    assert height in (0, region.height)
