"""All stamps on a small card; arrow keys go around in it, Enter or a click sends one."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QToolButton, QWidget

from desktop.widgets.chatstamps import draw_stamp
from desktop.widgets.chatstyle import ChatStyle
from desktop.widgets.tokens import SPACING, current_theme, set_role

COLUMNS = 4
BUTTON_PX = 56
_PAD_PX = 8
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -COLUMNS,
    Qt.Key.Key_Down: COLUMNS,
}


class StampPicker(QFrame):
    """Lies over the window above what asked for it; goes when one was picked, or the keyboard did.

    Signals:
        picked(str): the stamp of this name.
    """

    picked = Signal(str)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._anchor: QWidget | None = None
        self.style_of_rows = ChatStyle(current_theme())
        """Keeps the drawn stamps."""
        self.setObjectName(name)
        self.hide()
        set_role(self, "news")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(*(4 * (SPACING.small,)))
        self._grid.setSpacing(SPACING.tight)
        self.buttons: list[StampButton] = []

    def show_stamps(self, stamps: Sequence[tuple[str, str]]) -> None:
        """Offer these, each with its name and its translated title."""
        for button in self.buttons:
            self._grid.removeWidget(button)
            button.deleteLater()
        self.buttons = []
        for at, (stamp, title) in enumerate(stamps):
            button = StampButton(stamp, title, self)
            button.setObjectName(f"{self.objectName()}.{stamp}")
            button.clicked.connect(lambda _=False, each=stamp: self._pick(each))
            self._grid.addWidget(button, at // COLUMNS, at % COLUMNS)
            self.buttons.append(button)

    def open_above(self, anchor: QWidget) -> None:
        """Open above `anchor`, the keyboard on the first stamp."""
        if self.style_of_rows.theme is not current_theme():
            self.style_of_rows = ChatStyle(current_theme())
        self._anchor = anchor
        window = anchor.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        size = self.sizeHint()
        corner = anchor.mapTo(window, QPoint(0, -size.height() - SPACING.tight))
        # Within what the anchor stands in, at whichever side of the window that is.
        left = max(0, min(corner.x() + anchor.width(), window.width()) - size.width())
        self.setGeometry(left, max(0, corner.y()), size.width(), size.height())
        self.show()
        self.raise_()
        if self.buttons:
            self.buttons[0].setFocus(Qt.FocusReason.PopupFocusReason)

    def close_if_left(self) -> None:
        """Go, where the keyboard is elsewhere by now."""
        focused = self.window().focusWidget()
        if focused is None or not self.isAncestorOf(focused):
            self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            if self._anchor is not None:
                self._anchor.setFocus(Qt.FocusReason.PopupFocusReason)
            return
        if step is None:
            super().keyPressEvent(event)
            return
        focused = self.focusWidget()
        at = self.buttons.index(focused) if isinstance(focused, StampButton) else 0
        if 0 <= at + step < len(self.buttons):
            self.buttons[at + step].setFocus(Qt.FocusReason.TabFocusReason)

    def _pick(self, stamp: str) -> None:
        self.hide()
        self.picked.emit(stamp)


class StampButton(QToolButton):
    """One stamp, painted."""

    def __init__(self, stamp: str, title: str, picker: StampPicker) -> None:
        super().__init__(picker)
        self._picker = picker
        self.stamp = stamp
        self.setToolTip(title)
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        set_role(self, "quiet")

    def sizeHint(self) -> QSize:
        return QSize(BUTTON_PX, BUTTON_PX)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in _STEPS:
            event.ignore()  # to the card: a button would go by its own idea of what is beside it
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        QTimer.singleShot(0, self._picker, self._picker.close_if_left)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        inset = _PAD_PX
        area = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        draw_stamp(painter, self.stamp, area, self._picker.style_of_rows)
        painter.end()
