"""Asks for the six digits of an MFA device; somebody is waiting for them on another thread."""

from PySide6.QtCore import QRegularExpression
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.bridges.cloudaccount import CodeQuestion
from desktop.widgets.tokens import SPACING, set_role

WIDTH_PX = 380


class CodeDialog(QDialog):
    """Closing it means that there is no code."""

    def __init__(self, question: CodeQuestion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cloud.code")
        self.setWindowTitle(self.tr("Code of your MFA device"))
        self._question = question
        words = QLabel(self.tr("Type the six digits that the device shows now."), self)
        words.setMinimumWidth(WIDTH_PX)
        set_role(words, "heading")
        device = QLabel(question.prompt, self)
        device.setWordWrap(True)
        set_role(device, "muted")
        self.line = QLineEdit(self)
        self.line.setObjectName("cloud.code.digits")
        self.line.setAccessibleName(self.tr("Six digits"))
        self.line.setMaxLength(6)
        self.line.setValidator(QRegularExpressionValidator(QRegularExpression(r"\d{6}"), self))
        self.box = QDialogButtonBox(self)
        self.ok_button = self.box.addButton(
            self.tr("Sign in"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.ok_button.setObjectName("cloud.code.ok")
        self.ok_button.setAccessibleName(self.tr("Sign in"))
        set_role(self.ok_button, "primary")
        cancel = self.box.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        cancel.setObjectName("cloud.code.cancel")
        cancel.setAccessibleName(self.tr("Cancel"))
        self.box.accepted.connect(self.accept)
        self.box.rejected.connect(self.reject)
        self.line.textChanged.connect(self._show)
        rows = QVBoxLayout(self)
        rows.setSpacing(SPACING.normal)
        for widget in (words, device, self.line, self.box):
            rows.addWidget(widget)
        self.finished.connect(self._on_finished)
        self._show()
        self.line.setFocus()

    def _show(self) -> None:
        self.ok_button.setEnabled(self.line.hasAcceptableInput())

    def _on_finished(self, result: int) -> None:
        is_given = result == QDialog.DialogCode.Accepted
        self._question.answer(self.line.text() if is_given else "")
        self.line.clear()
        self.deleteLater()
