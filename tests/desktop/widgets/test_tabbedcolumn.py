import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.tabbedcolumn import TabbedColumn


@pytest.fixture
def column(stage: QWidget) -> TabbedColumn:
    made = TabbedColumn("left", stage)
    for name in ("setup", "chat"):
        page = QWidget()
        field = QLineEdit(page)
        field.setObjectName(f"{name}.field")
        QVBoxLayout(page).addWidget(field)
        made.add(name, page)
        made.set_title(name, name.title())
    made.show()
    return made


def test_a_tab_shows_its_page(column: TabbedColumn, qtbot: QtBot) -> None:
    assert column.page == "setup"

    with qtbot.waitSignal(column.page_changed) as told:
        column.tabs.setFocus()
        QTest.keyClick(column.tabs, Qt.Key.Key_Right)

    assert told.args == ["chat"]
    assert column.page == "chat"


def test_a_page_that_is_not_offered_leaves_the_first_one_and_no_tabs(column: TabbedColumn) -> None:
    column.show_page("chat")

    column.set_available("chat", False)

    assert column.page == "setup"
    assert not column.tabs.isVisible()
    column.show_page("chat")
    assert column.page == "setup"
    column.set_available("chat", True)
    assert column.tabs.isVisible()


def test_the_page_of_a_widget_is_found(column: TabbedColumn) -> None:
    field = column.findChild(QLineEdit, "chat.field")
    assert field is not None

    column.show_page_of(field)

    assert column.page == "chat"
    column.show_page_of(QWidget(column))
    assert column.page == "chat"


def test_an_ampersand_in_a_title_is_one(column: TabbedColumn) -> None:
    column.set_title("chat", "Q&A")

    assert column.tabs.tabText(1) == "Q&&A"
