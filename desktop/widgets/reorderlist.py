"""A short list whose rows are chosen, renamed and dragged to another place."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QLine,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QWidget,
)

from desktop.widgets.tokens import current_theme

ROW_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row; `id` is never shown, `words` is what a screen reader says."""

    id: str
    title: str
    words: str = ""
    hint: str = ""
    """Tool tip; empty = none."""


class NameDelegate(QStyledItemDelegate):
    """Asks for another name where the user typed one; the list shows it when it is true.

    Signals:
        renamed(str, str): the row of this id is to be called that.
    """

    renamed = Signal(str, str)

    def setModelData(
        self,
        editor: QWidget,
        model: QAbstractItemModel,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row = index.data(ROW_ROLE)
        if isinstance(editor, QLineEdit) and isinstance(row, ListRow):
            name = editor.text().strip()
            if name and name != row.title:
                self.renamed.emit(row.id, name)


class ReorderList(QListWidget):
    """Shows rows as told and only asks for changes; rows lie below or beside each other.

    Signals:
        pressed_row(str): this row is the one now, by mouse or arrow keys.
        activated_row(str): Enter on it, or a click.
        moved(str, int): this row is wanted at that place, 0 = first.
        renamed(str, str): this row is to be called that.
        removal_asked(str): Delete was pressed on this row.
    """

    pressed_row = Signal(str)
    activated_row = Signal(str)
    moved = Signal(str, int)
    renamed = Signal(str, str)
    removal_asked = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None, *, is_flat: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._is_flat = is_flat
        self._rows: tuple[ListRow, ...] = ()
        self._grabbed: tuple[str, QPoint] | None = None
        self._gap: int | None = None
        self._is_quiet = False
        self.setUniformItemSizes(not is_flat)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.NoDragDrop)
        self.setTabKeyNavigation(False)
        if is_flat:
            self.setFlow(QListView.Flow.LeftToRight)
            self.setWrapping(False)
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentRowChanged.connect(self._on_current)
        self.use_delegate(NameDelegate(self))

    @property
    def rows(self) -> tuple[ListRow, ...]:
        """What is shown."""
        return self._rows

    @property
    def current_id(self) -> str | None:
        """The row that keys go to."""
        item = self.currentItem()
        return None if item is None else row_of(item).id

    def use_delegate(self, delegate: NameDelegate) -> None:
        """Let it draw the rows from now on."""
        self.setItemDelegate(delegate)
        delegate.renamed.connect(self.renamed)

    def show_rows(self, rows: Sequence[ListRow], current: str | None) -> None:
        """Show these, and which is the one now, without emitting."""
        self._is_quiet = True
        if tuple(rows) != self._rows:
            self._rows = tuple(rows)
            while self.count() > len(rows):
                self.takeItem(self.count() - 1)
            while self.count() < len(rows):
                self.addItem(QListWidgetItem())
            for at, row in enumerate(rows):
                self._fill(self.item(at), row)
        place = next((at for at, row in enumerate(rows) if row.id == current), -1)
        if place != self.currentRow():
            self.setCurrentRow(place)
        if place == -1:
            self.clearSelection()
        self._is_quiet = False

    def rename(self, row_id: str) -> None:
        """Let the user type another name for a row."""
        for at, row in enumerate(self._rows):
            if row.id == row_id:
                self.editItem(self.item(at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        current = self.current_id
        if is_enter and current is not None and self.state() is not self.State.EditingState:
            self.activated_row.emit(current)
            return
        if event.key() == Qt.Key.Key_Delete and current is not None:
            self.removal_asked.emit(current)
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        # Qt then makes a row the one now; nobody chose that.
        self._is_quiet = True
        super().focusInEvent(event)
        self._is_quiet = False

    def event(self, event: QEvent) -> bool:
        # Delete means the row that has the keyboard, whatever a shortcut would delete.
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_Delete
        ):
            event.accept()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        item = self.itemAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and item is not None:
            self._grabbed = (row_of(item).id, event.position().toPoint())
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        way = event.position().toPoint() - self._grabbed[1]
        if self._gap is not None or way.manhattanLength() >= QApplication.startDragDistance():
            self._gap = self._gap_at(event.position().toPoint())
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        grabbed, gap = self._grabbed, self._gap
        self._grabbed = self._gap = None
        self.viewport().update()
        if grabbed is None or gap is None:
            super().mouseReleaseEvent(event)
            if grabbed is not None:
                self.activated_row.emit(grabbed[0])
            return
        start = next((at for at, row in enumerate(self._rows) if row.id == grabbed[0]), None)
        if start is not None and gap not in (start, start + 1):
            self.moved.emit(grabbed[0], gap - (1 if gap > start else 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._gap is None:
            return
        painter = QPainter(self.viewport())
        painter.setPen(QPen(QColor(current_theme().accent), 2))
        painter.drawLine(self._gap_line(self._gap))
        painter.end()

    def _fill(self, item: QListWidgetItem, row: ListRow) -> None:
        item.setText(row.title)
        item.setData(ROW_ROLE, row)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, row.words or row.title)
        item.setToolTip(row.hint)
        item.setFlags(
            Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable
        )

    def _on_current(self, at: int) -> None:
        if not self._is_quiet and 0 <= at < len(self._rows):
            self.pressed_row.emit(self._rows[at].id)

    def _gap_at(self, point: QPoint) -> int:
        """Return before which row something dropped here would go."""
        for at in range(self.count()):
            middle = self.visualItemRect(self.item(at)).center()
            if (point.x() < middle.x()) if self._is_flat else (point.y() < middle.y()):
                return at
        return self.count()

    def _gap_line(self, gap: int) -> QLine:
        is_end = gap == self.count()
        area: QRect = self.visualItemRect(self.item(gap - 1 if is_end else gap))
        if self._is_flat:
            x = area.right() if is_end else area.left() + 1
            return QLine(x, area.top(), x, area.bottom())
        y = area.bottom() if is_end else area.top() + 1
        return QLine(area.left(), y, area.right(), y)


def row_of(item: QListWidgetItem) -> ListRow:
    """Return what an item of the list shows."""
    row = item.data(ROW_ROLE)
    assert isinstance(row, ListRow)
    return row
