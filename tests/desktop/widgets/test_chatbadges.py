from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from desktop.widgets.chatbadges import draw_badge
from desktop.widgets.chatrow import RowBadge
from desktop.widgets.chatstyle import ChatStyle
from desktop.widgets.colours import DARK


def _picture(badge: RowBadge) -> QImage:
    onto = QImage(16, 16, QImage.Format.Format_ARGB32_Premultiplied)
    onto.fill(0)
    painter = QPainter(onto)
    draw_badge(painter, badge, QRectF(0, 0, 16, 16), ChatStyle(DARK))
    painter.end()
    return onto


def test_badges_differ_in_shape_and_not_only_in_colour(dressed: QApplication) -> None:
    shapes = set()
    for icon in ("host", "moderator", "member", "other"):
        grey = _picture(RowBadge(icon, "Other")).convertToFormat(QImage.Format.Format_Mono)
        shapes.add(bytes(grey.constBits()))

    assert len(shapes) == 4


def test_a_badge_that_is_not_known_shows_its_first_letter(dressed: QApplication) -> None:
    vip, early = RowBadge("vip", "VIP"), RowBadge("early", "Early")

    assert _picture(vip) != _picture(early)
    assert _picture(RowBadge("nameless", "")) != _picture(vip)
