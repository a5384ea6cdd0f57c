"""Asks before something that costs money or destroys; in LIVE the stack's name has to be typed."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.widgets.tokens import SPACING, set_role

WIDTH_PX = 460


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, in words of the present language."""

    title: str
    outcome: str
    deed: str
    """On the button that does it."""
    is_danger: bool = False


class CloudConfirmDialog(QDialog):
    """Enter and Escape mean no, until the right name stands in the line.

    Signals:
        confirmed(str): do it; what was typed, or the stack's name where nothing has to be.
    """

    confirmed = Signal(str)

    def __init__(
        self, question: Question, stack: str, *, is_typed: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("cloud.confirm")
        self.setWindowTitle(question.title)
        self._stack = stack
        self._is_typed = is_typed
        title = QLabel(question.title, self)
        title.setWordWrap(True)
        set_role(title, "heading")
        outcome = QLabel(question.outcome, self)
        outcome.setWordWrap(True)
        outcome.setMinimumWidth(WIDTH_PX)
        label = QLabel(self.tr("Type the name of the stack: {stack}").format(stack=stack), self)
        label.setWordWrap(True)
        set_role(label, "muted")
        self.line = QLineEdit(self)
        self.line.setObjectName("cloud.confirm.name")
        self.line.setAccessibleName(label.text())
        self.line.textChanged.connect(self._show)
        label.setBuddy(self.line)
        for widget in (label, self.line):
            widget.setVisible(is_typed)
        box = QDialogButtonBox(self)
        self.do_button = box.addButton(question.deed, QDialogButtonBox.ButtonRole.ActionRole)
        self.do_button.setObjectName("cloud.confirm.do")
        self.do_button.setAccessibleName(question.deed)
        self.do_button.setAutoDefault(False)
        set_role(self.do_button, "danger" if question.is_danger else "primary")
        self.do_button.clicked.connect(self._do)
        cancel = box.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        cancel.setObjectName("cloud.confirm.cancel")
        cancel.setAccessibleName(self.tr("Cancel"))
        cancel.setDefault(True)
        box.rejected.connect(self.reject)
        rows = QVBoxLayout(self)
        rows.setSpacing(SPACING.normal)
        for each in (title, outcome, label, self.line, box):
            rows.addWidget(each)
        self.finished.connect(self.deleteLater)
        (self.line if is_typed else cancel).setFocus()
        self._show()

    def _show(self) -> None:
        is_right = not self._is_typed or self.line.text().strip() == self._stack
        self.do_button.setEnabled(is_right)

    def _do(self) -> None:
        typed = self.line.text().strip() if self._is_typed else self._stack
        self.accept()
        self.confirmed.emit(typed)
