"""The scenes side by side, the one shown filled; a click goes to one."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from desktop.widgets.glyphs import Glyph, draw_glyph
from desktop.widgets.reorderlist import ROW_ROLE, ListRow, NameDelegate, ReorderList
from desktop.widgets.tokens import FONT_SIZES, SPACING, current_theme, ui_font

HEIGHT_PX = 34
_MOST_PX = 140
_DOT_PX = 12


@dataclass(frozen=True, slots=True)
class SceneRow(ListRow):
    """One scene."""

    is_shown: bool = False


class SceneChips(ReorderList):
    """A row of scenes; arrow keys choose, Enter and Space go there."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent, is_flat=True)
        self.use_delegate(_ChipDelegate(self))
        self.setFixedHeight(HEIGHT_PX)
        self.setSpacing(0)
        self.setProperty("role", "chips")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.current_id is not None:
            self.activated_row.emit(self.current_id)
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # There is no bar to drag: the wheel goes along the row.
        bar = self.horizontalScrollBar()
        turn = event.angleDelta()
        bar.setValue(bar.value() - (turn.y() or turn.x()) // 2)
        event.accept()


class _ChipDelegate(NameDelegate):
    """Paints a SceneRow."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        row = index.data(ROW_ROLE)
        title = row.title if isinstance(row, ListRow) else ""
        metrics = QFontMetrics(ui_font(FONT_SIZES.body, is_bold=True))
        width = metrics.horizontalAdvance(title) + _DOT_PX + 2 * SPACING.normal + SPACING.tight
        return QSize(min(_MOST_PX, width), HEIGHT_PX - 2)

    def updateEditorGeometry(
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        area: QRect = option.rect
        editor.setGeometry(area.adjusted(0, 1, 0, -1))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, SceneRow):
            return
        theme = current_theme()
        whole: QRect = option.rect
        state: QStyle.StateFlag = option.state
        area = QRectF(whole).adjusted(1.5, 2.5, -2.5, -1.5)
        has_keyboard = bool(state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(theme.selection if row.is_shown else theme.raised))
        edge = theme.text if has_keyboard else theme.accent if row.is_shown else theme.border
        painter.setPen(QPen(QColor(edge), 2 if has_keyboard else 1))
        painter.drawRoundedRect(area, SPACING.radius, SPACING.radius)
        dot = QRectF(area.left() + SPACING.small, area.center().y() - _DOT_PX / 2, _DOT_PX, _DOT_PX)
        glyph = Glyph.DOT if row.is_shown else Glyph.RING
        draw_glyph(painter, glyph, dot, QColor(theme.accent if row.is_shown else theme.muted))
        place = QRectF(area)
        place.setLeft(dot.right() + SPACING.tight)
        place.setRight(area.right() - SPACING.tight)
        font = ui_font(FONT_SIZES.body, is_bold=row.is_shown)
        painter.setFont(font)
        painter.setPen(QColor(theme.text))
        words = QFontMetrics(font).elidedText(
            row.title, Qt.TextElideMode.ElideRight, int(place.width())
        )
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), words)
        painter.restore()
