import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.completionlist import CompletionList, ShownOffer

OFFERS = (ShownOffer(0, "@Aki ", "Aki"), ShownOffer(0, "/ban ", "/ban", "NAME"))


@pytest.fixture
def box(stage: QWidget) -> QLineEdit:
    made = QLineEdit(stage)
    made.setGeometry(20, 300, 200, 30)
    made.show()
    made.setFocus()
    return made


def test_it_lies_above_its_box_and_leaves_it_the_keyboard(box: QLineEdit, stage: QWidget) -> None:
    offers = CompletionList("offers", box)
    offers.show_offers(OFFERS)

    assert offers.isVisible()
    assert offers.geometry().bottom() < box.geometry().top()
    assert box.hasFocus()
    offers.show_offers(())
    assert not offers.isVisible()


def test_below_the_top_edge_it_lies_under_the_box(box: QLineEdit) -> None:
    box.move(20, 0)
    offers = CompletionList("offers", box)
    offers.show_offers(OFFERS)

    assert offers.geometry().top() > box.geometry().bottom()


def test_it_is_steered_around_its_ends(box: QLineEdit, qtbot: QtBot) -> None:
    offers = CompletionList("offers", box)
    offers.show_offers(OFFERS)
    assert not offers.is_steered

    offers.steer(-1)
    assert offers.is_steered
    with qtbot.waitSignal(offers.chosen) as chosen:
        offers.choose()
    assert chosen.args == [OFFERS[1]]


def test_a_click_takes_an_offer(box: QLineEdit, qtbot: QtBot) -> None:
    offers = CompletionList("offers", box)
    offers.show_offers(OFFERS)

    with qtbot.waitSignal(offers.chosen) as chosen:
        spot = offers.visualItemRect(offers.item(0)).center()
        QTest.mouseClick(offers.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert chosen.args == [OFFERS[0]]


def test_many_offers_are_scrolled_to(box: QLineEdit) -> None:
    offers = CompletionList("offers", box)
    offers.show_offers(tuple(ShownOffer(0, str(at), str(at)) for at in range(20)))
    assert offers.height() < box.geometry().top()
    offers.steer(-1)

    assert offers.shown[-1] == "19"
    assert offers.viewport().rect().contains(offers.visualItemRect(offers.currentItem()))
