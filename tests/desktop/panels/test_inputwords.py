import pytest

from desktop.panels.inputwords import (
    has_picture,
    input_lamp,
    input_title,
    input_trouble,
    kind_icon,
)
from desktop.widgets.icon import IconName
from desktop.widgets.statuslamp import Lamp
from encoder.errors import ErrorCode, Problem
from encoder.messages import SourceChanged, SourceState
from encoder.scenes import PICTURE_ID, Input
from encoder.settings import SourceSpec
from tests.fakes.desk import Desk


def test_an_input_is_called_as_the_user_says_or_as_its_kind(desk: Desk) -> None:
    desk.hears(desk.engine.attaches)

    assert input_title(desk.studio, Input("a", SourceSpec("pattern"), "Bars")) == "Bars"
    assert input_title(desk.studio, Input("a", SourceSpec("pattern"))) == "Test pattern"
    assert input_title(desk.studio, Input("a", SourceSpec("hologram"))) == "hologram"


def test_of_several_images_each_is_called_as_its_file(desk: Desk) -> None:
    logo = SourceSpec("image", {"path": "/pictures/logo.png"})

    assert input_title(desk.studio, Input("a", logo)) == "logo.png"
    assert input_title(desk.studio, Input("a", logo, "Our logo")) == "Our logo"


def test_the_lamp_follows_the_source(desk: Desk) -> None:
    assert input_lamp(desk.studio, PICTURE_ID) is Lamp.OFF
    desk.hears(desk.engine.attaches)
    problem = Problem(ErrorCode.DISPLAY_UNREACHABLE, {"display": ":0"})

    desk.says(SourceChanged(PICTURE_ID, "screen", SourceState.FAILED, problem))

    assert input_lamp(desk.studio, PICTURE_ID) is Lamp.BAD
    message, hint = input_trouble(desk.studio, PICTURE_ID)
    assert message == "The screen :0 can't be captured."
    assert hint


@pytest.mark.parametrize(
    ("kind", "icon"),
    [("camera", IconName.CAMERA), ("text", IconName.TEXT), ("hologram", IconName.PICTURE)],
)
def test_every_kind_has_an_icon(kind: str, icon: IconName) -> None:
    assert kind_icon(kind) is icon
    assert kind_icon("tone", has_picture=False) is IconName.SOUND


def test_kinds_of_sound_have_no_picture(desk: Desk) -> None:
    desk.hears(desk.engine.attaches)

    assert has_picture(desk.studio, "screen")
    assert not has_picture(desk.studio, "tone")
    assert has_picture(desk.studio, "hologram")
