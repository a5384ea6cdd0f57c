"""A chat view for screen readers: a list, whose items are the rows on screen, in words.

The items are places on the screen, not messages: there are never more than fit on it, and Qt
forgets them with the view, however many messages came.
"""

from functools import cache

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleObject,
)
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from desktop.widgets.chatannounce import Announcer
from desktop.widgets.chatcanvas import KeyOf, Present
from desktop.widgets.chatlaid import LaidRow
from desktop.widgets.chatpointer import ChatPointer
from desktop.widgets.chatwindow import Placed


class SpokenChat(ChatPointer):
    """Adds what screen readers ask for: the rows, the one with the keyboard, what is new."""

    def __init__(
        self,
        present: Present,
        key_of: KeyOf,
        parent: QWidget | None = None,
        *,
        capacity: int = 2000,
    ) -> None:
        super().__init__(present, key_of, parent, capacity=capacity)
        _install_factory()
        self._told_current = 0
        self._places: list[RowPlace] = []
        self.announcer = Announcer(self.say, lambda item: present(item).spoken(), self)

    def place(self, number: int) -> "RowPlace":
        """Return the place of the `number`-th row on screen, from above."""
        while len(self._places) <= number:
            self._places.append(RowPlace(self, len(self._places)))
        return self._places[number]

    def placed(self, number: int) -> Placed[LaidRow] | None:
        """Return the row that is in that place now."""
        return self._placed[number] if 0 <= number < len(self._placed) else None

    def is_current(self, placed: Placed[LaidRow]) -> bool:
        """Tell whether this row has the keyboard."""
        return placed.position == self._current_position()

    def say(self, words: str) -> None:
        """Let the screen reader say it once it has finished what it says."""
        if QAccessible.isActive() and self.isVisible():
            event = QAccessibleAnnouncementEvent(self, words)
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
            QAccessible.updateAccessibility(event)

    def _on_framed(self) -> None:
        super()._on_framed()
        self._tell_current()

    def _on_selected(self) -> None:
        super()._on_selected()
        self._told_current = 0

    def _tell_current(self) -> None:
        """Say which row has the keyboard, once it is on screen."""
        key = self.selected_key
        if not key or key == self._told_current or not QAccessible.isActive():
            return
        for number, placed in enumerate(self._placed):
            if placed.laid.row.key == key:
                self._told_current = key
                place = self.place(number)  # it had another row's name before
                for event in (QAccessible.Event.NameChanged, QAccessible.Event.Focus):
                    QAccessible.updateAccessibility(QAccessibleEvent(place, event))


class RowPlace(QObject):
    """Stands for the `number`-th row on screen."""

    def __init__(self, view: SpokenChat, number: int) -> None:
        super().__init__(view)
        self.view = view
        self.number = number


class _ListInterface(QAccessibleWidget):
    def __init__(self, view: SpokenChat) -> None:
        super().__init__(view, QAccessible.Role.List)

    @property
    def _view(self) -> SpokenChat:
        # Asked for each time: PySide6 never lets go of an interface, and this one not of its view.
        view = self.object()
        assert isinstance(view, SpokenChat)
        return view

    def childCount(self) -> int:
        return len(self._view.on_screen)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        if not 0 <= index < self.childCount():
            return None
        return QAccessible.queryAccessibleInterface(self._view.place(index))

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        place = child.object()
        return place.number if isinstance(place, RowPlace) else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        for index in range(self.childCount()):
            child = self.child(index)
            if child is not None and child.rect().contains(x, y):
                return child
        return None

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        for index in range(self.childCount()):
            placed = self._view.placed(index)
            if placed is not None and self._view.is_current(placed):
                return self.child(index)
        return None


class _RowInterface(QAccessibleObject):
    def __init__(self, place: RowPlace) -> None:
        super().__init__(place)

    @property
    def _place(self) -> RowPlace:
        place = self.object()
        assert isinstance(place, RowPlace)
        return place

    @property
    def _row(self) -> Placed[LaidRow] | None:
        return self._place.view.placed(self._place.number)

    def parent(self) -> QAccessibleInterface:
        return QAccessible.queryAccessibleInterface(self._place.view)

    def childCount(self) -> int:
        return 0

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def text(self, kind: QAccessible.Text) -> str:
        placed = self._row
        return placed.laid.row.spoken() if placed and kind is QAccessible.Text.Name else ""

    def rect(self) -> QRect:
        placed, viewport = self._row, self._place.view.viewport()
        if placed is None:
            return QRect()
        area = QRect(0, round(placed.y), viewport.width(), round(placed.laid.height))
        area &= viewport.rect()
        return QRect(viewport.mapToGlobal(area.topLeft()), area.size())

    def state(self) -> QAccessible.State:
        state, placed = QAccessible.State(), self._row
        state.focusable = state.selectable = state.readOnly = 1
        if placed is None:
            state.invisible = 1
        elif self._place.view.is_current(placed):
            state.selected = 1
            state.focused = int(self._place.view.hasFocus())
        return state


def _interface(key: str, thing: QObject) -> QAccessibleInterface | None:
    if isinstance(thing, SpokenChat):
        return _ListInterface(thing)
    if isinstance(thing, RowPlace):
        return _RowInterface(thing)
    return None


@cache
def _install_factory() -> None:
    QAccessible.installFactory(_interface)
