import av
import numpy as np
import pytest
from av.video.reformatter import ColorRange, Colorspace
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from encoder.engine.compositor import SceneCompositor
from encoder.engine.placement import place
from encoder.scenes import Crop, Layer, Scene
from encoder.settings import Canvas
from tests.encoder.engine.canvases import (
    BLACK,
    composed_plainly,
    near,
    plane,
    rgb,
    rgba,
    shows,
    smooth,
    yuv,
    yuv_at,
)

CANVAS = Canvas(320, 180)
RED_709 = (63, 102, 240)
"""Limited range; BT.709 luma of red is 0.2126, BT.601's 0.299 would give 81."""
GREY_16 = (16, 128, 128)
WHITE = (235, 128, 128)
WHOLE = Layer("whole", "a")
CORNER = Layer("corner", "b", x=0.75, y=0.75, width=0.25, height=0.25, fit="stretch")
BOTH = Scene("both", layers=(WHOLE, CORNER))


def alone(source: av.VideoFrame | None) -> av.VideoFrame:
    """Compose a picture that has the canvas to itself."""
    shown = {} if source is None else shows(a=source)
    return SceneCompositor(CANVAS).compose(Scene("alone", layers=(WHOLE,)), shown)


def test_without_a_picture_it_is_black_in_limited_range() -> None:
    frame = alone(None)

    assert (frame.width, frame.height, frame.format.name) == (320, 180, "yuv420p")
    for index, value in enumerate(BLACK):
        assert (plane(frame, index) == value).all()


def test_a_picture_that_fits_is_passed_on_untouched() -> None:
    source = yuv(320, 180, (90, 100, 110))

    assert alone(source) is source


def test_the_same_picture_is_composed_only_once() -> None:
    compositor = SceneCompositor(CANVAS)
    scene = Scene("alone", layers=(WHOLE,))
    source = rgb(64, 64, (9, 9, 9))
    first = compositor.compose(scene, shows(a=source))

    assert compositor.compose(scene, shows(a=source)) is first
    assert compositor.compose(scene, {}) is not first
    assert compositor.compose(scene, shows(a=rgb(64, 64, (9, 9, 9)))) is not first


def test_colours_are_those_of_bt709() -> None:
    frame = alone(rgb(320, 180, (255, 0, 0)))

    assert near(yuv_at(frame, 160, 90), RED_709)


def test_a_picture_in_full_range_is_brought_to_limited_range() -> None:
    source = yuv(320, 180, (255, 128, 128))
    source.color_range = ColorRange.JPEG
    frame = alone(source)

    assert near(yuv_at(frame, 160, 90), (235, 128, 128))


def test_a_picture_in_the_colours_of_old_television_is_converted() -> None:
    source = yuv(320, 180, (81, 90, 240))  # red by BT.601
    source.colorspace = Colorspace.ITU601
    source.color_range = ColorRange.MPEG
    frame = alone(source)

    assert near(yuv_at(frame, 160, 90), RED_709)


@pytest.mark.parametrize(
    ("width", "height", "inside", "outside"),
    [
        (640, 360, [(0, 0), (319, 179)], []),
        (160, 180, [(160, 0), (160, 179), (81, 90), (238, 90)], [(78, 90), (241, 90)]),
        (640, 180, [(0, 90), (319, 90), (160, 46), (160, 133)], [(160, 43), (160, 136)]),
        (101, 57, [(160, 90)], []),
        (1, 1, [(160, 90), (160, 0)], [(20, 90), (300, 90)]),
        (4096, 2, [(160, 88), (0, 89)], [(160, 80), (160, 100)]),
    ],
)
def test_another_shape_is_centred_between_black_bars(
    width: int, height: int, inside: list[tuple[int, int]], outside: list[tuple[int, int]]
) -> None:
    frame = alone(rgb(width, height, (255, 255, 255)))

    assert (frame.width, frame.height, frame.format.name) == (320, 180, "yuv420p")
    assert all(near(yuv_at(frame, *point), (235, 128, 128)) for point in inside)
    assert all(yuv_at(frame, *point) == BLACK for point in outside)


@pytest.mark.parametrize("pixels", ["rgb24", "bgra", "bgr0", "yuyv422", "nv12", "gray", "yuv444p"])
def test_every_usual_pixel_format_is_taken(pixels: str) -> None:
    source = rgb(66, 38, (0, 0, 0)).reformat(format=pixels)
    frame = alone(source)

    assert near(yuv_at(frame, 160, 90), GREY_16)


