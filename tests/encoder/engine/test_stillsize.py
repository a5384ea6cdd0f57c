import av
import numpy as np
import pytest

from encoder.engine.stillsize import MOST_CANVASES, is_oversized, made_smaller
from encoder.settings import Canvas
from tests.encoder.engine.canvases import rgb, rgba, smooth

CANVAS = Canvas(160, 90)
MOST_PIXELS = MOST_CANVASES * 160 * 90


@pytest.mark.parametrize(
    ("frame", "is_so"),
    [
        (rgb(160, 90, (0, 0, 0)), False),
        (rgb(160, 180, (0, 0, 0)), False),
        (rgb(160, 182, (0, 0, 0)), True),
        (rgba(320, 180, (0, 0, 0, 0)), True),
        (rgb(3840, 2160, (0, 0, 0)).reformat(format="bgr0"), False),
        (rgb(3840, 2160, (0, 0, 0)).reformat(format="yuv420p"), False),
    ],
)
def test_only_large_stills_are_too_large(frame: av.VideoFrame, is_so: bool) -> None:
    assert is_oversized(frame, CANVAS) is is_so


@pytest.mark.parametrize("size", [(1000, 500), (4000, 20), (3, 60_000)])
@pytest.mark.parametrize("channels", [3, 4])
def test_a_smaller_one_has_the_same_shape_and_just_few_enough_pixels(
    size: tuple[int, int], channels: int
) -> None:
    frame = smooth(*size, 1, channels)
    small = made_smaller(frame, CANVAS)

    assert small.format.name == frame.format.name
    assert not is_oversized(small, CANVAS)
    assert small.width * small.height <= MOST_PIXELS
    assert small.width == pytest.approx(size[0] * (MOST_PIXELS / size[0] / size[1]) ** 0.5, abs=1)


def test_the_picture_stays_the_same() -> None:
    small = made_smaller(smooth(1600, 900, 1), CANVAS).to_ndarray().astype(int)
    wanted = smooth(small.shape[1], small.shape[0], 1).to_ndarray()

    assert np.abs(small - wanted).mean() < 2


def test_what_is_clear_bleeds_into_nothing() -> None:
    pixels = np.zeros((900, 1600, 4), np.uint8)
    pixels[:, 700:] = 255
    small = made_smaller(av.VideoFrame.from_ndarray(pixels, "rgba"), CANVAS).to_ndarray()

    assert (small[small[..., 3] > 8][:, :3] > 240).all()
