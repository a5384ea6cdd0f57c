import queue
import threading
import time
from collections.abc import Callable

import av
import pytest

from encoder.engine.sources.keptpicture import KeptPicture
from encoder.errors import ErrorCode, SourceError


def picture(number: int) -> av.VideoFrame:
    frame = av.VideoFrame(16, 16, "rgba")
    frame.pts = number
    return frame


class Maker:
    """Makes what it is handed; `wait_s` lets the next one be made at once."""

    def __init__(self, *results: av.VideoFrame | Exception | None) -> None:
        self.results: queue.SimpleQueue[av.VideoFrame | Exception | None] = queue.SimpleQueue()
        for result in results:
            self.results.put(result)
        self.made = threading.Semaphore(0)

    def renew(self) -> av.VideoFrame | None:
        result = self.results.get(timeout=30)
        self.made.release()
        if isinstance(result, Exception):
            raise result
        return result

    def wait_s(self) -> float | None:
        return 0.0 if not self.results.empty() else None


def wait_for(condition: Callable[[], bool]) -> None:
    waiting, deadline = threading.Event(), time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline, "it never came true"
        waiting.wait(0.005)


def test_the_first_picture_is_there_when_it_is_open() -> None:
    maker = Maker(picture(1))
    kept = KeptPicture("image", maker.renew, maker.wait_s)

    assert kept.picture(0.0) is kept.picture(9.0)
    kept.close()


def test_a_new_picture_takes_the_place_of_the_one_before() -> None:
    maker = Maker(picture(1), None, picture(2))
    kept = KeptPicture("image", maker.renew, maker.wait_s)

    wait_for(lambda: (frame := kept.picture(0.0)) is not None and frame.pts == 2)
    kept.close()


@pytest.mark.parametrize(
    "failure", [SourceError(ErrorCode.FILE_MISSING, file="logo.png"), ZeroDivisionError()]
)
def test_what_can_not_be_made_anew_stays(failure: Exception) -> None:
    maker = Maker(picture(1), failure, picture(3))
    kept = KeptPicture("image", maker.renew, maker.wait_s)

    wait_for(lambda: (frame := kept.picture(0.0)) is not None and frame.pts == 3)
    kept.close()


def test_without_a_first_picture_it_does_not_open() -> None:
    maker = Maker(SourceError(ErrorCode.FILE_MISSING, file="logo.png"))
    with pytest.raises(SourceError) as raised:
        KeptPicture("image", maker.renew, maker.wait_s)

    assert raised.value.problem.code is ErrorCode.FILE_MISSING


def test_a_surprise_is_a_lost_source() -> None:
    with pytest.raises(SourceError, match="ZeroDivisionError"):
        KeptPicture("image", Maker(ZeroDivisionError()).renew, lambda: 1.0)


def test_a_drive_that_does_not_answer_does_not_hold_the_caller() -> None:
    dead = threading.Event()

    def renew() -> None:
        dead.wait(1.0)

    with pytest.raises(SourceError, match="too long"):
        KeptPicture("image", renew, lambda: None, timeout_s=0.05)
    dead.set()
