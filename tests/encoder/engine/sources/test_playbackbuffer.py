import threading
from collections.abc import Callable

import av
import numpy as np
import pytest

from encoder.engine.sources import playbackbuffer
from encoder.engine.sources.playbackbuffer import AHEAD_S, MAX_AHEAD_S, PlaybackBuffer
from encoder.errors import ErrorCode, Problem, SourceError

SMALL = av.VideoFrame(16, 16, "yuv420p")


class Filler(threading.Thread):
    """Puts a picture every 0.1 s of play time (or sound) until it is stopped."""

    def __init__(self, put: Callable[[int], bool]) -> None:
        super().__init__(name="filler", daemon=True)
        self._put = put
        self.count = 0

    def run(self) -> None:
        while self._put(self.count):
            self.count += 1


def pictures_into(buffer: PlaybackBuffer) -> Filler:
    return Filler(lambda n: buffer.put_picture(n / 10, (n + 1) / 10, SMALL))


def film_into(buffer: PlaybackBuffer) -> Filler:
    def put(n: int) -> bool:
        sound = np.ones((2, 4800), np.float32)
        return buffer.put_picture(n / 10, (n + 1) / 10, SMALL) and buffer.put_sound(n * 4800, sound)

    return Filler(put)


def test_the_filling_side_waits_when_enough_lies_ready() -> None:
    buffer = PlaybackBuffer()
    buffer.expect(has_pictures=True, has_sound=False, from_s=0)
    filler = pictures_into(buffer)
    filler.start()

    assert buffer.wait_until_ahead(5)
    assert filler.count <= AHEAD_S * 10
    buffer.picture(10.0)
    assert buffer.wait_until_ahead(5)
    assert filler.count == pytest.approx((10 + AHEAD_S) * 10, abs=1)
    buffer.stop()
    filler.join(30)
    assert not filler.is_alive()


def test_one_kind_may_run_further_ahead_while_the_other_is_missing() -> None:
    buffer = PlaybackBuffer()
    buffer.expect(has_pictures=True, has_sound=True, from_s=0)
    filler = pictures_into(buffer)
    filler.start()

    assert buffer.wait_until_ahead(5)
    assert filler.count == pytest.approx(MAX_AHEAD_S * 10, abs=1)
    buffer.stop()
    filler.join(30)


def test_large_pictures_are_bounded_by_memory() -> None:
    huge = av.VideoFrame(7680, 4320, "yuv444p16le")
    buffer = PlaybackBuffer()
    buffer.expect(has_pictures=True, has_sound=False, from_s=0)
    filler = Filler(lambda n: buffer.put_picture(n / 100, (n + 1) / 100, huge))
    filler.start()

    assert buffer.wait_until_ahead(5)
    each = 7680 * 4320 * 3 * 2
    assert filler.count * each <= playbackbuffer.MAX_PICTURE_BYTES
    buffer.stop()
    filler.join(30)


def test_pictures_that_only_their_sound_is_wanted_of_do_not_pile_up() -> None:
    buffer = PlaybackBuffer()
    buffer.expect(has_pictures=True, has_sound=True, from_s=0)
    filler = film_into(buffer)
    filler.start()

    for half_second in range(20):
        assert buffer.wait_until_ahead(5)
        assert buffer.sound(half_second * 24_000, 24_000).all()
    assert len(buffer._pictures) < 20
    buffer.stop()
    filler.join(30)


def test_the_newest_picture_that_has_begun_is_shown() -> None:
    buffer = PlaybackBuffer()
    frames = [av.VideoFrame(16, 16, "gray") for _ in range(3)]
    buffer.expect(has_pictures=True, has_sound=False, from_s=0)
    for number, frame in enumerate(frames):
        buffer.put_picture(number / 10, (number + 1) / 10, frame)

    assert buffer.picture(-0.01) is None
    assert buffer.picture(0.0) is frames[0]
    assert buffer.picture(0.05) is frames[0]
    assert buffer.picture(0.25) is frames[2]
    assert buffer.picture(9.0) is frames[2]


def test_a_kind_that_ended_early_does_not_hold_up_the_next_pass() -> None:
    buffer = PlaybackBuffer()
    buffer.expect(has_pictures=True, has_sound=True, from_s=0)
    buffer.put_picture(0, 0.1, SMALL)
    assert buffer.finish_pass(AHEAD_S) == 0

    assert buffer.wait_until_ahead(0)


def test_a_failure_reaches_both_readers() -> None:
    buffer = PlaybackBuffer()
    buffer.complete(Problem(ErrorCode.FILE_MISSING, {"file": "film.mp4"}))

    for read in (lambda: buffer.picture(0), lambda: buffer.sound(0, 1), lambda: ahead(buffer)):
        with pytest.raises(SourceError, match=r"film\.mp4"):
            read()


def test_waiting_ends_when_the_time_is_over_or_nothing_more_comes() -> None:
    buffer = PlaybackBuffer()
    assert not buffer.wait_until_ahead(0.01)

    buffer.complete()
    assert buffer.wait_until_ahead(5)


def ahead(buffer: PlaybackBuffer) -> bool:
    return buffer.wait_until_ahead(0)
