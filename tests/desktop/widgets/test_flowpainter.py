from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QImage

from desktop.widgets.flowlayout import FlowArrow, FlowBox, FlowPicture, FlowState, lay_out
from desktop.widgets.flowpainter import PNG_SCALE, flow_png, flow_svg, state_colour
from desktop.widgets.tokens import DARK, LIGHT, Theme

PICTURE = FlowPicture(
    (
        FlowBox("a", "Livedesk", "", 0, 0, is_outside=True),
        FlowBox("b", "Channel", "Amazon IVS", 1, 0, state=FlowState.READY),
    ),
    (FlowArrow("a", "b", "RTMPS"), FlowArrow("b", "a", "events", is_control=True)),
    "Data flow: Amazon IVS channel",
)


def test_the_svg_is_a_drawing_with_its_title(qapp: object) -> None:
    root = ElementTree.fromstring(flow_svg(PICTURE, LIGHT))

    assert root.tag.endswith("svg")
    assert "Amazon IVS channel" in flow_svg(PICTURE, LIGHT).decode()


def test_the_png_has_twice_the_size(qapp: object) -> None:
    image = QImage.fromData(flow_png(PICTURE, DARK))

    assert image.width() >= lay_out(PICTURE).size.width() * PNG_SCALE


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_a_state_changes_what_is_painted(qapp: object, theme: Theme) -> None:
    failed = FlowPicture((FlowBox("b", "Channel", "IVS", 0, 0, state=FlowState.FAILED),))
    ready = FlowPicture((FlowBox("b", "Channel", "IVS", 0, 0, state=FlowState.READY),))

    assert flow_png(failed, theme) != flow_png(ready, theme)


def test_what_is_fine_and_what_failed_have_colours_of_their_own() -> None:
    colours = {state_colour(state, DARK) for state in FlowState}

    assert {DARK.good, DARK.bad, DARK.warning} <= colours


def test_the_exported_picture_says_what_a_box_is_doing(qapp: object) -> None:
    alarm = FlowBox("b", "Alarm", "CloudWatch", 0, 0, state=FlowState.FAILED, activity="in alarm")

    assert "in alarm" in flow_svg(FlowPicture((alarm,)), LIGHT).decode()
