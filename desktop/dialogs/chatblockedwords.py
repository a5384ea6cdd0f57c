"""The words that the room lets nobody write."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from chatclient.wire.requests import Settings
from chatclient.wire.texts import folded
from desktop.chatting.commands import LONGEST_WORD, MOST_WORDS
from desktop.widgets.tokens import set_role


class BlockedWords(QWidget):
    """A list, a line to add to it, and Remove for what is selected.

    Signals:
        asked(Settings): the whole list as it should be.
    """

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chat.words")
        self._words: tuple[str, ...] = ()
        self.list = QListWidget(self)
        self.list.setObjectName("chat.words.list")
        self.list.setAccessibleName(self.tr("Blocked words"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.line = QLineEdit(self)
        self.line.setObjectName("chat.words.line")
        self.line.setMaxLength(LONGEST_WORD)
        self.line.setPlaceholderText(self.tr("A word, or part of one"))
        self.line.setAccessibleName(self.tr("Word to block"))
        self.add = self._button("add", self.tr("Add"))
        self.remove = self._button("remove", self.tr("Remove"))
        hint = QLabel(
            self.tr("Width, case and kana don't matter: “ABC” also stops “ａｂｃ”."), self
        )
        hint.setWordWrap(True)
        set_role(hint, "hint")
        row = QHBoxLayout()
        row.addWidget(self.line, 1)
        row.addWidget(self.add)
        row.addWidget(self.remove)
        rows = QVBoxLayout(self)
        rows.addWidget(hint)
        rows.addWidget(self.list, 1)
        rows.addLayout(row)
        self.line.textChanged.connect(self._show_buttons)
        self.line.returnPressed.connect(self._add)
        self.list.itemSelectionChanged.connect(self._show_buttons)
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)
        self._show_buttons()

    def show_words(self, words: tuple[str, ...]) -> None:
        """Show the room's list."""
        if words != self._words:
            self._words = words
            self.list.clear()
            self.list.addItems(list(words))
        self._show_buttons()

    def _button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(f"chat.words.{name}")
        button.setAccessibleName(text)
        button.setAutoDefault(False)
        return button

    def _is_new(self) -> bool:
        word = folded(self.line.text().strip())
        return bool(word) and word not in map(folded, self._words)

    def _show_buttons(self) -> None:
        self.add.setEnabled(self._is_new() and len(self._words) < MOST_WORDS)
        self.remove.setEnabled(bool(self.list.selectedItems()))

    def _add(self) -> None:
        if self.add.isEnabled():
            self.asked.emit(Settings(words=(*self._words, self.line.text().strip())))
            self.line.clear()
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self) -> None:
        gone = {item.text() for item in self.list.selectedItems()}
        self.asked.emit(Settings(words=tuple(word for word in self._words if word not in gone)))
