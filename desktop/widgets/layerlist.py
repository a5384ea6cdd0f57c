"""The layers of a scene as rows: what it is, how it is, its eye and its lock."""

from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QToolTip, QWidget

from desktop.widgets.icon import IconName, make_icon
from desktop.widgets.reorderlist import ROW_ROLE, ListRow, NameDelegate, ReorderList
from desktop.widgets.statuslamp import Lamp, draw_lamp
from desktop.widgets.tokens import SPACING, current_theme

ROW_HEIGHT_PX = 30
CELL_WIDTH_PX = 28
_ICON_PX = 16
_LAMP_PX = 12


@dataclass(frozen=True, slots=True)
class LayerRow(ListRow):
    """One layer."""

    icon: IconName = IconName.PICTURE
    lamp: Lamp = Lamp.OFF
    is_visible: bool = True
    is_locked: bool = False


@dataclass(frozen=True, slots=True)
class CellTexts:
    """What the tool tips of eye and lock say."""

    show: str = ""
    hide: str = ""
    lock: str = ""
    unlock: str = ""


class LayerList(ReorderList):
    """The topmost layer first; eye and lock are pressed in the row, Space presses the eye.

    Signals:
        visibility_asked(str): this layer is to be shown or hidden.
        lock_asked(str): this layer is to be locked or unlocked.
    """

    visibility_asked = Signal(str)
    lock_asked = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.texts = CellTexts()
        self.use_delegate(_LayerDelegate(self))
        self.setMouseTracking(True)

    def eye_area(self, at: int) -> QRect:
        """Return where the eye of a row is, in the viewport."""
        return _cell(self.visualItemRect(self.item(at)), 2)

    def lock_area(self, at: int) -> QRect:
        """Return where the lock of a row is, in the viewport."""
        return _cell(self.visualItemRect(self.item(at)), 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self._press(event.position().toPoint()):
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # Two quick presses on the eye are no wish to rename.
        if not self._press(event.position().toPoint()):
            super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        current = self.current_id
        if event.key() == Qt.Key.Key_Space and current is not None:
            self.visibility_asked.emit(current)
            return
        super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = self._words_at(event.pos())
            if words:
                QToolTip.showText(event.globalPos(), words, self)
                return True
        return super().viewportEvent(event)

    def _press(self, point: QPoint) -> bool:
        row, signal = self._cell_at(point)
        if row is None:
            return False
        (self.visibility_asked if signal == "eye" else self.lock_asked).emit(row.id)
        return True

    def _words_at(self, point: QPoint) -> str:
        row, cell = self._cell_at(point)
        if row is None:
            return ""
        if cell == "eye":
            return self.texts.hide if row.is_visible else self.texts.show
        return self.texts.unlock if row.is_locked else self.texts.lock

    def _cell_at(self, point: QPoint) -> tuple[LayerRow | None, str]:
        at = self.indexAt(point).row()
        row = self.rows[at] if 0 <= at < len(self.rows) else None
        if isinstance(row, LayerRow):
            if self.eye_area(at).contains(point):
                return row, "eye"
            if self.lock_area(at).contains(point):
                return row, "lock"
        return None, ""


class _LayerDelegate(NameDelegate):
    """Paints a LayerRow."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(120, ROW_HEIGHT_PX)

    def updateEditorGeometry(
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        left = SPACING.small + _ICON_PX + SPACING.tight
        area: QRect = option.rect
        editor.setGeometry(area.adjusted(left, 1, -2 * CELL_WIDTH_PX, -1))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, LayerRow):
            return
        theme = current_theme()
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(theme.selection))
        colour = theme.text if row.is_visible else theme.disabled
        middle = area.center().y() + 1
        icon = QRect(area.left() + SPACING.small, middle - _ICON_PX // 2, _ICON_PX, _ICON_PX)
        make_icon(row.icon, colour).paint(painter, icon)
        right = _cell(area, 2).left()
        if row.lamp is not Lamp.OK:
            right -= _LAMP_PX + SPACING.tight
            lamp = QRectF(right, middle - _LAMP_PX / 2, _LAMP_PX, _LAMP_PX)
            draw_lamp(painter, row.lamp, lamp)
        left = icon.right() + SPACING.small
        place = QRect(left, area.top(), right - left - SPACING.tight, area.height())
        painter.setPen(QColor(colour))
        words = painter.fontMetrics().elidedText(
            row.title, Qt.TextElideMode.ElideRight, place.width()
        )
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), words)
        eye = IconName.SHOWN if row.is_visible else IconName.HIDDEN
        make_icon(eye, theme.muted).paint(painter, _inner(_cell(area, 2)))
        # An open lock in every row would be noise: it is there, but paler.
        lock = IconName.LOCKED if row.is_locked else IconName.UNLOCKED
        tone = theme.text if row.is_locked else theme.disabled
        make_icon(lock, tone).paint(painter, _inner(_cell(area, 1)))


def _cell(area: QRect, from_right: int) -> QRect:
    left = area.right() + 1 - from_right * CELL_WIDTH_PX
    return QRect(left, area.top(), CELL_WIDTH_PX, area.height())


def _inner(cell: QRect) -> QRect:
    inner = QRect(0, 0, _ICON_PX, _ICON_PX)
    inner.moveCenter(cell.center())
    return inner
