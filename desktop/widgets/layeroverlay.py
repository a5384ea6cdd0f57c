"""Lies over a picture and lets its layers be selected, moved, resized and cropped."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QWidget

from desktop.widgets.framepainter import paint_frame, paint_guides, paint_outline
from desktop.widgets.layerframe import (
    CURSORS,
    DRAWN_MM,
    HIT_MM,
    Grip,
    GuideLine,
    LayerFrame,
    Pull,
    canvas_area,
    frame_area,
    frame_at,
    grip_at,
    guide_area,
)

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
FAR_STEP = 10
"""How far Shift takes an arrow key."""


class LayerOverlay(QWidget):
    """Paints the selected frame and says what mouse and keyboard want; changes nothing itself.

    Signals:
        pressed(float, float, bool): the mouse went down at this point of the canvas; True = the
            next layer below the selected one is meant. `show_frames` is expected at once.
        pulled(Pull): a grip of the selected frame is being dragged.
        released(): the drag ended.
        cancelled(): the drag ended and should not have been.
        nudged(int, int): an arrow key moves the selected frame by so many canvas pixels.
        nudge_ended(): the arrow key was let go.
        chosen(object): the layer of this id is selected by keyboard; None = no more.
        opened(): the options of the selected layer are wanted, by double click or Enter.
        menu_asked(QPoint): a menu for the selected layer is wanted at this place of the screen.
    """

    pressed = Signal(float, float, bool)
    pulled = Signal(object)
    released = Signal()
    cancelled = Signal()
    nudged = Signal(int, int)
    nudge_ended = Signal()
    chosen = Signal(object)
    opened = Signal()
    menu_asked = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = QSizeF(16, 9)
        self._frames: tuple[LayerFrame, ...] = ()
        self._selected: LayerFrame | None = None
        self._hovered: LayerFrame | None = None
        self._guides: tuple[GuideLine, ...] = ()
        self._pressed_at: QPointF | None = None
        self._grip: Grip | None = None
        self._is_pulling = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    @property
    def canvas_area(self) -> QRectF:
        """Where the canvas is seen, in the overlay's own pixels."""
        return canvas_area(self._canvas, QRectF(self.rect()))

    @property
    def selected(self) -> LayerFrame | None:
        """The frame that is drawn."""
        return self._selected

    @property
    def hovered(self) -> LayerFrame | None:
        """The frame that the mouse points at and a press would select."""
        return self._hovered

    @property
    def guides(self) -> tuple[GuideLine, ...]:
        """The lines that are drawn."""
        return self._guides

    def show_canvas(self, width: int, height: int) -> None:
        """Take the shape of the canvas."""
        if QSizeF(width, height) != self._canvas:
            self._canvas = QSizeF(width, height)
            self.update()

    def show_frames(self, frames: tuple[LayerFrame, ...], selected: str | None) -> None:
        """Take the frames, the lowest first, and which one is selected."""
        self._frames = frames
        if self._hovered not in frames:
            self._hover(None)
        after = next((frame for frame in frames if frame.id == selected), None)
        if after != self._selected:
            self.update(self._painted_area())
            self._selected = after
            self.update(self._painted_area())

    def show_guides(self, guides: tuple[GuideLine, ...]) -> None:
        """Draw these lines from now on."""
        if guides != self._guides:
            for line in {*self._guides} ^ {*guides}:
                self.update(guide_area(line, self.canvas_area).toAlignedRect())
            self._guides = guides

    # ---- what Qt calls ----

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        cycles = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        grip = self._grip_at(event.position())
        if grip is None or grip is Grip.BODY:
            x, y = self._to_canvas(event.position())
            self.pressed.emit(x, y, cycles)
            grip = self._grip_at(event.position())
        self._hover(None)
        self._pressed_at = event.position()
        self._grip = grip
        self._is_pulling = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None or not event.buttons() & Qt.MouseButton.LeftButton:
            self._point_at(event.position())
            return
        if self._grip is None:
            return
        way = event.position() - self._pressed_at
        if not self._is_pulling and way.manhattanLength() < QApplication.startDragDistance():
            return
        self._is_pulling = True
        self._pull(way, event.modifiers())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            was_pulling = self._is_pulling
            self._let_go()
            if was_pulling:
                self.released.emit()
            self._point_at(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)
        super().leaveEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self._selected is not None:
            self.opened.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            x, y = self._to_canvas(QPointF(event.pos()))
            self.pressed.emit(x, y, False)
        if self._selected is not None:
            self.menu_asked.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        arrow = _ARROWS.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape and self._is_pulling:
            self._let_go()
            self.cancelled.emit()
        elif event.key() == Qt.Key.Key_Escape and self._selected is not None:
            self.chosen.emit(None)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._selected is not None:
            self.opened.emit()
        elif arrow is not None and self._can_pull():
            is_far = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            step = FAR_STEP if is_far else 1
            self.nudged.emit(arrow[0] * step, arrow[1] * step)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in _ARROWS and not event.isAutoRepeat():
            self.nudge_ended.emit()
        super().keyReleaseEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Go through the layers, the topmost first, and on to the next widget after the last."""
        ids = [frame.id for frame in reversed(self._frames)]
        at = ids.index(self._selected.id) if self._selected is not None else -1
        if not next and at == -1:
            return super().focusNextPrevChild(next)
        at += 1 if next else -1
        if 0 <= at < len(ids):
            self.chosen.emit(ids[at])
            return True
        return super().focusNextPrevChild(next)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update(self._painted_area())
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.nudge_ended.emit()
        self.update(self._painted_area())
        super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        # While there is something to leave here, Escape means that and no shortcut.
        is_asked = event.type() is QEvent.Type.ShortcutOverride and self._selected is not None
        if is_asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = self.canvas_area
        if self._hovered is not None:
            paint_outline(painter, frame_area(self._hovered, area))
        if self._selected is not None:
            frame, is_locked = frame_area(self._selected, area), self._selected.is_locked
            drawn_px, hit_px = self._length_px(DRAWN_MM), self._length_px(HIT_MM)
            paint_frame(painter, frame, drawn_px, hit_px, is_locked=is_locked)
            paint_guides(painter, self._guides, area)
        elif self.hasFocus():
            painter.setPen(QPen(self.palette().highlight().color(), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    # ---- private ----

    def _pull(self, way: QPointF, keys: Qt.KeyboardModifier) -> None:
        area = self.canvas_area
        assert self._grip is not None
        pull = Pull(
            self._grip,
            way.x() / area.width(),
            way.y() / area.height(),
            is_free=bool(keys & Qt.KeyboardModifier.ShiftModifier),
            crops=bool(keys & Qt.KeyboardModifier.AltModifier),
            snaps=not keys & Qt.KeyboardModifier.ControlModifier,
        )
        self.pulled.emit(pull)

    def _let_go(self) -> None:
        self._pressed_at = self._grip = None
        self._is_pulling = False
        self.show_guides(())

    def _can_pull(self) -> bool:
        return self._selected is not None and not self._selected.is_locked

    def _grip_at(self, point: QPointF) -> Grip | None:
        if self._selected is None or not self._can_pull():
            return None
        area = frame_area(self._selected, self.canvas_area)
        return grip_at(area, point, self._length_px(HIT_MM))

    def _point_at(self, point: QPointF) -> None:
        """Say by cursor and outline what a press here would do."""
        grip = self._grip_at(point)
        self.setCursor(Qt.CursorShape.ArrowCursor if grip is None else CURSORS[grip])
        self._hover(frame_at(self._frames, *self._to_canvas(point)) if grip is None else None)

    def _hover(self, frame: LayerFrame | None) -> None:
        if frame is not self._hovered:
            changed = [each for each in (frame, self._hovered) if each is not None]
            self._hovered = frame
            for each in changed:
                area = frame_area(each, self.canvas_area).adjusted(-2, -2, 2, 2)
                self.update(area.toAlignedRect())

    def _to_canvas(self, point: QPointF) -> tuple[float, float]:
        area = self.canvas_area
        return (point.x() - area.x()) / area.width(), (point.y() - area.y()) / area.height()

    def _painted_area(self) -> QRect:
        if self._selected is None:
            return self.rect() if self.hasFocus() else QRect()
        room = self._length_px(DRAWN_MM)
        area = frame_area(self._selected, self.canvas_area)
        return area.adjusted(-room, -room, room, room).toAlignedRect()

    def _length_px(self, length_mm: float) -> float:
        """Return a length on glass in pixels, as large as the display says its pixels are."""
        return length_mm * self.logicalDpiX() / 25.4
