"""The painted list under a chat view: lays out what is on screen, at most 30 times a second."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from desktop.widgets.chatlaid import NOT_SELECTED, LaidRow, Selection
from desktop.widgets.chatring import ChatRing
from desktop.widgets.chatrow import SPEECH, ChatRow
from desktop.widgets.chatsigns import SignRow
from desktop.widgets.chatspeech import SpeechRow
from desktop.widgets.chatstyle import ChatStyle
from desktop.widgets.chatwindow import Anchor, Placed, from_anchor, from_end
from desktop.widgets.framepacer import FramePacer
from desktop.widgets.rowscroll import RowScroll
from desktop.widgets.tokens import current_theme

_WHEEL_ROWS = 3

Present = Callable[[object], ChatRow]
KeyOf = Callable[[object], int]


class ChatCanvas(QAbstractScrollArea):
    """Rows from a ring, followed at its end or standing still where one scrolled to.

    `present` is called for rows that come on screen, and for no others. Hidden, it does nothing.
    """

    def __init__(
        self,
        present: Present,
        key_of: KeyOf,
        parent: QWidget | None = None,
        *,
        capacity: int = 2000,
    ) -> None:
        super().__init__(parent)
        self._present = present
        self._ring: ChatRing[object] = ChatRing(key_of, capacity)
        self._scale, self._is_compact = 1.0, False
        self._style = ChatStyle(current_theme())
        self._laid: dict[int, LaidRow] = {}
        self._placed: list[Placed[LaidRow]] = []
        self._anchor = Anchor()
        self._is_following = True
        self._last_read = 0
        self._must_place = True
        self._screen = QSize()
        self._pacer = FramePacer(self._show_frame, self)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().setMouseTracking(True)
        self._scroll = RowScroll(self.verticalScrollBar())
        self._scroll.moved.connect(self._on_bar_moved)
        self._scroll.reached_end.connect(self._follow_end)

    @property
    def on_screen(self) -> tuple[int, ...]:
        """The keys of the rows on screen, from above."""
        return tuple(each.laid.row.key for each in self._placed)

    def row_at(self, point: QPointF) -> Placed[LaidRow] | None:
        """Return the row at a point of the viewport."""
        for each in self._placed:
            if each.y <= point.y() < each.bottom:
                return each
        return None

    def paintEvent(self, event: QPaintEvent) -> None:
        with self._pacer.measured():
            if self._must_place:
                self._place()
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(event.rect(), QColor(self._style.theme.sunken))
            ratio = self.viewport().devicePixelRatioF()
            for each in self._placed:
                each.laid.paint(painter, each.y, self._selection_of(each.position), ratio)
            self._draw_focus(painter)
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._screen = event.size()
        if event.size().width() != event.oldSize().width():
            self._keep_anchor_row()
            self._laid.clear()
        self._touch()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._touch()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._pacer.stop()
        self._laid.clear()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.LanguageChange):
            self._dress()

    def wheelEvent(self, event: QWheelEvent) -> None:
        pixels = event.pixelDelta().y()
        turned = event.angleDelta().y() / 120.0
        self._scroll_by(pixels or turned * _WHEEL_ROWS * self._style.pitch * 1.5)
        event.accept()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Do nothing: rows are placed by `_place`."""

    def _selection_of(self, position: int) -> Selection:
        return NOT_SELECTED

    def _current_position(self) -> int:
        """Return where the row with the keyboard is, or -1."""
        return -1

    def _on_followed(self) -> None:
        """Follow the end from now on, or no more."""

    def _on_framed(self) -> None:
        """Something else is on screen."""

    def _follow(self, is_following: bool) -> None:
        if is_following == self._is_following:
            return
        if is_following:
            self._ring.let_go()
        else:
            self._ring.hold()
        self._is_following = is_following
        if not is_following:
            self._stand_still()
        self._touch()
        self._on_followed()

    def _follow_end(self) -> None:
        self._follow(True)

    def _stand_still(self) -> None:
        """Keep the rows where they were painted last, though newer ones came since then."""
        for each in self._placed:
            position = self._ring.find(each.laid.row.key)
            if position >= 0:
                self._anchor = Anchor(position, each.y)
                break
        else:
            self._anchor = Anchor(len(self._ring), self._height())
        if self.isVisible():
            self._place()

    def _scroll_by(self, pixels: float) -> None:
        """Move what is seen down by so much; reaching the end means following it."""
        if self._is_all_seen():
            return
        if pixels > 0:
            self._follow(False)
        if self._is_following:
            return
        self._shift(pixels)
        if pixels < 0 and self._is_at_end():
            self._follow(True)

    def _shift(self, pixels: float) -> None:
        """Move what is seen down by so much, standing still."""
        self._anchor = Anchor(self._anchor.position, round(self._anchor.y + pixels))
        self._place()
        self._touch()

    def _is_at_end(self) -> bool:
        if not self._placed:
            return not len(self._ring)
        last = self._placed[-1]
        return last.position == len(self._ring) - 1 and last.bottom <= self._height() + 1.0

    def _is_all_seen(self) -> bool:
        placed = self._placed
        if not placed:
            return True
        is_first = placed[0].position == 0 and placed[0].y >= 0
        return is_first and self._is_at_end() and not self._ring.waits

    def _height(self) -> float:
        return float(self._screen.height())

    def _dress(self) -> None:
        self._style = ChatStyle(current_theme(), self._scale, is_compact=self._is_compact)
        self._keep_anchor_row()
        self._laid.clear()
        self._touch()

    def _keep_anchor_row(self) -> None:
        """Let the row at the upper edge begin there: its height is about to change."""
        if not self._is_following and self._anchor.y < 0:
            self._anchor = Anchor(self._anchor.position, 0.0)

    def _touch(self, *, rows: bool = True) -> None:
        """Show what changed with the next frame; `rows` False: nothing that is on screen."""
        self._must_place |= rows
        if self.isVisible():
            self._pacer.ask()

    def _show_frame(self) -> None:
        if not self.isVisible():
            return
        if self._must_place:
            self._place()
            self.viewport().update()
        self._show_scroll()
        self._on_framed()

    def _place(self) -> None:
        self._must_place = False
        count, height = len(self._ring), self._height()
        if self._is_following:
            self._placed = from_end(count, height, self._lay)
        else:
            self._placed = from_anchor(self._anchor, count, height, self._lay)
            if self._placed:
                self._anchor = Anchor(self._placed[0].position, self._placed[0].y)
        self._laid = {each.laid.row.key: each.laid for each in self._placed}

    def _lay(self, position: int) -> LaidRow:
        key = self._ring.key_at(position)
        mark = self._mark_above(position, key)
        laid = self._laid.get(key)
        if laid is None or laid.mark != mark:
            row = self._present(self._ring.items[position])
            make = SpeechRow if row.kind in SPEECH else SignRow
            laid = make(row, self._style, float(self._screen.width()), mark)
            self._laid[key] = laid
        return laid

    def _mark_above(self, position: int, key: int) -> str:
        last_read = self._last_read
        if not 0 < last_read < key or position == 0:
            return ""
        return self._mark_text() if 0 < self._ring.key_at(position - 1) <= last_read else ""

    def _mark_text(self) -> str:
        """Return what stands on the line below what was read."""
        return ""

    def _show_scroll(self) -> None:
        count, shown = len(self._ring), max(1, len(self._placed) - 1)
        if self._is_all_seen():
            self._scroll.show_all()
        elif self._is_following:
            self._scroll.show_end(count, shown, self._pacer.shown_s)
        else:
            first = self._placed[0]
            self._scroll.show_place(first.position - first.y / first.laid.height, count, shown)

    def _on_bar_moved(self, position: int, part: float) -> None:
        self._follow(False)
        if position < len(self._ring):
            self._anchor = Anchor(position, -round(self._lay(position).height * part))
            self._touch()

    def _draw_focus(self, painter: QPainter) -> None:
        if not self.hasFocus():
            return
        current = self._current_position()
        area = QRectF(self.viewport().rect())
        for each in self._placed:
            if each.position == current:
                area = QRectF(0, each.y, area.width(), each.laid.height)
        painter.setPen(QPen(QColor(self._style.theme.accent), 2.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area.adjusted(1, 1, -1, -1))
