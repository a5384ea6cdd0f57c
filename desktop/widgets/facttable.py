"""A table of facts that is as high as its rows: it scrolls with what stands around it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QTreeWidget,
    QTreeWidgetItem,
)

from desktop.widgets.statuslamp import Lamp, draw_lamp
from desktop.widgets.tokens import current_theme

ICON_PX = 14
MOST_COLUMN_PX = 320
LEAST_COLUMN_PX = 72
LEAST_LAST_PX = 140
"""Of the last column: what is wider than its room is elided, not cut off."""
_CELL_PX = 24
"""What stands in a cell besides its text."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One row; `more` is unfolded below it."""

    cells: tuple[str, ...]
    lamp: Lamp | None = None
    more: str = ""
    is_quiet: bool = False
    """Less important than the others."""


class FactTable(QTreeWidget):
    """Rows to read, one tab stop; the last column takes the room that is left."""

    def __init__(self, name: str, parent: QTreeWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._facts: tuple[Fact, ...] = ()
        self._icons: dict[Lamp | None, QIcon] = {}
        self._wishes_px: list[int] = []
        self.setUniformRowHeights(False)
        # Without wrapping: a height that depends on the width would make the page's scroll bar
        # come and go for ever.
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setIconSize(QSize(ICON_PX, ICON_PX))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.header().setStretchLastSection(True)
        self.header().setSectionsClickable(False)
        self.header().setSectionsMovable(False)
        self.itemExpanded.connect(lambda _: self._fit())
        self.itemCollapsed.connect(lambda _: self._fit())

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What is shown."""
        return self._facts

    def show_facts(self, titles: Sequence[str], facts: Sequence[Fact]) -> None:
        """Show these rows under these titles; what was unfolded stays so."""
        shown = [self.headerItem().text(at) for at in range(self.columnCount())]
        if tuple(facts) == self._facts and shown == list(titles):
            return
        new = len(facts) - len(self._facts)
        if new > 0 and self._facts and shown == list(titles) and tuple(facts[new:]) == self._facts:
            self._facts = tuple(facts)
            self._put_on_top(facts[:new])
            return
        open_rows = {
            self._facts[at].cells[0]
            for at in range(self.topLevelItemCount())
            if (item := self.topLevelItem(at)) is not None and item.isExpanded()
        }
        self._facts = tuple(facts)
        self.clear()
        self.setColumnCount(len(titles))
        self.setHeaderLabels(list(titles))
        self.setRootIsDecorated(any(fact.more for fact in facts))
        for fact in facts:
            self._add(fact, self.topLevelItemCount(), is_open=fact.cells[0] in open_rows)
        for column in range(len(titles) - 1):
            self.header().setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            self.resizeColumnToContents(column)
        self._wishes_px = [
            min(MOST_COLUMN_PX, self.columnWidth(column) + 8) for column in range(len(titles) - 1)
        ]
        self._share_out()
        self._fit()

    def _put_on_top(self, facts: Sequence[Fact]) -> None:
        """Add what is newest: to make a hundred rows anew for each of them takes too long."""
        for at, fact in enumerate(facts):
            self._add(fact, at, is_open=False)
        self.setRootIsDecorated(any(fact.more for fact in self._facts))
        for column in range(self.columnCount() - 1):
            for fact in facts:
                wish_px = self.fontMetrics().horizontalAdvance(fact.cells[column]) + _CELL_PX
                wish_px = min(MOST_COLUMN_PX, wish_px)
                self._wishes_px[column] = max(self._wishes_px[column], wish_px)
        self._share_out()
        self._fit()

    def _share_out(self) -> None:
        """Give columns what they wish; where that is too much, the widest give way first."""
        widths_px = list(self._wishes_px)
        room_px = self.viewport().width() - LEAST_LAST_PX
        over_px = sum(widths_px) - room_px
        while over_px > 0 and max(widths_px, default=0) > LEAST_COLUMN_PX:
            widest = widths_px.index(max(widths_px))
            others = [px for px in widths_px if px < widths_px[widest]]
            least_px = max([LEAST_COLUMN_PX, *others])
            cut_px = min(over_px, max(1, widths_px[widest] - least_px))
            widths_px[widest] -= cut_px
            over_px -= cut_px
        for column, width_px in enumerate(widths_px):
            self.setColumnWidth(column, width_px)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._share_out()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page scrolls

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.PaletteChange:
            self._icons.clear()
            for at, fact in enumerate(self._facts):
                # In their places: rows that are taken away in the middle of this crash Qt.
                if (item := self.topLevelItem(at)) is not None:
                    self._dress(item, fact)
        super().changeEvent(event)

    def _add(self, fact: Fact, at: int, *, is_open: bool) -> None:
        item = QTreeWidgetItem(list(fact.cells))
        for column, text in enumerate(fact.cells):
            item.setToolTip(column, text)
        self.insertTopLevelItem(at, item)
        if fact.more:
            below = QTreeWidgetItem([fact.more])
            item.addChild(below)
            below.setFirstColumnSpanned(True)
            item.setExpanded(is_open)
        self._dress(item, fact)

    def _dress(self, item: QTreeWidgetItem, fact: Fact) -> None:
        """Give a row the colours of the present theme."""
        muted = QColor(current_theme().muted)
        if fact.is_quiet:
            for column in range(len(fact.cells)):
                item.setForeground(column, muted)
        for at in range(item.childCount()):
            if (below := item.child(at)) is not None:
                below.setForeground(0, muted)
        # One without a lamp among others keeps its place free, so that all begin below each other.
        if any(each.lamp is not None for each in self._facts):
            if fact.lamp not in self._icons:
                self._icons[fact.lamp] = lamp_icon(fact.lamp)
            item.setIcon(0, self._icons[fact.lamp])

    def _fit(self) -> None:
        self.doItemsLayout()
        last = self.topLevelItem(self.topLevelItemCount() - 1)
        if last is not None and last.isExpanded():
            last = last.child(last.childCount() - 1) or last
        bottom = 0 if last is None else self.visualItemRect(last).bottom() + 1
        height = bottom + self.header().height() + 2 * self.frameWidth() + 2
        if height != self.height():
            self.setFixedHeight(height)


def lamp_icon(lamp: Lamp | None) -> QIcon:
    """Return a lamp as an icon, in the colours of the present theme; an empty one for none."""
    pixmap = QPixmap(ICON_PX * 2, ICON_PX * 2)
    pixmap.fill(Qt.GlobalColor.transparent)
    if lamp is not None:
        painter = QPainter(pixmap)
        draw_lamp(painter, lamp, QRectF(0, 0, ICON_PX * 2, ICON_PX * 2))
        painter.end()
    pixmap.setDevicePixelRatio(2)
    return QIcon(pixmap)
