"""The cloud page with nothing but a keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from cloud.practice.accountmessages import Scenario
from tests.endtoend.cloud.cloudwindow import CloudWindow
from tests.endtoend.cloud.keyboard import Keyboard

STACK = "livedesk-live-ivs"


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)")  # the offscreen platform, of itself
def test_a_channel_is_built_and_torn_down_by_keys_alone(cloud: CloudWindow, qtbot: QtBot) -> None:
    keys = Keyboard(qtbot, cloud.window)
    cloud.at("firstrun")
    keys.go_to("firstrun.practice")
    keys.press(Qt.Key.Key_Space)
    cloud.until(lambda: cloud.window.controls.can_go_live)
    keys.press(Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    cloud.until(lambda: cloud.situation.is_open and cloud.situation.asked_at is not None)

    keys.go_to("cloud.card.live-ivs")
    keys.press(Qt.Key.Key_Space)
    keys.go_to("cloud.plan")
    keys.press(Qt.Key.Key_Space)
    cloud.until(lambda: cloud.work(STACK).plan is not None)
    keys.go_to("cloud.apply")
    keys.press(Qt.Key.Key_Space)
    cloud.until(lambda: cloud.is_ready(STACK) and cloud.work(STACK).deed is None)

    keys.go_to("cloud.tabs.tabs")
    reached: set[str] = set()
    for _ in range(8):
        reached |= set(keys.round_trip())
        missing = {each.objectName() for each in reachable(cloud)} - reached
        assert not missing
        keys.go_to("cloud.tabs.tabs")
        keys.press(Qt.Key.Key_Left)
    assert {"cloud.outputs.use", "cloud.form.ChannelType", "cloud.resources.drift"} <= reached

    keys.go_to("cloud.scenarios")
    keys.choose_in_menu(Qt.Key.Key_Down, Qt.Key.Key_Return)
    cloud.until(lambda: cloud.situation.scenarios == {Scenario.STARVATION})

    keys.go_to("cloud.destroy")
    keys.press(Qt.Key.Key_Space)
    cloud.until(lambda: keys.place == "cloud.confirm.cancel", "the safe answer")
    keys.go_to("cloud.confirm.do")
    keys.press(Qt.Key.Key_Space)
    cloud.until(lambda: cloud.work(STACK).proof is not None)
    keys.press(Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)

    assert cloud.window.furniture.pages.page == "studio"


def reachable(cloud: CloudWindow) -> list[QWidget]:
    """Return what can be pressed or typed into on the page now."""
    return [
        each
        for each in cloud.page.findChildren(QWidget)
        if isinstance(each, QAbstractButton | QLineEdit)
        and each.isVisible()
        and each.isEnabled()
        and each.objectName()
        and not isinstance(each.parent(), QComboBox | QAbstractSpinBox)
    ]
