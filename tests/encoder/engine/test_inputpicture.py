import av
import pytest

from encoder.engine.inputpicture import InputPicture
from encoder.engine.layerpainter import Shown
from encoder.errors import ErrorCode, Problem
from encoder.messages import PictureSized
from encoder.settings import Canvas
from tests.encoder.engine.canvases import rgb
from tests.fakes.sources import UNPLUGGED, grey

CANVAS = Canvas(160, 90)
MISSING = Problem(ErrorCode.DEVICE_MISSING, {"device": "Webcam"})


class Kept:
    """A picture that is kept, and what it asked for."""

    def __init__(self) -> None:
        self.sizes: list[PictureSized] = []
        self.wishes = 0
        self.picture = InputPicture("camera", CANVAS, self.sizes.append, self._wish)

    def _wish(self) -> None:
        self.wishes += 1

    def taken(self, frame: av.VideoFrame) -> Shown | None:
        self.picture.take(frame)
        return self.picture.shown()


@pytest.fixture
def kept() -> Kept:
    return Kept()


def test_the_newest_picture_is_shown(kept: Kept) -> None:
    assert kept.picture.shown() is None
    one, other = grey(50), grey(60)

    assert kept.taken(one) == Shown(one)
    assert kept.taken(other) == Shown(other)
    assert kept.picture.last is other


def test_the_size_is_said_when_it_changes(kept: Kept) -> None:
    for frame in (grey(50), grey(60), grey(50, 64, 48)):
        kept.taken(frame)

    assert kept.sizes == [PictureSized("camera", 160, 90), PictureSized("camera", 64, 48)]
    assert kept.picture.size == kept.sizes[-1]


def test_a_slate_has_the_shape_of_the_picture_it_stands_in_for(kept: Kept) -> None:
    kept.taken(grey(50, 80, 80))
    kept.picture.lose("Camera", UNPLUGGED)
    shown = kept.picture.shown()
    assert shown is not None

    assert shown.is_slate
    assert (shown.frame.width, shown.frame.height) == (90, 90)
    frame = grey(50)
    assert kept.taken(frame) == Shown(frame)


def test_a_slate_is_drawn_once_while_the_reason_and_the_name_stay(kept: Kept) -> None:
    def slate(name: str, problem: Problem) -> av.VideoFrame:
        kept.picture.lose(name, problem)
        shown = kept.picture.shown()
        assert shown is not None
        assert shown.is_slate
        return shown.frame

    first = slate("Camera", UNPLUGGED)
    assert slate("Camera", UNPLUGGED) is first
    renamed = slate("Front", UNPLUGGED)
    assert renamed is not first
    assert slate("Front", MISSING) is not renamed


def test_a_very_large_still_is_shown_when_it_has_been_made_smaller(kept: Kept) -> None:
    before, large = grey(50), rgb(1600, 900, (255, 255, 255))
    kept.taken(before)
    assert kept.taken(large) == Shown(before)
    assert kept.wishes == 1
    kept.picture.catch_up()
    shown = kept.taken(large)

    assert shown is not None
    assert (shown.frame.width, shown.frame.height) == (226, 127)
    assert kept.sizes[-1] == PictureSized("camera", 1600, 900)
    kept.picture.catch_up()
    assert kept.taken(large) == shown
    assert kept.wishes == 1
    assert kept.taken(before) == Shown(before)


def test_a_still_that_was_replaced_while_it_was_made_smaller_is_not_shown(kept: Kept) -> None:
    newer = grey(50)
    kept.taken(rgb(1600, 900, (255, 255, 255)))
    kept.picture.catch_up()

    assert kept.taken(newer) == Shown(newer)
    assert kept.taken(newer) == Shown(newer)
