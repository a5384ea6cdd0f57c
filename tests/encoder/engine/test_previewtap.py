import queue
from collections.abc import Iterator
from dataclasses import dataclass, field

import av
import numpy as np
import pytest

from encoder.engine.previewtap import PreviewTap
from encoder.messages import PreviewReady, PreviewSlots
from encoder.preview import PreviewReader, PreviewWriter
from tests.encoder.engine.canvases import yuv
from tests.fakes.previewwindow import preview_window
from tests.fakes.sources import grey


@dataclass
class Window:
    """A window's preview with the tap that feeds it."""

    reader: PreviewReader
    ready: queue.SimpleQueue[PreviewReady] = field(default_factory=queue.SimpleQueue)

    def __post_init__(self) -> None:
        self.tap = PreviewTap(PreviewWriter(self.reader.slots), self.ready.put)

    def shown(self) -> int:
        """Return the blue of the next picture, and give its slot back."""
        event = self.ready.get(timeout=30)
        pixels = self.reader.read(event)
        self.tap.release(event.slot)
        return pixels[0]


@pytest.fixture
def window() -> Iterator[Window]:
    with preview_window(64, 36, slots=2) as reader:
        window = Window(reader)
        yield window
        window.tap.close()


def test_a_picture_arrives_small_and_in_its_colours(window: Window) -> None:
    pixels = np.zeros((360, 640, 3), np.uint8)
    pixels[:, 320:] = (0, 0, 255)
    window.tap.show(av.VideoFrame.from_ndarray(pixels, "rgb24"), 0.0)

    event = window.ready.get(timeout=30)
    assert (event.width, event.height) == (64, 36)
    picture = np.frombuffer(window.reader.read(event), np.uint8).reshape(36, 64, 4)
    assert picture[18, 8].tolist() == [0, 0, 0, 255]
    assert picture[18, 56, 0] > 250
    assert picture[18, 56, 2] < 5


def test_a_picture_that_does_not_name_its_colours_is_in_those_of_the_programme(
    window: Window,
) -> None:
    window.tap.show(yuv(640, 360, (63, 102, 240)), 0.0)  # red by BT.709

    event = window.ready.get(timeout=30)
    picture = np.frombuffer(window.reader.read(event), np.uint8).reshape(36, 64, 4)
    assert picture[18, 32].tolist() == pytest.approx([0, 0, 255, 255], abs=6)


def test_another_shape_keeps_its_shape(window: Window) -> None:
    window.tap.show(grey(100, 90, 90), 0.0)

    event = window.ready.get(timeout=30)
    assert (event.width, event.height) == (36, 36)
    assert len(window.reader.read(event)) == 36 * 36 * 4


def test_a_window_that_gives_no_slot_back_is_not_written_to(window: Window) -> None:
    for number in range(2):
        window.tap.show(grey(100), number)
        window.ready.get(timeout=30)
    window.tap.show(grey(200), 2)
    with pytest.raises(queue.Empty):
        window.ready.get(timeout=0.1)

    window.tap.release(1)
    window.tap.show(grey(235), 3)
    assert window.ready.get(timeout=30).slot == 1


def frames_taken(window: Window, fps: int, seconds: int, from_s: float = 0.0) -> int:
    """Return how many of a programme's pictures are shown."""
    taken = 0
    for number in range(fps * seconds):
        window.tap.show(grey(100), from_s + number / fps)
        with window.tap._condition:
            taken += window.tap._newest is not None
            window.tap._newest = None
    return taken


@pytest.mark.parametrize(
    ("fps", "wanted"), [(60, 30), (50, 30), (30, 30), (25, 25), (24, 24), (1, 1)]
)
def test_no_more_than_30_pictures_a_second_are_shown(window: Window, fps: int, wanted: int) -> None:
    window.tap.close()  # its thread would take them

    assert frames_taken(window, fps, 10) == pytest.approx(10 * wanted, abs=3)


def test_a_programme_that_begins_again_at_zero_is_shown_at_once(window: Window) -> None:
    window.tap.show(grey(100), 3600.0)
    assert window.shown() == pytest.approx(98, abs=3)

    window.tap.show(grey(200), 0.01)
    assert window.shown() > 200


def test_a_standstill_of_the_programme_is_not_made_up_for(window: Window) -> None:
    window.tap.close()
    frames_taken(window, 60, 1)

    assert frames_taken(window, 60, 1, from_s=100.0) <= 32


def test_the_newest_picture_wins(window: Window) -> None:
    with window.tap._condition:
        window.tap._newest = grey(16)
        window.tap._newest = grey(235)
        window.tap._condition.notify()

    assert window.shown() > 250


def test_a_window_whose_blocks_are_gone_can_not_be_attached() -> None:
    with pytest.raises(FileNotFoundError):
        PreviewWriter(PreviewSlots(("livedesk-none",), 64, 36))
