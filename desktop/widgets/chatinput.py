"""The box one writes a chat message in: one line, however long; Enter sends, composing never."""

from collections import deque

from PySide6.QtCore import QEvent, QMimeData, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from desktop.widgets.completionlist import CompletionList, ShownOffer
from desktop.widgets.tokens import FONT_SIZES, SPACING, current_theme, ui_font

LINES = 2
MOST_RECALLED = 50


class ChatInput(QPlainTextEdit):
    """Two lines high, whatever it holds. Line ends become spaces, as a message has none.

    Signals:
        submitted(str): Enter was pressed, outside of composing.
        edited(): text or cursor are others, and nothing is being composed: offers may be made.
        left(): Escape was pressed, with no list open.
    """

    submitted = Signal(str)
    edited = Signal()
    left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._composed = ""
        self._has_just_committed = False
        self._note = ""
        self._is_note_bad = False
        self._said: deque[str] = deque(maxlen=MOST_RECALLED)
        self._recalled = 0  # so many back; 0: what is being written
        self._draft = ""
        self._is_setting = False
        self.offers = CompletionList(f"{name}.offers", self)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.offers.chosen.connect(self._take_offer)
        self.cursorPositionChanged.connect(self._on_edited)
        self.textChanged.connect(self._on_edited)
        self.fit()

    @property
    def text(self) -> str:
        """What is written, without what is still being composed."""
        return self.toPlainText().replace("\n", " ")

    @property
    def is_composing(self) -> bool:
        """Whether an input method is in the middle of a word."""
        return bool(self._composed)

    def fit(self) -> None:
        """Take the height of LINES lines in the present font."""
        frame_px = 2 * (SPACING.tight + SPACING.small)
        self.setFixedHeight(LINES * self.fontMetrics().lineSpacing() + frame_px)

    def set_text(self, text: str) -> None:
        """Put `text` in place of all, the cursor behind it; undo brings back what was."""
        cursor = self.textCursor()
        self._is_setting = True
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self._is_setting = False
        self.setTextCursor(cursor)
        self._on_edited()

    def insert(self, text: str) -> None:
        """Put `text` where the cursor is."""
        self.textCursor().insertText(text)
        self.setFocus()

    def remember(self, text: str) -> None:
        """Let Up bring this back, and begin anew."""
        if text and (not self._said or self._said[-1] != text):
            self._said.append(text)
        self._recalled, self._draft = 0, ""
        self.set_text("")

    @property
    def note(self) -> str:
        """What stands in the corner of the box."""
        return self._note

    def show_note(self, words: str, *, is_bad: bool = False) -> None:
        """Write something short into the corner of the box: why one waits, how much is written."""
        if (words, is_bad) != (self._note, self._is_note_bad):
            self._note, self._is_note_bad = words, is_bad
            self.setAccessibleDescription(words)
            self.viewport().update()

    def show_offers(self, offers: tuple[ShownOffer, ...]) -> None:
        """Offer these for what is begun; none closes the list."""
        self.offers.show_offers(offers if self.hasFocus() and not self.is_composing else ())

    # ---- what Qt calls ----

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        was_composing = self.is_composing
        self._composed = event.preeditString()
        super().inputMethodEvent(event)
        if was_composing and not self._composed:
            # Some input methods pass on the Enter that ended the word: it is not meant to send.
            self._has_just_committed = True
            QTimer.singleShot(0, self, self._end_commit)
        self._on_edited()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._takes(event):
            event.accept()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        # Tab is taken before the keyboard moves on, but only where a list is open.
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            is_tab = event.key() == Qt.Key.Key_Tab
            if is_tab and self.offers.is_open and not self.is_composing:
                self.offers.choose()
                event.accept()
                return True
        return super().event(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.textCursor().insertText(" ".join(source.text().split()))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.offers.show_offers(())
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._note:
            return
        painter = QPainter(self.viewport())
        painter.setFont(ui_font(FONT_SIZES.small))
        area = self.viewport().rect().adjusted(0, 0, -SPACING.tight, -SPACING.hair)
        words = painter.fontMetrics().boundingRect(self._note)
        place = QRect(0, 0, words.width() + 2 * SPACING.tight, words.height())
        place.moveBottomRight(area.bottomRight())
        theme = current_theme()
        painter.fillRect(place, QColor(theme.sunken))
        painter.setPen(QColor(theme.bad if self._is_note_bad else theme.muted))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._note)
        painter.end()

    # ---- private ----

    def _takes(self, event: QKeyEvent) -> bool:
        """Do what the key means here; False where it means what it means in any text."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_enter(event.modifiers())
            return True
        if self.is_composing:
            return False
        if key == Qt.Key.Key_Escape:
            if self.offers.is_open:
                self.offers.show_offers(())
            else:
                self.left.emit()
            return True
        if key not in (Qt.Key.Key_Up, Qt.Key.Key_Down) or event.modifiers() & (
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
        ):
            return False
        step = 1 if key == Qt.Key.Key_Up else -1
        if self.offers.is_open:
            self.offers.steer(-step)
            return True
        return self._recall(step)

    def _on_enter(self, modifiers: Qt.KeyboardModifier) -> None:
        if self.is_composing or self._has_just_committed:
            return
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            self.textCursor().insertText(" ")
        elif self.offers.is_open and self.offers.is_steered:
            self.offers.choose()
        else:
            self.offers.show_offers(())
            self.submitted.emit(self.text)

    def _recall(self, step: int) -> bool:
        """Go back (1) or forth (-1) in what was said, unless a text of one's own stands there."""
        if not self._recalled and (self.text or step < 0):
            return False
        back = min(len(self._said), self._recalled + step)
        if self._recalled and self.text != self._said[-self._recalled]:
            return False  # it was changed: the keys move in it again
        if back == self._recalled:
            return True
        if not self._recalled:
            self._draft = self.text
        self._recalled = back
        self.set_text(self._said[-back] if back else self._draft)
        return True

    def _take_offer(self, offer: ShownOffer) -> None:
        cursor = self.textCursor()
        cursor.setPosition(offer.start, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(offer.text)
        self.setTextCursor(cursor)

    def _end_commit(self) -> None:
        self._has_just_committed = False

    def _on_edited(self) -> None:
        if not self.is_composing and not self._is_setting:
            self.edited.emit()