def test_layers_lie_one_above_the_other() -> None:
    shown = shows(a=rgb(320, 180, (255, 255, 255)), b=rgb(16, 16, (255, 0, 0)))
    above = SceneCompositor(CANVAS).compose(BOTH, shown)
    below = SceneCompositor(CANVAS).compose(replace(BOTH, layers=(CORNER, WHOLE)), shown)

    assert near(yuv_at(above, 100, 100), WHITE)
    assert near(yuv_at(above, 300, 170), RED_709)
    assert near(yuv_at(below, 300, 170), WHITE)


def test_a_source_that_gave_nothing_new_is_not_drawn_again() -> None:
    compositor = SceneCompositor(CANVAS)
    still, moving = rgb(320, 180, (255, 255, 255)), rgb(16, 16, (255, 0, 0))
    first = compositor.compose(BOTH, shows(a=still, b=moving))
    again = compositor.compose(BOTH, shows(a=still, b=moving))
    renamed = compositor.compose(replace(BOTH, name="Both"), shows(a=still, b=moving))
    later = compositor.compose(BOTH, shows(a=still, b=rgb(16, 16, (0, 0, 0))))

    assert again is first
    assert renamed is first
    assert later is not first
    assert near(yuv_at(first, 300, 170), RED_709)  # what was given away is never drawn into
    assert near(yuv_at(later, 300, 170), BLACK)


@pytest.mark.parametrize("base", [yuv(320, 180, WHITE), rgb(640, 360, (255, 255, 255))])
def test_a_base_that_stays_is_as_it_was_where_something_was_drawn_on_it(
    base: av.VideoFrame,
) -> None:
    compositor = SceneCompositor(CANVAS)
    red, clear = rgb(16, 16, (255, 0, 0)), rgba(16, 16, (0, 0, 255, 128))
    over = Scene("over", layers=(WHOLE, CORNER, replace(CORNER, id="c", input="c", x=0.6, y=0.7)))
    shown = shows(a=base, b=red, c=clear)
    first = compositor.compose(over, shown)
    moved = compositor.compose(
        replace(over, layers=(WHOLE, replace(CORNER, x=0.0))), shows(a=base, b=red)
    )
    bare = compositor.compose(replace(over, layers=(WHOLE,)), shows(a=base))
    again = compositor.compose(over, shown)

    assert near(yuv_at(first, 300, 150), RED_709)
    assert near(yuv_at(moved, 20, 170), RED_709)
    assert near(yuv_at(moved, 300, 150), WHITE)
    assert near(yuv_at(moved, 220, 150), WHITE)
    for x, y in ((20, 170), (300, 150), (220, 150), (160, 90)):
        assert near(yuv_at(bare, x, y), WHITE)
    for index in range(3):
        assert (plane(again, index) == plane(first, index)).all()


def test_a_base_that_was_hidden_for_a_while_is_as_it_was() -> None:
    compositor = SceneCompositor(CANVAS)
    shown = shows(a=rgb(640, 360, (255, 255, 255)), b=rgb(16, 16, (255, 0, 0)))
    first = compositor.compose(BOTH, shown)
    above = replace(WHOLE, id="above", input="b", fit="stretch")
    compositor.compose(replace(BOTH, layers=(WHOLE, above)), shown)
    moved = compositor.compose(replace(BOTH, layers=(WHOLE, replace(CORNER, x=0.0))), shown)

    assert near(yuv_at(first, 300, 170), RED_709)
    assert near(yuv_at(first, 20, 170), WHITE)
    assert near(yuv_at(moved, 300, 170), WHITE)


def test_a_source_is_never_drawn_into() -> None:
    source = yuv(320, 180, WHITE)
    SceneCompositor(CANVAS).compose(BOTH, shows(a=source, b=rgb(16, 16, (255, 0, 0))))

    assert yuv_at(source, 300, 170) == WHITE


def test_what_lies_under_a_layer_that_covers_all_is_not_looked_at() -> None:
    source = yuv(320, 180, (90, 100, 110))
    hidden = replace(BOTH, layers=(CORNER, WHOLE))

    assert (
        SceneCompositor(CANVAS).compose(hidden, shows(a=source, b=rgb(9, 9, (1, 2, 3)))) is source
    )


@pytest.mark.parametrize(
    "unseen", [{"is_visible": False}, {"opacity": 0.0}, {"x": 1.0}, {"y": -0.25}]
)
def test_a_layer_of_which_nothing_is_seen_costs_nothing(unseen: dict[str, float]) -> None:
    source = yuv(320, 180, (90, 100, 110))
    scene = replace(BOTH, layers=(WHOLE, replace(CORNER, **unseen)))
    shown = shows(a=source, b=rgb(16, 16, (255, 0, 0)))

    assert SceneCompositor(CANVAS).compose(scene, shown) is source


