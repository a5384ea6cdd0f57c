import pytest

from encoder.engine.sources.colour import ColourOptions, PlainColour
from encoder.settings import Canvas


def test_it_is_the_colour_all_over() -> None:
    source = PlainColour(ColourOptions("#FF8000"), Canvas(), lambda: 0.0)
    pixels = source.picture(0.0).to_ndarray()

    assert (pixels == (255, 128, 0)).all()
    assert source.picture(9.0) is source.picture(0.0)
    source.close()


@pytest.mark.parametrize("canvas", [Canvas(1280, 720), Canvas(720, 1280), Canvas(1366, 768)])
def test_it_has_the_shape_of_the_canvas_and_so_fills_it(canvas: Canvas) -> None:
    frame = PlainColour(ColourOptions(), canvas, lambda: 0.0).picture(0.0)

    assert frame.width * canvas.height == frame.height * canvas.width
    assert frame.width <= canvas.width
