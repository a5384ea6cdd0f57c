import threading

import pytest

from encoder.engine.drift import LATENCY_S
from encoder.engine.sources.base import NowFunction
from encoder.engine.sources.capturedevice import CaptureFailed
from encoder.engine.sources.soundcapture import SoundCapture
from encoder.engine.sources.soundgrabber import STALE_S, SoundGrabber
from encoder.errors import ErrorCode, Problem, SourceError
from encoder.settings import SAMPLE_RATE_HZ
from tests.encoder.engine.sources.fakesound import BLOCK, FakeSound

WAIT_S = 30.0


class Steps:
    """A clock that moves on by a block whenever it is read."""

    def __init__(self) -> None:
        self.blocks = 0

    def __call__(self) -> float:
        self.blocks += 1
        return self.blocks * BLOCK / SAMPLE_RATE_HZ


def grab(device: SoundCapture, now: NowFunction) -> SoundGrabber:
    return SoundGrabber("microphone", lambda: device, now, said)


def said(failure: CaptureFailed) -> Problem:
    return Problem(ErrorCode.DEVICE_MISSING, {"device": failure.reason})


def lost(grabber: SoundGrabber) -> Problem:
    grabber._thread.join(WAIT_S)
    with pytest.raises(SourceError) as raised:
        grabber.sound(0, 1024)
    return raised.value.problem


def test_the_sound_of_a_device_is_read_at_its_media_time() -> None:
    device = FakeSound().give(0.5, blocks=100).fail()
    clock = Steps()
    grabber = grab(device, clock)
    grabber._thread.join(WAIT_S)

    at = round((0.8 + LATENCY_S) * SAMPLE_RATE_HZ)
    assert not grabber._buffer.read(0, 1024).any()
    grabber._buffer.read(at - 1024, 1024)
    assert grabber._buffer.read(at, 1024) == pytest.approx(0.5, abs=1e-3)
    assert device.is_closed.is_set()


def test_a_device_that_fails_is_lost_in_the_words_of_its_platform() -> None:
    grabber = grab(FakeSound().give().fail(19, "unplugged"), Steps())

    problem = lost(grabber)

    assert (problem.code, problem.params["device"]) == (ErrorCode.DEVICE_MISSING, "unplugged")


def test_a_device_that_does_not_open_is_not_there() -> None:
    def refuse() -> SoundCapture:
        raise SourceError(ErrorCode.MICROPHONE_MISSING)

    grabber = SoundGrabber("microphone", refuse, Steps(), said)

    assert lost(grabber).code is ErrorCode.MICROPHONE_MISSING
    with pytest.raises(SourceError, match="no microphone"):
        grabber.wait_for_sound(WAIT_S)


def test_a_surprise_of_a_driver_is_a_fact_like_any_other() -> None:
    def surprise() -> SoundCapture:
        raise ZeroDivisionError

    problem = lost(SoundGrabber("microphone", surprise, Steps(), said))

    assert (problem.code, problem.params["reason"]) == (
        ErrorCode.SOURCE_LOST,
        "ZeroDivisionError",
    )


def test_a_device_that_gives_nothing_is_not_waited_for() -> None:
    device = FakeSound().hang()
    grabber = grab(device, lambda: 0.0)
    with pytest.raises(SourceError, match="no sound"):
        grabber.wait_for_sound(0.01)
    device.fail()
    grabber.close()


def test_a_device_that_falls_silent_for_good_hangs() -> None:
    device = FakeSound().give().hang()
    now_s = [0.0]
    grabber = grab(device, lambda: now_s[0])
    grabber.wait_for_sound(WAIT_S)
    assert grabber.sound(0, 1024).shape == (2, 1024)

    now_s[0] = STALE_S + 0.1
    with pytest.raises(SourceError, match="hangs"):
        grabber.sound(0, 1024)
    device.fail()
    grabber.close()
    assert not grabber.is_left_behind


def test_a_driver_that_hangs_is_left_behind() -> None:
    released = threading.Event()

    def hang() -> SoundCapture:
        released.wait(WAIT_S * 2)
        raise SourceError(ErrorCode.MICROPHONE_MISSING)

    grabber = SoundGrabber("microphone", hang, Steps(), said)
    grabber.close()
    assert grabber.is_left_behind

    released.set()
    grabber.close()
    assert not grabber.is_left_behind


def test_a_device_that_gives_sound_as_fast_as_it_is_read_is_slowed_down() -> None:
    device = FakeSound().give(0.0, blocks=500)
    grabber = grab(device, lambda: 0.0)
    grabber.wait_for_sound(WAIT_S)

    grabber.close()

    assert device._story.qsize() > 400
