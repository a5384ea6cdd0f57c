import time

import av
import msgspec
import numpy as np
import pytest

from encoder.engine.programme import RunningProgramme
from encoder.engine.signalwatch import SignalWatch
from encoder.engine.sources.base import NowFunction, Samples, SourceKind
from encoder.messages import SignalChanged, SignalFault
from encoder.scenes import single_scene
from encoder.settings import Canvas, SourceSpec
from tests.encoder.engine.canvases import rgb, rgba
from tests.fakes.eventlog import EventLog
from tests.fakes.sources import FakeSource, grey

SILENT, BLACK, FROZEN = SignalFault.SILENT, SignalFault.BLACK, SignalFault.FROZEN
LOUD, QUIET = 0.2, 0.0002
GREY = SourceSpec("fake", {"level": 50})


class Watched:
    """A watch and what it said, with a clock that a test moves."""

    def __init__(self) -> None:
        self.said: list[tuple[str, SignalFault, bool]] = []
        self.watch = SignalWatch(self._take)
        self.watch.judge({"camera", "screen"}, {"mic"}, {"camera"})
        self.at_s = 5.0

    def _take(self, event: SignalChanged) -> None:
        self.said.append((event.input, event.fault, event.is_present))

    def hear(self, seconds: float, peak: float | None) -> None:
        for _ in range(round(seconds * 10)):
            self.at_s += 0.1
            self.watch.heard("mic", peak, self.at_s)

    def see(self, seconds: int, *frames: av.VideoFrame | None, input_id: str = "screen") -> None:
        """Show the frames in turn, each for a second."""
        for number in range(seconds):
            self.at_s += 1.0
            for early_s in (0.0, 0.4, 0.9):
                frame = frames[number % len(frames)]
                self.watch.seen(input_id, frame, self.at_s + early_s)


@pytest.fixture
def watched() -> Watched:
    return Watched()


def noisy(seed: int, level: int = 100) -> av.VideoFrame:
    """Return a picture with the noise a camera has."""
    random = np.random.default_rng(seed)
    pixels = random.integers(level, level + 3, (480, 640, 3), np.uint8)
    return av.VideoFrame.from_ndarray(pixels, "rgb24")


def test_silence_is_a_fault_after_ten_seconds(watched: Watched) -> None:
    watched.hear(9.9, QUIET)
    assert watched.said == []
    watched.hear(1, QUIET)
    assert watched.said == [("mic", SILENT, True)]
    watched.hear(30, QUIET)
    assert watched.said == [("mic", SILENT, True)]
    assert watched.watch.faults() == [SignalChanged("mic", SILENT, is_present=True)]


def test_the_first_sound_ends_it(watched: Watched) -> None:
    watched.hear(12, QUIET)
    watched.hear(0.1, LOUD)

    assert watched.said == [("mic", SILENT, True), ("mic", SILENT, False)]
    assert watched.watch.faults() == []


def test_a_beep_now_and_then_is_not_silence(watched: Watched) -> None:
    for _ in range(5):
        watched.hear(9, QUIET)
        watched.hear(0.1, LOUD)

    assert watched.said == []


def test_what_has_no_sound_is_not_silent(watched: Watched) -> None:
    watched.hear(30, None)

    assert watched.said == []


def test_a_black_screen_is_a_fault_until_something_is_on_it(watched: Watched) -> None:
    watched.see(9, rgb(640, 360, (0, 0, 0)), rgb(640, 360, (2, 1, 3)))
    assert watched.said == []
    watched.see(3, rgb(640, 360, (0, 0, 0)), rgb(640, 360, (2, 1, 3)))
    assert watched.said == [("screen", BLACK, True)]
    watched.see(2, rgb(640, 360, (0, 0, 90)), rgb(640, 360, (90, 90, 90)))
    assert watched.said == [("screen", BLACK, True), ("screen", BLACK, False)]


@pytest.mark.parametrize("form", ["bgr0", "yuyv422", "nv12", "yuv420p", "gray"])
def test_black_is_black_in_every_form(watched: Watched, form: str) -> None:
    watched.see(12, *(rgb(640, 360, (0, 0, 0)).reformat(format=form) for _ in range(2)))

    assert watched.said == [("screen", BLACK, True)]


def test_a_few_bright_lines_are_not_black(watched: Watched) -> None:
    pixels = np.zeros((1080, 1920, 3), np.uint8)
    pixels[100:116, 50:600] = 255
    watched.see(15, *(av.VideoFrame.from_ndarray(pixels, "rgb24") for _ in range(2)))

    assert watched.said == []


