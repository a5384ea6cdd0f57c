import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from encoder.engine.placement import Area, Placement, fitted_size, place
from encoder.scenes import Crop, Layer
from encoder.settings import Canvas
from tests.encoder.engine.layers import LAYERS

HD = Canvas(1280, 720)
WHOLE = Layer("layer", "input")

SIDES = st.integers(1, 5000)
CANVASES = st.builds(
    Canvas, st.integers(80, 1920).map(lambda n: 2 * n), st.integers(45, 1080).map(lambda n: 2 * n)
)


@given(LAYERS, SIDES, SIDES, CANVASES)
def test_a_placed_picture_is_inside_of_the_canvas_and_of_the_source(
    layer: Layer, width: int, height: int, canvas: Canvas
) -> None:
    placement = place(layer, width, height, canvas)
    if placement is None:
        return
    source, target = placement

    assert all(number % 2 == 0 for number in target)
    assert 0 <= target.left < target.right <= canvas.width
    assert 0 <= target.top < target.bottom <= canvas.height
    assert source.left % 2 == source.top % 2 == 0
    assert 0 <= source.left < source.right <= width
    assert 0 <= source.top < source.bottom <= height


@given(LAYERS, SIDES, SIDES, CANVASES)
def test_a_picture_stays_in_its_box(layer: Layer, width: int, height: int, canvas: Canvas) -> None:
    placement = place(layer, width, height, canvas)
    if placement is None:
        return
    target = placement.target

    # Rounded to even numbers, and never thinner than two pixels.
    assert target.left >= layer.x * canvas.width - 2
    assert target.top >= layer.y * canvas.height - 2
    assert target.right <= (layer.x + layer.width) * canvas.width + 3
    assert target.bottom <= (layer.y + layer.height) * canvas.height + 3


@given(SIDES, SIDES, st.floats(0.1, 1), st.floats(0.1, 1))
def test_contained_and_covering_pictures_keep_their_shape(
    width: int, height: int, box_width: float, box_height: float
) -> None:
    assume(1 / 8 < width / height < 8)
    assume(min(width, height) > 100)
    for fit in ("contain", "cover"):
        layer = Layer("layer", "input", width=box_width, height=box_height, fit=fit)
        placement = place(layer, width, height, HD)
        assert placement is not None
        source, target = placement
        across, down = target.width / source.width, target.height / source.height

        assert across / down == pytest.approx(
            1, abs=4 / min(target.width, target.height) + 4 / min(source.width, source.height)
        )


@given(st.builds(Canvas, st.just(640), st.just(360)), st.integers(1, 8))
def test_a_picture_of_the_same_shape_fills_the_canvas(canvas: Canvas, times: int) -> None:
    width, height = canvas.width * times, canvas.height * times

    assert place(WHOLE, width, height, canvas) == Placement(
        Area(0, 0, width, height), Area(0, 0, 640, 360)
    )


@pytest.mark.parametrize(
    ("layer", "source", "target"),
    [
        (Layer("l", "i", fit="contain"), (0, 0, 640, 480), (160, 0, 960, 720)),
        (Layer("l", "i", fit="cover"), (0, 60, 640, 360), (0, 0, 1280, 720)),
        (Layer("l", "i", fit="stretch"), (0, 0, 640, 480), (0, 0, 1280, 720)),
        (
            Layer("l", "i", x=0.75, y=0.75, width=0.25, height=0.25, fit="stretch"),
            (0, 0, 640, 480),
            (960, 540, 320, 180),
        ),
        (
            Layer("l", "i", crop=Crop(0.25, 0.0, 0.25, 0.5), fit="stretch"),
            (160, 0, 320, 240),
            (0, 0, 1280, 720),
        ),
        (Layer("l", "i", x=-0.5, fit="stretch"), (320, 0, 320, 480), (0, 0, 640, 720)),
        (Layer("l", "i", y=0.5, fit="stretch"), (0, 0, 640, 240), (0, 360, 1280, 360)),
        (
            Layer("l", "i", x=-1.0, y=-1.0, width=3.0, height=3.0, fit="stretch"),
            (214, 160, 212, 160),
            (0, 0, 1280, 720),
        ),
    ],
)
def test_a_camera_lands_where_its_layer_says(
    layer: Layer, source: tuple[int, ...], target: tuple[int, ...]
) -> None:
    assert place(layer, 640, 480, HD) == (source, target)


@pytest.mark.parametrize(("x", "y"), [(1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -2.0)])
def test_what_is_beside_the_canvas_has_no_place(x: float, y: float) -> None:
    assert place(Layer("l", "i", x=x, y=y), 640, 480, HD) is None


SIZES = st.integers(1, 5000)
EVEN = st.integers(40, 2000).map(lambda half: 2 * half)


@given(SIZES, SIZES, EVEN, EVEN)
def test_a_fitted_picture_is_even_inside_and_as_large_as_can_be(
    width: int, height: int, max_width: int, max_height: int
) -> None:
    fitted = fitted_size(width, height, max_width, max_height)

    assert all(side % 2 == 0 and side >= 2 for side in fitted)
    assert fitted[0] <= max_width
    assert fitted[1] <= max_height
    assert fitted[0] >= max_width - 1 or fitted[1] >= max_height - 1


@given(EVEN, EVEN)
def test_a_picture_of_the_same_shape_fills_everything(width: int, height: int) -> None:
    assert fitted_size(width, height, width, height) == (width, height)
    assert fitted_size(2 * width, 2 * height, width, height) == (width, height)