def test_one_source_may_be_shown_in_several_layers() -> None:
    half = replace(WHOLE, width=0.5, fit="stretch")
    other = replace(half, id="other", x=0.5, opacity=0.5)
    frame = SceneCompositor(CANVAS).compose(
        Scene("twice", layers=(half, other)), shows(a=rgb(32, 32, (255, 255, 255)))
    )

    assert near(yuv_at(frame, 80, 90), WHITE)
    assert near(yuv_at(frame, 240, 90), (126, 128, 128))


def test_an_edited_layer_is_shown_at_its_new_place_at_once() -> None:
    compositor = SceneCompositor(CANVAS)
    shown = shows(a=yuv(320, 180, BLACK), b=rgb(16, 16, (255, 255, 255)))
    compositor.compose(BOTH, shown)
    moved = replace(BOTH, layers=(WHOLE, replace(CORNER, x=0.0)))
    frame = compositor.compose(moved, shown)

    assert near(yuv_at(frame, 10, 170), WHITE)
    assert near(yuv_at(frame, 310, 170), BLACK)


def test_a_clear_picture_lets_through_what_is_below_it() -> None:
    shown = shows(a=rgb(320, 180, (255, 255, 255)), b=rgba(32, 32, (255, 0, 0, 128)))
    half = SceneCompositor(CANVAS).compose(BOTH, shown)
    clear = SceneCompositor(CANVAS).compose(
        BOTH, shows(a=rgb(320, 180, (255, 255, 255)), b=rgba(32, 32, (255, 0, 0, 0)))
    )

    assert near(yuv_at(half, 300, 170), (149, 115, 184))
    assert near(yuv_at(half, 200, 100), WHITE)
    assert near(yuv_at(clear, 300, 170), WHITE)


LAYERS = (
    WHOLE,
    replace(WHOLE, x=0.1, y=0.2, width=0.5, height=0.5, opacity=0.6),
    replace(WHOLE, crop=Crop(0.25, 0.125, 0.25, 0.375), fit="cover"),
    Layer("b", "b", x=-0.2, y=0.3, width=0.6, height=1.2, fit="cover"),
    Layer("b", "b", x=0.6, y=-0.1, width=0.8, height=0.5, fit="stretch", opacity=0.4),
    Layer("c", "c", x=0.2, y=0.1, width=0.7, height=0.7),
    Layer("c", "c", x=0.55, y=0.5, width=0.9, height=0.9, opacity=0.5, crop=Crop(left=0.5)),
)


@pytest.mark.parametrize("first", range(len(LAYERS)))
@pytest.mark.parametrize("second", range(len(LAYERS)))
def test_pictures_are_those_a_plain_way_of_composing_gives(first: int, second: int) -> None:
    frames = {"a": smooth(640, 360, 1), "b": smooth(200, 300, 2), "c": smooth(320, 180, 3, 4)}
    layers = (replace(LAYERS[first], id="first"), replace(LAYERS[second], id="second"))
    frame = SceneCompositor(CANVAS).compose(Scene("two", layers=layers), shows(**frames))
    placed = []
    for layer in layers:
        source = frames[layer.input]
        placement = place(layer, source.width, source.height, CANVAS)
        assert placement is not None
        placed.append((source, placement, layer.opacity))
    wanted = composed_plainly(320, 180, placed)

    frame.colorspace = Colorspace.ITU709
    found = frame.to_ndarray(format="rgb24").astype(float)
    # The edges of layers bleed by a pixel, as colour has half the resolution.
    assert np.abs(found - wanted).mean() < 2.5
    assert np.quantile(np.abs(found - wanted), 0.97) < 12


PICTURES = st.sampled_from(
    [
        rgb(320, 180, (250, 10, 10)),
        yuv(320, 180, (80, 90, 100)),
        rgba(40, 40, (0, 0, 255, 100)),
        smooth(640, 360, 1),
        smooth(90, 90, 2, 4),
    ]
)
SCENES = st.lists(st.sampled_from((*LAYERS, CORNER)), max_size=4, unique_by=lambda each: each.id)
SHOWN = st.fixed_dictionaries({}, optional=dict.fromkeys("abc", PICTURES))


@given(st.lists(st.tuples(SCENES, SHOWN), max_size=8))
def test_whatever_was_shown_before_a_picture_is_as_if_composed_for_the_first_time(
    steps: list[tuple[list[Layer], dict[str, av.VideoFrame]]],
) -> None:
    compositor = SceneCompositor(CANVAS)
    pairs = []
    for layers, frames in steps:
        scene = Scene("scene", layers=tuple(layers))
        found = compositor.compose(scene, shows(**frames))
        pairs.append((found, SceneCompositor(CANVAS).compose(scene, shows(**frames))))

    for found, wanted in pairs:  # after all of them: what was given away is not drawn into
        assert (found.to_ndarray() == wanted.to_ndarray()).all()
