"""A chat view by keyboard: walks through rows, selects, copies, asks for the menu."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QApplication, QMenu

from desktop.widgets.chatcanvas import ChatCanvas
from desktop.widgets.chatlaid import NOT_SELECTED, Selection
from desktop.widgets.chatlines import from_utf16_units
from desktop.widgets.chatselection import ChatSelection, Spot
from desktop.widgets.chatwindow import Anchor

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})

_COPIED_AS = {0x2068: None, 0x2069: None, 0x2002: " ", 0x2028: "\n"}  # what only layout needs
_HARMLESS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class ChatKeys(ChatCanvas):
    """Adds to the painted list what can be selected in it, and the keyboard.

    Up, Down, Page Up, Page Down and Home walk (with Shift: select), End follows the newest,
    Enter activates, the Menu key and Shift+F10 ask for the menu, Ctrl+C copies, Escape lets go.

    Signals:
        row_activated(int): Enter on the row with this key.
        menu_asked(int, QPoint): the row's key, the place on the screen. While a menu is open that
            was opened at once, the view stands still.
    """

    row_activated = Signal(int)
    menu_asked = Signal(int, QPoint)

    _selection: ChatSelection | None = None

    @property
    def selected_key(self) -> int:
        """The row with the keyboard; 0: none."""
        selection = self._selection
        return selection.end.key if selection is not None and selection.is_rows else 0

    def selected_text(self) -> str:
        """Return what Ctrl+C copies: a part of one row, or whole rows with names and times."""
        selection = self._selection
        if selection is None or selection.is_empty:
            return ""
        if selection.has_whole_rows:
            rows = (self._present(self._ring.items[at]) for at in selection.positions)
            return "\n".join(row.written() for row in rows)
        part = selection.of(selection.end.position)
        units = self._lay(selection.end.position).text[part.start : part.end]
        return from_utf16_units(units).translate(_COPIED_AS)

    def copy(self) -> None:
        """Put what is selected on the clipboard."""
        text = self.selected_text()
        if text:
            QGuiApplication.clipboard().setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        is_extending = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif key is Qt.Key.Key_Menu or (key is Qt.Key.Key_F10 and is_extending):
            self._ask_menu_by_key()
        elif key in _ENTER and self.selected_key:
            self.row_activated.emit(self.selected_key)
        elif key is Qt.Key.Key_Escape and (self._selection or not self._is_following):
            self._select(None)
            self._follow(True)
        elif modifiers & ~_HARMLESS or not self._walk(key, is_extending):
            event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is not QContextMenuEvent.Reason.Keyboard:  # that was a key press before
            was_following = self._is_following
            self._follow(False)
            placed = self.row_at(event.pos().toPointF())
            if placed is not None:
                self._ask_menu(placed.position, event.globalPos())
            if was_following:
                self._follow_after_menu()
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _selection_of(self, position: int) -> Selection:
        return NOT_SELECTED if self._selection is None else self._selection.of(position)

    def _current_position(self) -> int:
        selection = self._selection
        return selection.end.position if selection is not None and selection.is_rows else -1

    def _select(self, selection: ChatSelection | None) -> None:
        if selection is not None:
            self._follow(False)
        if selection != self._selection:
            self._selection = selection
            self.viewport().update()
            self._on_selected()

    def _on_followed(self) -> None:
        if self._is_following:
            self._select(None)  # rows move on from now on

    def _on_selected(self) -> None:
        """Something else is selected."""

    def _select_row(self, position: int, *, is_extending: bool = False) -> None:
        spot = Spot(position, self._ring.key_at(position))
        selection = self._selection
        keeps_start = is_extending and selection is not None
        start = selection.start if keeps_start and selection is not None else spot
        self._select(ChatSelection(start, spot, is_rows=True))
        self._bring_on_screen(position)

    def _free_height(self) -> float:
        """Return how much is seen from the upper edge on."""
        return self._height()

    def _bring_on_screen(self, position: int) -> None:
        height = self._free_height()
        for each in self._placed:
            if each.position == position and each.y >= 0 and each.bottom <= height:
                return
        is_below = bool(self._placed) and position > self._placed[0].position
        laid = self._lay(position)
        self._anchor = Anchor(position, max(0.0, height - laid.height) if is_below else 0.0)
        self._touch()

    def _walk(self, key: Qt.Key, is_extending: bool) -> bool:
        count, page = len(self._ring), max(1, len(self._placed) - 2)
        if not count:
            return False
        current = self._current_position()
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_PageDown: page,
        }
        if key is Qt.Key.Key_Home:
            self._select_row(0, is_extending=is_extending)
        elif key is Qt.Key.Key_End:
            self._select(None)
            self._follow(True)
        elif key not in steps:
            return False
        elif current >= 0:
            target = current + steps[key]
            if target >= count and current == count - 1 and not is_extending:
                self._select(None)
                self._follow(True)
            else:
                self._select_row(max(0, min(count - 1, target)), is_extending=is_extending)
        elif self._placed:
            self._enter_rows(steps[key])
        return True

    def _enter_rows(self, step: int) -> None:
        """Begin to walk at the row that is seen whole next to the edge one comes from."""
        self._follow(False)
        height = self._height()
        whole = [each.position for each in self._placed if each.y >= 0 and each.bottom <= height]
        if not whole:
            whole = [self._placed[-1].position]
        if abs(step) == 1:
            self._select_row(whole[-1] if step < 0 else whole[0])
        else:
            self._select_row(max(0, min(len(self._ring) - 1, whole[0] + step)))

    def _ask_menu_by_key(self) -> None:
        current = self._current_position()
        for each in self._placed:
            if each.position == current:
                place = QPoint(24, round(min(each.y + each.laid.height / 2, self._height() - 1)))
                self._ask_menu(current, self.viewport().mapToGlobal(place))

    def _ask_menu(self, position: int, place: QPoint) -> None:
        if self._current_position() != position:
            self._select_row(position)
        self.menu_asked.emit(self._ring.key_at(position), place)

    def _follow_after_menu(self) -> None:
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu):
            menu.aboutToHide.connect(self._follow_end, Qt.ConnectionType.SingleShotConnection)
        else:
            self._follow_end()
