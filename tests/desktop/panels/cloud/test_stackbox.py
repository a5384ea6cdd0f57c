import pytest
from pytestqt.qtbot import QtBot

from desktop.panels.cloud.stackbox import StackBox
from tests.desktop.panels.cloud.conftest import Shown


def made(show: Shown) -> StackBox:
    box = StackBox()
    show(box)
    box.show_name("livedesk-live-ivs")
    box.offer("live-ivs", ("show",))
    return box


def test_own_stacks_and_the_usual_name_are_offered(show: Shown) -> None:
    box = made(show)

    assert [box.box.itemText(at) for at in range(box.box.count())] == ["show", "livedesk-live-ivs"]
    assert box.box.currentText() == "livedesk-live-ivs"


def test_a_name_that_is_typed_is_chosen(show: Shown, qtbot: QtBot) -> None:
    box = made(show)
    line = box.box.lineEdit()
    assert line is not None
    line.setText("autumn-2026")

    with qtbot.waitSignal(box.chosen) as chosen:
        line.editingFinished.emit()

    assert chosen.args == ["autumn-2026"]
    assert box.name == "autumn-2026"


@pytest.mark.parametrize("name", ["", "9lives", "a b", "名前", "a" * 101])
def test_a_name_that_cloudformation_refuses_is_not_taken(
    show: Shown, qtbot: QtBot, name: str
) -> None:
    box = made(show)
    line = box.box.lineEdit()
    assert line is not None
    line.setText(name)

    with qtbot.assertNotEmitted(box.chosen):
        line.editingFinished.emit()

    assert box.box.currentText() == "livedesk-live-ivs"
