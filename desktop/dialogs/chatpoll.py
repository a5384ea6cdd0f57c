"""Asks for a question and its answers, to put them to everybody."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from chatclient.wire.requests import OpenPoll
from desktop.chatting.commands import LONGEST_OPTION, LONGEST_QUESTION, MOST_OPTIONS
from desktop.dialogs.chatwords import time_words
from desktop.widgets.tokens import SPACING, set_role

LENGTHS_S = (0, 60, 120, 300, 600)
USUAL_S = 120
WIDTH_PX = 420


class PollDialog(QDialog):
    """Six fields for answers, two of them needed; empty ones are left out.

    Signals:
        asked(OpenPoll): the user put the question.
    """

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chat.poll")
        self.setWindowTitle(self.tr("Ask everybody"))
        self.question = self._line("question", LONGEST_QUESTION, self.tr("Question"))
        self.options = [
            self._line(
                f"option{at + 1}",
                LONGEST_OPTION,
                self.tr("Answer {number}").format(number=at + 1),
            )
            for at in range(MOST_OPTIONS)
        ]
        self.length = QComboBox(self)
        self.length.setObjectName("chat.poll.length")
        self.length.setAccessibleName(self.tr("How long"))
        for seconds in LENGTHS_S:
            words = time_words(seconds) if seconds else self.tr("Until it is ended")
            self.length.addItem(words, seconds)
        self.length.setCurrentIndex(LENGTHS_S.index(USUAL_S))
        self.hint = QLabel(self)
        self.hint.setObjectName("chat.poll.hint")
        set_role(self.hint, "hint")
        box = QDialogButtonBox(self)
        self.ask_button = self._button(box, "ask", self.tr("Ask"))
        set_role(self.ask_button, "primary")
        self.ask_button.setDefault(True)
        self.ask_button.clicked.connect(self._ask)
        cancel = self._button(box, "cancel", self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self._arrange(box)
        for line in (self.question, *self.options):
            line.textChanged.connect(self._show)
        self.finished.connect(self.deleteLater)
        self._show()

    def request(self) -> OpenPoll | None:
        """Return what would be asked, None while something is missing."""
        question = self.question.text().strip()
        options = tuple(text for line in self.options if (text := line.text().strip()))
        if not question or len(options) < 2:
            return None
        return OpenPoll(question, options, self.length.currentData())

    def _line(self, name: str, longest: int, title: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setObjectName(f"chat.poll.{name}")
        line.setAccessibleName(title)
        line.setMaxLength(longest)
        return line

    def _button(self, box: QDialogButtonBox, name: str, text: str) -> QPushButton:
        button = box.addButton(text, QDialogButtonBox.ButtonRole.ActionRole)
        button.setObjectName(f"chat.poll.{name}")
        button.setAccessibleName(text)
        button.setAutoDefault(False)
        return button

    def _arrange(self, box: QDialogButtonBox) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(SPACING.wide)
        for field in (self.question, *self.options, self.length):
            label = QLabel(field.accessibleName(), self)
            label.setBuddy(field)
            form.addRow(label, field)
        rows = QVBoxLayout(self)
        rows.setSpacing(SPACING.normal)
        rows.addLayout(form)
        rows.addWidget(self.hint)
        rows.addWidget(box)
        self.setMinimumWidth(WIDTH_PX)

    def _show(self) -> None:
        is_ready = self.request() is not None
        self.ask_button.setEnabled(is_ready)
        self.hint.setText(
            self.tr("Everybody in the chat can answer once; the last answer counts.")
            if is_ready
            else self.tr("Write a question and at least two answers.")
        )

    def _ask(self) -> None:
        request = self.request()
        if request is not None:
            self.accept()
            self.asked.emit(request)
