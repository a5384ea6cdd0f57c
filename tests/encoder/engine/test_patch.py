import numpy as np
import pytest
from av.video.reformatter import ColorRange, Colorspace
from hypothesis import given
from hypothesis import strategies as st

from encoder.engine.patch import (
    OPAQUE,
    ClearPatch,
    Patch,
    black,
    blend,
    blended,
    copy_of,
    draw,
    lifted,
    planes_of,
)
from encoder.settings import Canvas
from tests.encoder.engine.canvases import BLACK, near, yuv, yuv_at

LEVELS = st.integers(0, 255)


@given(LEVELS, LEVELS, st.integers(0, OPAQUE), st.integers(1, 70))
def test_blending_is_right_to_one_step(below: int, above: int, weight: int, rows: int) -> None:
    into = np.zeros((rows, 6), np.uint8)
    blend(np.full_like(into, below), np.full_like(into, above), weight, into)

    wanted = below + (above - below) * weight / OPAQUE
    assert np.abs(into - wanted).max() <= 1


@given(LEVELS, LEVELS)
def test_the_ends_of_a_blend_are_exact(below: int, above: int) -> None:
    lower, upper = np.full((4, 4), below, np.uint8), np.full((4, 4), above, np.uint8)
    into = np.zeros_like(lower)
    blend(lower, upper, 0, into)
    assert (into == lower).all()
    blend(lower, upper, OPAQUE, into)
    assert (into == upper).all()


def test_two_pictures_are_blended_into_a_third() -> None:
    lower, upper = yuv(64, 36, (16, 128, 128)), yuv(64, 36, (216, 28, 228))
    frame = blended(lower, upper, OPAQUE // 2)

    assert near(yuv_at(frame, 30, 20), (116, 78, 178), 1)
    assert yuv_at(lower, 30, 20) == (16, 128, 128)
    assert yuv_at(upper, 30, 20) == (216, 28, 228)


def test_black_and_copies_say_their_colours() -> None:
    for frame in (black(Canvas(160, 90)), copy_of(yuv(160, 90, BLACK))):
        assert yuv_at(frame, 159, 89) == BLACK
        assert frame.colorspace == Colorspace.ITU709
        assert frame.color_range == ColorRange.MPEG


@pytest.mark.parametrize(("weight", "drawn"), [(OPAQUE, (200, 90, 90)), (128, (108, 109, 109))])
def test_a_patch_changes_only_its_place(weight: int, drawn: tuple[int, ...]) -> None:
    frame = black(Canvas(160, 90))
    draw(Patch(20, 10, planes_of(yuv(8, 4, (200, 90, 90))), weight), planes_of(frame))

    assert near(yuv_at(frame, 20, 10), drawn, 1)
    assert near(yuv_at(frame, 27, 13), drawn, 1)
    for beside in ((19, 10), (28, 10), (20, 9), (20, 14)):
        assert yuv_at(frame, *beside) == BLACK


def test_a_clear_patch_adds_its_light_to_what_shines_through() -> None:
    frame = yuv(160, 90, (100, 100, 100))
    light = tuple(np.full(shape, 50 * 256, np.uint16) for shape in ((4, 8), (2, 4), (2, 4)))
    below = tuple(np.full(shape, OPAQUE // 2, np.uint16) for shape in ((4, 8), (2, 4), (2, 4)))
    draw(ClearPatch(20, 10, light, below), planes_of(frame))

    assert yuv_at(frame, 22, 12) == (100, 100, 100)
    assert yuv_at(frame, 60, 60) == (100, 100, 100)
    draw(ClearPatch(20, 10, light, tuple(part * 0 for part in below)), planes_of(frame))
    assert yuv_at(frame, 22, 12) == (50, 50, 50)


def test_what_a_patch_covers_can_be_put_back() -> None:
    frame = yuv(160, 90, (100, 101, 102))
    patch = Patch(20, 10, planes_of(yuv(8, 4, (200, 90, 90))))
    covered = lifted(patch, planes_of(frame))
    draw(patch, planes_of(frame))
    assert yuv_at(frame, 22, 12) == (200, 90, 90)
    draw(covered, planes_of(frame))

    assert yuv_at(frame, 22, 12) == (100, 101, 102)
