"""Looks for what was said in the whole stream, and lists it as it stood."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.store.chatfindings import Hit, SearchResult
from desktop.widgets.chatrow import ChatRow
from desktop.widgets.chatview import ChatView
from desktop.widgets.icon import IconName, make_icon
from desktop.widgets.tokens import FONT_SIZES, SPACING, set_role, ui_font

TYPING_MS = 120
Search = Callable[[str, Callable[[SearchResult], None]], None]


class ChatSearch(QWidget):
    """A line that is always searched for as one types; not while a word is being composed.

    Signals:
        jump_asked(object): show this Hit where it stands.
        closed(): the search is over.
        looked(bool): there is something to look for, so results stand in place of the chat.
    """

    jump_asked = Signal(object)
    closed = Signal()
    looked = Signal(bool)

    def __init__(
        self,
        search: Search,
        present: Callable[[object], ChatRow],
        parent: QWidget | None = None,
        *,
        typing_ms: int = TYPING_MS,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("chat.search.bar")
        self._search = search
        self._hits: dict[int, Hit] = {}
        self._keys: dict[int, int] = {}
        self._query = ""
        self.line = QLineEdit(self)
        self.line.setObjectName("chat.search.line")
        self.line.setClearButtonEnabled(True)
        self.close_button = QToolButton(self)
        self.close_button.setObjectName("chat.search.close")
        set_role(self.close_button, "quiet")
        self.count = QLabel(self)
        self.count.setObjectName("chat.search.count")
        self.count.setFont(ui_font(FONT_SIZES.small))
        set_role(self.count, "muted")
        self.results = ChatView(
            lambda item: present(item.entry) if isinstance(item, Hit) else ChatRow(0),
            self._key_of,
            self,
        )
        self.results.setObjectName("chat.search.results")
        for button in self.results.findChildren(QPushButton):
            button.setObjectName(f"chat.search.{button.objectName()}")  # the chat has it as well
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(typing_ms)
        self._timer.timeout.connect(self.look)
        self._arrange()
        self.line.textChanged.connect(lambda _: self._timer.start())
        self.line.returnPressed.connect(self._on_enter)
        self.close_button.clicked.connect(self.close_search)
        self.results.row_activated.connect(self._jump)
        self.results.row_clicked.connect(self._jump)
        self._retext()
        self.hide()

    @property
    def hits(self) -> tuple[Hit, ...]:
        """What was found, the oldest first."""
        return tuple(self._hits.values())

    def hit(self, key: int) -> Hit | None:
        """Return what a row of the results shows."""
        return self._hits.get(key)

    def open_search(self) -> None:
        """Take the keyboard; what was looked for before can be typed over."""
        self.show()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()
        self.look()

    def close_search(self) -> None:
        """Put it away; what was looked for is kept."""
        self._timer.stop()
        self.hide()
        self.looked.emit(False)
        self.closed.emit()

    def look(self) -> None:
        """Look for what stands in the line."""
        self._timer.stop()
        self._query = self.line.text().strip()
        self.looked.emit(bool(self._query))
        if self._query:
            self._search(self._query, self._on_found)
        else:
            self.count.setText("")

    def refresh(self) -> None:
        """Draw the results anew, in another language or with other highlights."""
        self.results.refresh()
        self._retext()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_search()
        elif event.key() == Qt.Key.Key_Down and self.line.hasFocus() and self._hits:
            self.results.setFocus(Qt.FocusReason.OtherFocusReason)
            self.results.show_key(next(reversed(self._hits)))
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._retext()
        super().changeEvent(event)

    # ---- private ----

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(SPACING.tight)
        row.addWidget(self.line, 1)
        row.addWidget(self.close_button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(SPACING.hair)
        rows.addLayout(row)
        rows.addWidget(self.count)

    def _on_found(self, result: SearchResult) -> None:
        if result.query.strip() != self._query or self.isHidden():
            return  # something else is looked for by now
        # A number of an order that is gone may stand for another message here: it gets its own.
        self._hits = {
            hit.entry.seq if hit.is_here else -at: hit
            for at, hit in enumerate(reversed(result.hits), 1)
        }
        self._keys = {id(hit): key for key, hit in self._hits.items()}
        self.results.clear()
        self.results.append(self.hits)
        number = QLocale().toString(len(result.hits))
        if not result.hits:
            words = self.tr("Nothing found")
        elif result.is_more:
            words = self.tr("The newest {count} of more").format(count=number)
        else:
            words = self.tr("{count} found").format(count=number)
        self.count.setText(words)

    def _key_of(self, item: object) -> int:
        return self._keys.get(id(item), 0)

    def _on_enter(self) -> None:
        if self._timer.isActive() or self.line.text().strip() != self._query:
            self.look()
        elif self._hits:
            self._jump(next(reversed(self._hits)))

    def _jump(self, key: int) -> None:
        hit = self._hits.get(key)
        if hit is not None:
            self.jump_asked.emit(hit)

    def _retext(self) -> None:
        self.line.setPlaceholderText(self.tr("Search: words, from:name, has:link"))
        self.line.setAccessibleName(self.tr("Search the chat"))
        self.line.setToolTip(
            self.tr("Searches the whole stream; from:name for one person, has:link for links")
        )
        self.results.setAccessibleName(self.tr("What was found"))
        words = self.tr("Close the search")
        self.close_button.setIcon(make_icon(IconName.CLOSE))
        self.close_button.setToolTip(words)
        self.close_button.setAccessibleName(words)
