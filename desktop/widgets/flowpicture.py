"""The data-flow picture on the screen: scaled to its place, walked through by the keyboard."""

import math

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QHelpEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.widgets.flowlayout import FlowBox, FlowPicture, FlowState, LaidPicture, lay_out
from desktop.widgets.flowpainter import paint_flow
from desktop.widgets.tokens import current_theme

TURN_MS = 60
TURN_DEG = 18.0
LEAST_SCALE = 0.8
"""Smaller than this nobody reads it: it scrolls instead."""
MOST_SCALE = 1.15


class FlowView(QWidget):
    """Shows a FlowPicture; the arrow keys go from box to box and say what each is.

    Signals:
        focus_moved(QRectF): this part of the widget is to be seen: its box has the keyboard, or
            has just failed.
    """

    focus_moved = Signal(QRectF)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._laid: LaidPicture = lay_out(FlowPicture())
        self._focused = ""
        self._turn_deg = 0.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._turner = QTimer(self)
        self._turner.setInterval(TURN_MS)
        self._turner.timeout.connect(self._on_turn)

    @property
    def picture(self) -> FlowPicture:
        """What is shown."""
        return self._laid.picture

    @property
    def focused(self) -> str:
        """The box that the keyboard is on."""
        return self._focused

    def show_picture(self, picture: FlowPicture) -> None:
        """Show this one."""
        if picture == self._laid.picture:
            return
        was_bad = _failed(self._laid.picture)
        self._laid = lay_out(picture)
        if _failed(picture) - was_bad:
            QTimer.singleShot(0, self, self._show_trouble)  # once it has its size
        if self._focused not in self._laid.boxes:
            self._focused = ""
        is_turning = any(each.state is FlowState.CHANGING for each in picture.boxes)
        self._turner.start() if is_turning and self.isVisible() else self._turner.stop()
        size = self._laid.size
        self.setMinimumSize(
            math.ceil(size.width() * LEAST_SCALE), math.ceil(size.height() * LEAST_SCALE)
        )
        self._announce()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return self._laid.size.toSize()

    def box_at(self, place: QPointF) -> FlowBox | None:
        """Return the box at a point of the widget."""
        scale, origin = self._fit()
        at = (place - origin) / scale
        found = next((name for name, area in self._laid.boxes.items() if area.contains(at)), "")
        return self._box(found)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.surface))
        scale, origin = self._fit()
        painter.translate(origin)
        painter.scale(scale, scale)
        focused = self._focused if self.hasFocus() else ""
        paint_flow(painter, self._laid, theme, focused=focused, turn_deg=self._turn_deg)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {
            Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1
        }.get(Qt.Key(event.key()))  # fmt: skip
        order = [
            each.id for each in sorted(self.picture.boxes, key=lambda each: (each.column, each.row))
        ]
        if step is None or not order:
            super().keyPressEvent(event)
            return
        at = order.index(self._focused) if self._focused in order else -1 if step > 0 else 0
        self._focused = order[max(0, min(len(order) - 1, at + step))]
        self._announce()
        self.update()
        self._ask_to_be_seen(self._focused)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self._focused and self.picture.boxes:
            self._focused = min(self.picture.boxes, key=lambda each: (each.column, each.row)).id
            self._announce()
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            box = self.box_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), _sentence(box) if box else "", self)
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)

    def _show_trouble(self) -> None:
        bad = [each.id for each in self.picture.boxes if each.state is FlowState.FAILED]
        if bad:
            self._ask_to_be_seen(bad[0])

    def _ask_to_be_seen(self, name: str) -> None:
        scale, origin = self._fit()
        area = self._laid.boxes[name]
        self.focus_moved.emit(QRectF(origin + area.topLeft() * scale, area.size() * scale))

    def _box(self, name: str) -> FlowBox | None:
        return next((each for each in self.picture.boxes if each.id == name), None)

    def _fit(self) -> tuple[float, QPointF]:
        size = self._laid.size
        scale = min(self.width() / size.width(), self.height() / size.height(), MOST_SCALE)
        scale = max(scale, 0.05)
        left = (self.width() - size.width() * scale) / 2
        top = (self.height() - size.height() * scale) / 2
        return scale, QPointF(left, top)

    def _announce(self) -> None:
        box = self._box(self._focused)
        self.setAccessibleName(self.picture.title)
        self.setAccessibleDescription(_sentence(box) if box is not None else "")

    def _on_turn(self) -> None:
        if not self.isVisible():
            self._turner.stop()
            return
        self._turn_deg = (self._turn_deg + TURN_DEG) % 360.0
        self.update()


def _failed(picture: FlowPicture) -> set[str]:
    return {each.id for each in picture.boxes if each.state is FlowState.FAILED}


def _sentence(box: FlowBox) -> str:
    said = dict.fromkeys((box.title, box.service, box.words, box.activity))
    return " · ".join(filter(None, said))