def test_a_black_image_and_a_clear_one_are_meant_so(watched: Watched) -> None:
    watched.see(30, rgb(640, 360, (0, 0, 0)))
    watched.see(30, rgba(640, 360, (0, 0, 0, 0)), rgba(640, 360, (0, 0, 0, 0)))

    assert watched.said == []


def test_a_camera_that_stands_still_is_a_fault(watched: Watched) -> None:
    watched.see(20, noisy(1), noisy(2), input_id="camera")
    assert watched.said == []
    watched.see(12, noisy(3), input_id="camera")
    assert watched.said == [("camera", FROZEN, True)]
    watched.see(2, noisy(4), noisy(5), input_id="camera")
    assert watched.said == [("camera", FROZEN, True), ("camera", FROZEN, False)]


def test_a_camera_that_gives_the_same_again_and_again_is_frozen_too(watched: Watched) -> None:
    watched.see(13, noisy(3), noisy(3), input_id="camera")

    assert watched.said == [("camera", FROZEN, True)]


def test_a_covered_camera_is_black_in_spite_of_its_noise(watched: Watched) -> None:
    watched.see(13, noisy(1, level=12), noisy(2, level=12), input_id="camera")

    assert watched.said == [("camera", BLACK, True)]


def test_a_dark_room_is_not_black(watched: Watched) -> None:
    watched.see(13, noisy(1, level=30), noisy(2, level=30), input_id="camera")

    assert watched.said == []


def test_a_covered_camera_that_stands_still_is_black(watched: Watched) -> None:
    watched.see(13, grey(16), input_id="camera")

    assert ("camera", BLACK, True) in watched.said


def test_a_screen_on_which_nothing_happens_is_in_order(watched: Watched) -> None:
    watched.see(60, noisy(1), noisy(1))
    watched.see(60, noisy(1))

    assert watched.said == []


def test_what_is_no_longer_shown_or_heard_has_no_faults(watched: Watched) -> None:
    watched.hear(12, QUIET)
    watched.see(12, grey(16), grey(16))
    assert len(watched.said) == 2
    watched.watch.judge(set(), set())
    assert [fault for fault in watched.said if not fault[2]] == [
        ("mic", SILENT, False),
        ("screen", BLACK, False),
    ]
    watched.hear(12, QUIET)
    watched.see(12, grey(16), grey(16))

    assert watched.watch.faults() == []


def test_an_input_without_picture_has_none_that_is_wrong(watched: Watched) -> None:
    watched.see(12, grey(16), grey(16))
    watched.see(2, None)

    assert watched.said == [("screen", BLACK, True), ("screen", BLACK, False)]


def test_a_picture_in_a_form_that_can_not_be_read_is_not_judged(watched: Watched) -> None:
    unreadable = av.VideoFrame(64, 36, "xv30be")
    watched.see(12, unreadable, input_id="camera")

    assert watched.said == []


def test_nothing_is_kept_of_inputs_that_are_judged_no_more(watched: Watched) -> None:
    watched.see(2, noisy(1), input_id="camera")
    watched.watch.judge({"screen"}, {"mic"})
    watched.see(2, noisy(2), input_id="camera")  # shown by the programme before

    assert "camera" not in watched.watch._looks
    watched.watch.judge(set(), set())
    assert not watched.watch._next_look_s


class Muffled(FakeSource):
    """A source whose microphone is switched off, and whose picture stands still."""

    def sound(self, first_sample: int, count: int) -> Samples:
        return np.zeros((2, count), np.float32)


def muffled(spec: SourceSpec, canvas: Canvas, now: NowFunction) -> FakeSource:
    return Muffled(spec, canvas)


def test_a_running_programme_says_what_is_silent_or_stands_still_for_long() -> None:
    log = EventLog()
    camera = SourceKind(
        "fake",
        "Camera",
        msgspec.Struct,
        lambda options, canvas, now: muffled(GREY, canvas, now),
        has_audio=True,
        is_continuous=True,
    )
    picture = single_scene(Canvas(160, 90, 60), GREY)
    running = RunningProgramme(
        picture, log, muffled, lambda: 20 * time.monotonic(), lambda: (camera,)
    )
    log.wait_for(SignalChanged, lambda event: event.fault is SILENT)
    log.wait_for(SignalChanged, lambda event: event.fault is FROZEN)
    said = running.source_states()
    running.close()

    assert SignalChanged("picture", SILENT, is_present=True) in said
    assert SignalChanged("picture", FROZEN, is_present=True) in said
