import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from desktop.widgets.chatlaid import NOT_SELECTED, HitKind
from desktop.widgets.chatrow import ChatRow, RowKind
from desktop.widgets.chatsigns import SignRow
from desktop.widgets.chatstyle import ChatStyle
from desktop.widgets.colours import DARK

SIGNS = [RowKind.NOTICE, RowKind.EFFECT, RowKind.GAP, RowKind.MARK]


def _laid(kind: RowKind, text: str = "something", time: str = "") -> SignRow:
    return SignRow(ChatRow(1, kind, text=text, time=time), ChatStyle(DARK), 320.0)


def _picture(laid: SignRow) -> bytes:
    onto = QImage(320, 60, QImage.Format.Format_RGB32)
    onto.fill(0)
    painter = QPainter(onto)
    laid.draw(painter, NOT_SELECTED)
    painter.end()
    return bytes(onto.constBits())


def test_each_sign_looks_different(dressed: QApplication) -> None:
    assert len({_picture(_laid(kind)) for kind in SIGNS}) == len(SIGNS)


@pytest.mark.parametrize("kind", [RowKind.NOTICE, RowKind.EFFECT, RowKind.GAP])
def test_a_long_notice_is_written_in_full(dressed: QApplication, kind: RowKind) -> None:
    assert _laid(kind, "a long notice " * 20).height > 3 * _laid(kind).height


def test_the_time_stands_before_the_text(dressed: QApplication) -> None:
    assert _picture(_laid(RowKind.NOTICE, time="12:30")) != _picture(_laid(RowKind.NOTICE))


def test_the_text_of_a_notice_can_be_selected_and_that_of_a_mark_not(
    dressed: QApplication,
) -> None:
    notice, mark = _laid(RowKind.NOTICE), _laid(RowKind.MARK)

    assert notice.hit(QPointF(319, 8)).offset == len("something") == len(notice.text)
    assert mark.hit(QPointF(100, 8)).kind is HitKind.NOTHING


def test_markup_in_a_notice_is_text(dressed: QApplication) -> None:
    assert _laid(RowKind.NOTICE, "<b>x</b>").text == "<b>x</b>"
