import numpy as np
import pytest

from encoder.engine.sources.patternlayout import Area, layout_of
from encoder.engine.sources.patternpaint import (
    BLACK_Y,
    NEUTRAL_C,
    WHITE_Y,
    Planes,
    clock_face,
    paint_background,
    ycbcr,
)
from encoder.settings import Canvas


def painted(canvas: Canvas) -> Planes:
    luma = np.zeros((canvas.height, canvas.width), np.uint8)
    cb = np.zeros((canvas.height // 2, canvas.width // 2), np.uint8)
    planes = (luma, cb, cb.copy())
    paint_background(planes, layout_of(canvas), canvas)
    return planes


@pytest.mark.parametrize(
    ("rgb", "expected"),
    [  # ITU-R BT.709 limited range, computed by hand
        ((0, 0, 0), (16, 128, 128)),
        ((1, 1, 1), (235, 128, 128)),
        ((1, 0, 0), (63, 102, 240)),
        ((0, 1, 0), (173, 42, 26)),
        ((0, 0, 1), (32, 240, 118)),
    ],
)
def test_colours_follow_bt709(
    rgb: tuple[float, float, float], expected: tuple[int, int, int]
) -> None:
    assert ycbcr(*rgb) == expected


def test_the_bars_go_from_white_to_blue() -> None:
    planes = painted(Canvas())
    columns = layout_of(Canvas()).bars.columns(7)

    for column, rgb in ((columns[0], (0.75,) * 3), (columns[6], (0, 0, 0.75))):
        expected = ycbcr(*rgb)
        assert (planes[0][column.luma] == expected[0]).all()
        assert (planes[1][column.chroma] == expected[1]).all()
        assert (planes[2][column.chroma] == expected[2]).all()


def test_the_ramp_rises_from_black_to_white_without_colour() -> None:
    planes = painted(Canvas())
    ramp = layout_of(Canvas()).ramp
    row = planes[0][ramp.luma][0].astype(int)

    assert (row[0], row[-1]) == (BLACK_Y, WHITE_Y)
    assert (np.diff(row) >= 0).all()
    assert (planes[1][ramp.chroma] == NEUTRAL_C).all()


@pytest.mark.parametrize("canvas", [Canvas(), Canvas(160, 90, 60), Canvas(720, 1280)])
def test_everything_stays_within_limited_range(canvas: Canvas) -> None:
    luma, cb, cr = painted(canvas)

    assert (luma.min(), luma.max()) == (BLACK_Y, WHITE_Y)
    assert min(cb.min(), cr.min()) >= 16
    assert max(cb.max(), cr.max()) <= 240


def test_the_caption_says_size_and_rate() -> None:
    area = layout_of(Canvas()).caption
    at_30, at_25 = painted(Canvas(fps=30))[0][area.luma], painted(Canvas(fps=25))[0][area.luma]

    assert (at_30 > 200).sum() > 500
    assert (at_30 != at_25).any()


@pytest.mark.parametrize(
    "canvas", [Canvas(), Canvas(160, 90), Canvas(720, 1280), Canvas(3840, 160)]
)
def test_the_clock_stays_inside_its_area(canvas: Canvas) -> None:
    area = layout_of(canvas).clock
    luma = np.zeros((canvas.height, canvas.width), np.uint8)
    clock_face(area).paint(luma, "88:88:88:88")

    rows, columns = np.nonzero(luma)
    assert area.top <= rows.min()
    assert rows.max() < area.top + area.height
    assert area.left <= columns.min()
    assert columns.max() < area.left + area.width


def test_a_new_time_covers_the_old_one() -> None:
    area = Area(0, 0, 400, 80)
    face = clock_face(area)
    fresh, used = np.zeros((80, 400), np.uint8), np.zeros((80, 400), np.uint8)
    face.paint(fresh, "11:11:11:11")
    face.paint(used, "08:08:08:08")
    face.paint(used, "11:11:11:11")

    assert np.array_equal(fresh, used)
