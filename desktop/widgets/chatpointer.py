"""A chat view by mouse: clicks on links and names, drags over text, tool tips."""

from html import escape

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QClipboard, QGuiApplication, QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QToolTip

from desktop.widgets.chatkeys import ChatKeys
from desktop.widgets.chatlaid import Hit, HitKind, LaidRow
from desktop.widgets.chatlines import shown
from desktop.widgets.chatselection import ChatSelection, Spot
from desktop.widgets.chatwindow import Placed

_SHAPES = {
    HitKind.LINK: Qt.CursorShape.PointingHandCursor,
    HitKind.AUTHOR: Qt.CursorShape.PointingHandCursor,
    HitKind.REPLY: Qt.CursorShape.PointingHandCursor,
    HitKind.TEXT: Qt.CursorShape.IBeamCursor,
}
_DRAG_SCROLL_MS = 40
_LONGEST_TIP = 300

_Pointed = tuple[Placed[LaidRow] | None, Hit]


class ChatPointer(ChatKeys):
    """Adds the mouse to what the keyboard can do. While a button is down, the view stands still.

    Signals:
        link_clicked(str): where it leads; nothing was opened.
        author_clicked(int): the row's key.
        reply_clicked(int): the key of what is answered.
        row_clicked(int): the key of the row, which was clicked anywhere else.
    """

    link_clicked = Signal(str)
    author_clicked = Signal(int)
    reply_clicked = Signal(int)
    row_clicked = Signal(int)

    _pressed: QPointF | None = None
    _pressed_on: _Pointed = (None, Hit())
    _pressed_at: Spot | None = None
    _was_following = False
    _drag_timer: QTimer | None = None

    def hit_at(self, point: QPointF) -> _Pointed:
        """Return the row at a point of the viewport, and what stands there."""
        placed = self.row_at(point)
        if placed is None:
            return None, Hit()
        return placed, placed.laid.hit(point - QPointF(0, placed.y))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._was_following = self._is_following
        self._pressed_on = self.hit_at(event.position())  # as painted; it may be evicted already
        self._follow(False)
        self._pressed = event.position()
        self._pressed_at = self._spot(event.position())
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._selection is not None:
            self._pressed_at = self._selection.start
            self._drag_to(event.position())
        else:
            self._select(None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        if self._pressed is None:
            _, hit = self.hit_at(point)
            self.viewport().setCursor(_SHAPES.get(hit.kind, Qt.CursorShape.ArrowCursor))
            return
        moved = (point - self._pressed).manhattanLength()
        if self._selection is not None or moved >= QApplication.startDragDistance():
            self._drag_to(point)
            self._scroll_while_outside(point)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self._pressed is None:
            return
        self._pressed = None
        if self._drag_timer is not None:
            self._drag_timer.stop()
        if self._selection is not None and not self._selection.is_empty:
            clipboard = QGuiApplication.clipboard()
            if clipboard.supportsSelection():
                clipboard.setText(self.selected_text(), QClipboard.Mode.Selection)
            return
        self._select(None)
        if self._was_following:
            self._follow(True)
        self._click(*self._pressed_on)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        placed, hit = self.hit_at(event.position())
        if placed is not None and hit.kind in (HitKind.TEXT, HitKind.NOTHING):
            self.row_activated.emit(placed.laid.row.key)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            tip = self.tip_at(event.pos().toPointF())
            if tip:
                # A tool tip guesses whether it is HTML: it gets HTML that stands for plain text.
                QToolTip.showText(event.globalPos(), f"<qt>{escape(tip)}</qt>", self.viewport())
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def tip_at(self, point: QPointF) -> str:
        """Return what the tool tip says there: a link's target, a badge's meaning, or the time."""
        placed, hit = self.hit_at(point)
        if placed is None:
            return ""
        row = placed.laid.row
        tip = hit.target if hit.kind in (HitKind.LINK, HitKind.BADGE) else row.note or row.time
        return shown(tip)[:_LONGEST_TIP]

    def _click(self, placed: Placed[LaidRow] | None, hit: Hit) -> None:
        if placed is None:
            return
        if hit.kind is HitKind.LINK:
            self.link_clicked.emit(hit.target)
        elif hit.kind is HitKind.AUTHOR:
            self.author_clicked.emit(placed.laid.row.key)
        elif hit.kind is HitKind.REPLY:
            self.reply_clicked.emit(placed.laid.row.reply_key)
        else:
            self.row_clicked.emit(placed.laid.row.key)

    def _spot(self, point: QPointF) -> Spot | None:
        """Return the place in the text nearest to `point`."""
        if not self._placed:
            return None
        first, last = self._placed[0], self._placed[-1]
        nearest = self.row_at(point) or (first if point.y() < first.y else last)
        hit = nearest.laid.hit(point - QPointF(0, nearest.y))
        return Spot(nearest.position, nearest.laid.row.key, hit.offset)

    def _drag_to(self, point: QPointF) -> None:
        spot = self._spot(point)
        if spot is not None and self._pressed_at is not None:
            self._select(ChatSelection(self._pressed_at, spot))

    def _scroll_while_outside(self, point: QPointF) -> None:
        if self._drag_timer is None:
            self._drag_timer = QTimer(self)
            self._drag_timer.setInterval(_DRAG_SCROLL_MS)
            self._drag_timer.timeout.connect(self._scroll_on)
        outside = min(0.0, point.y()) + max(0.0, point.y() - self._height())
        if not outside:
            self._drag_timer.stop()
        elif not self._drag_timer.isActive():
            self._drag_timer.start()

    def _scroll_on(self) -> None:
        point = self.viewport().mapFromGlobal(self.cursor().pos()).toPointF()
        outside = min(0.0, point.y()) + max(0.0, point.y() - self._height())
        self._shift(-outside / 2)
        self._drag_to(point)
