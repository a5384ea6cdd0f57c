import av
import pytest
from msgspec.structs import replace

from encoder.engine.stage import Stage
from encoder.scenes import Input, Layer, Programme, Scene, Transition
from encoder.settings import Canvas, SourceSpec
from tests.encoder.engine.canvases import shows, yuv, yuv_at

CANVAS = Canvas(160, 90)
DARK, BRIGHT, MIDDLE = (yuv(160, 90, (level, 128, 128)) for level in (40, 200, 120))
SHOWN = shows(dark=DARK, bright=BRIGHT, middle=MIDDLE)
CUT = Programme(
    CANVAS,
    tuple(Input(name, SourceSpec("fake")) for name in SHOWN),
    tuple(Scene(name, layers=(Layer("layer", name),)) for name in SHOWN),
    "dark",
)
FADE = replace(CUT, transition=Transition("fade", 1000))


def level(frame: av.VideoFrame) -> int:
    return yuv_at(frame, 80, 45)[0]


class Show:
    """A stage at work."""

    def __init__(self) -> None:
        self.stage = Stage(CANVAS)

    def at(self, media_time_s: float, programme: Programme) -> av.VideoFrame:
        self.stage.follow(programme, media_time_s)
        return self.stage.compose(SHOWN, media_time_s)


@pytest.fixture
def show() -> Show:
    return Show()


def test_a_cut_shows_the_other_scene_at_once(show: Show) -> None:
    assert show.at(0.0, CUT) is DARK
    assert show.at(0.1, replace(CUT, scene_id="bright")) is BRIGHT
    assert show.stage.inputs == {"bright"}


def test_a_fade_leads_evenly_from_one_to_the_other(show: Show) -> None:
    show.at(0.0, FADE)
    bright = replace(FADE, scene_id="bright")
    levels = [level(show.at(1.0 + step / 8, bright)) for step in range(9)]

    assert levels == [40, 60, 80, 100, 120, 140, 160, 180, 200]
    assert show.at(2.1, bright) is BRIGHT


def test_both_scenes_go_on_while_one_fades_into_the_other(show: Show) -> None:
    show.at(0.0, FADE)
    bright = replace(FADE, scene_id="bright")
    show.at(1.0, bright)
    assert show.stage.inputs == {"dark", "bright"}

    # Half-way the old scene, too, is what it is now: its layer moved away.
    empty = replace(FADE.scene, layers=())
    frame = show.at(1.5, replace(bright, scenes=(empty, *FADE.scenes[1:])))
    assert level(frame) == 108
    show.at(2.1, bright)
    assert show.stage.inputs == {"bright"}


def test_a_change_during_a_fade_begins_from_what_is_shown(show: Show) -> None:
    show.at(0.0, FADE)
    bright, middle = replace(FADE, scene_id="bright"), replace(FADE, scene_id="middle")
    show.at(1.0, bright)
    assert level(show.at(1.5, bright)) == 120
    assert level(show.at(1.6, FADE)) == 120  # back again, without a jump
    assert level(show.at(2.1, FADE)) == 80
    assert level(show.at(2.2, middle)) == 80
    assert show.at(3.3, middle) is MIDDLE


def test_a_cut_ends_a_fade(show: Show) -> None:
    show.at(0.0, FADE)
    show.at(1.0, replace(FADE, scene_id="bright"))

    assert show.at(1.5, replace(CUT, scene_id="middle")) is MIDDLE


def test_a_scene_that_is_left_and_removed_fades_all_the_same(show: Show) -> None:
    show.at(0.0, FADE)
    only = replace(FADE, scene_id="bright", scenes=FADE.scenes[1:2])
    show.at(1.0, only)

    assert level(show.at(1.5, only)) == 120
    assert show.at(2.0, only) is BRIGHT


def test_a_scene_that_is_removed_while_it_fades_stays_as_it_was_last_seen(show: Show) -> None:
    show.at(0.0, FADE)
    bright = replace(FADE, scene_id="bright")
    show.at(1.0, bright)
    show.at(1.25, bright)

    assert level(show.at(1.5, replace(bright, scenes=FADE.scenes[1:2]))) == 140
    assert show.at(2.0, bright) is BRIGHT


def test_an_edit_in_the_scene_that_is_shown_is_no_transition(show: Show) -> None:
    show.at(0.0, FADE)
    gone = replace(FADE.scene, layers=())

    assert level(show.at(0.1, replace(FADE, scenes=(gone, *FADE.scenes[1:])))) == 16


def test_what_is_not_visible_is_not_needed(show: Show) -> None:
    layers = (
        Layer("a", "dark", is_visible=False),
        Layer("b", "middle", opacity=0.0),
        Layer("c", "bright"),
    )
    show.at(0.0, replace(CUT, scenes=(Scene("dark", layers=layers),)))

    assert show.stage.inputs == {"bright"}
