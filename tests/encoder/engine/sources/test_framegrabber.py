import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import av
import pytest

from encoder.engine.clock import MediaClock
from encoder.engine.sources.capturedevice import CaptureFailed
from encoder.engine.sources.framegrabber import STALE_S, FrameGrabber
from encoder.errors import ErrorCode, SourceError
from tests.encoder.engine.sources.fakecapture import FakeCapture


class SetClock:
    """Media time that stands until it is set."""

    def __init__(self) -> None:
        self.time_s = 0.0

    def __call__(self) -> float:
        return self.time_s


@contextmanager
def grabbing(
    capture: FakeCapture, now: SetClock | MediaClock, paced_fps: int | None
) -> Iterator[FrameGrabber]:
    grabber = FrameGrabber("screen", lambda: capture, now, paced_fps)
    try:
        yield grabber
    finally:
        capture.end()
        grabber.close()


def number(frame: av.VideoFrame | None) -> int | None:
    return frame.pts if frame is not None else None


def lost(grabber: FrameGrabber) -> SourceError:
    with pytest.raises(SourceError) as raised:
        grabber.newest()
    assert raised.value.problem.code == ErrorCode.SOURCE_LOST
    return raised.value


def wait_for_number(grabber: FrameGrabber, wanted: int) -> None:
    waiting = threading.Event()
    for _ in range(1000):
        if number(grabber.newest()) == wanted:
            return
        waiting.wait(0.005)
    pytest.fail(f"picture {wanted} never came")


def test_before_the_first_picture_there_is_none() -> None:
    with grabbing(FakeCapture(), SetClock(), None) as grabber:
        assert grabber.newest() is None


def test_only_the_newest_picture_is_kept() -> None:
    capture = FakeCapture()
    with grabbing(capture, SetClock(), None) as grabber:
        capture.allow(5)
        wait_for_number(grabber, 4)
        assert grabber.newest() is grabber.newest()


def test_a_device_that_fails_is_lost_with_its_reason() -> None:
    capture = FakeCapture()
    with grabbing(capture, SetClock(), None) as grabber:
        capture.end(CaptureFailed(0, "it was unplugged"))
        assert capture.is_closed.wait(30)
        assert "it was unplugged" in str(lost(grabber))


def test_a_surprise_of_a_driver_is_a_lost_source() -> None:
    capture = FakeCapture()
    with grabbing(capture, SetClock(), None) as grabber:
        capture.end(ZeroDivisionError())
        assert capture.is_closed.wait(30)
        assert "ZeroDivisionError" in str(lost(grabber))


def test_a_device_that_does_not_open_says_why() -> None:
    def refuse() -> FakeCapture:
        raise SourceError(ErrorCode.PERMISSION_DENIED, device="the screen")

    grabber = FrameGrabber("screen", refuse, SetClock(), None)
    with pytest.raises(SourceError, match="does not allow"):
        grabber.first_picture(timeout_s=10)
    grabber.close()


def test_a_failure_before_the_first_picture_ends_the_wait_for_it() -> None:
    capture = FakeCapture()
    capture.end(CaptureFailed(0, "it was unplugged"))
    with (
        grabbing(capture, SetClock(), None) as grabber,
        pytest.raises(SourceError, match="it was unplugged"),
    ):
        grabber.first_picture(timeout_s=10)


def test_a_device_that_gives_nothing_is_lost_when_the_wait_is_over() -> None:
    with (
        grabbing(FakeCapture(), SetClock(), None) as grabber,
        pytest.raises(SourceError, match="no picture"),
    ):
        grabber.first_picture(timeout_s=0.05)


def test_a_steady_device_that_hangs_is_lost() -> None:
    capture, now = FakeCapture(), SetClock()
    capture.allow()
    with grabbing(capture, now, 30) as grabber:
        grabber.first_picture(timeout_s=30)
        now.time_s = STALE_S - 0.1
        assert number(grabber.newest()) == 0
        now.time_s = STALE_S + 0.1
        assert "hangs" in str(lost(grabber))


def test_a_device_with_its_own_pace_may_rest() -> None:
    capture, now = FakeCapture(), SetClock()
    capture.allow()
    with grabbing(capture, now, None) as grabber:
        grabber.first_picture(timeout_s=30)
        now.time_s = 1000
        assert number(grabber.newest()) == 0


def test_a_device_that_never_rests_is_lost_when_it_does() -> None:
    capture, now = FakeCapture(), SetClock()
    capture.allow()
    grabber = FrameGrabber("camera", lambda: capture, now, None, is_steady=True)
    grabber.first_picture(timeout_s=30)
    now.time_s = STALE_S + 0.1
    assert "hangs" in str(lost(grabber))
    capture.end()
    grabber.close()


def test_a_driver_that_hangs_is_left_behind_and_known_to_be() -> None:
    capture = FakeCapture()
    grabber = FrameGrabber("camera", lambda: capture, SetClock(), None)
    before_s = time.monotonic()
    grabber.close()

    assert time.monotonic() - before_s < 10
    assert grabber.is_left_behind
    capture.end()
    assert capture.is_closed.wait(30)


def test_a_paced_device_is_not_asked_more_often_than_the_programme_needs() -> None:
    capture, now = FakeCapture().run_freely(), MediaClock()
    with grabbing(capture, now, 100) as grabber:
        grabber.first_picture(timeout_s=30)
        start_s, start = now(), capture.given
        waiting = threading.Event()
        while capture.given < start + 30 and now() < start_s + 10:
            waiting.wait(0.002)
        passed_s = now() - start_s

    assert passed_s >= 0.28


def test_closing_wakes_a_slow_pace() -> None:
    capture, now = FakeCapture().run_freely(), MediaClock()
    grabber = FrameGrabber("screen", lambda: capture, now, 1)
    grabber.first_picture(timeout_s=30)

    before_s = now()
    grabber.close()
    assert now() - before_s < 0.9
    assert capture.is_closed.is_set()
