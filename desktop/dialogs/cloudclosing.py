"""Closing the window while something that costs money runs: stop it, leave it, or stay."""

from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.widgets.tokens import SPACING, set_role

WIDTH_PX = 420


class PaidChoice(StrEnum):
    """What closing shall mean for what is paid by the hour."""

    STOP = "stop"
    LEAVE = "leave"
    CANCEL = "cancel"


class PaidDialog(QDialog):
    """Three buttons; Escape and Enter mean stay.

    Signals:
        chosen(PaidChoice): what the user wants; after STOP the owner closes the dialog.
    """

    chosen = Signal(object)

    def __init__(self, running: str, parent: QWidget | None = None) -> None:
        """`running`: what runs, in words."""
        super().__init__(parent)
        self.setObjectName("cloud.closing")
        self.is_stopping = False
        """True once STOP was chosen: the end is awaited."""
        self.setWindowTitle(self.tr("Something still costs money"))
        self._words = QLabel(running, self)
        self._words.setWordWrap(True)
        self._words.setMinimumWidth(WIDTH_PX)
        set_role(self._words, "heading")
        self._hint = QLabel(
            self.tr("While Livedesk is closed nobody stops it, and nobody sees what it costs."),
            self,
        )
        self._hint.setWordWrap(True)
        set_role(self._hint, "hint")
        box = QDialogButtonBox(self)
        self.buttons: dict[PaidChoice, QPushButton] = {}
        for choice, text in (
            (PaidChoice.STOP, self.tr("Stop it and close")),
            (PaidChoice.LEAVE, self.tr("Leave it running")),
            (PaidChoice.CANCEL, self.tr("Cancel")),
        ):
            button = box.addButton(text, QDialogButtonBox.ButtonRole.ActionRole)
            button.setObjectName(f"cloud.closing.{choice}")
            button.setAccessibleName(text)
            button.setAutoDefault(False)
            self.buttons[choice] = button
        set_role(self.buttons[PaidChoice.STOP], "primary")
        self.buttons[PaidChoice.STOP].clicked.connect(lambda: self.chosen.emit(PaidChoice.STOP))
        self.buttons[PaidChoice.LEAVE].clicked.connect(lambda: self.chosen.emit(PaidChoice.LEAVE))
        self.buttons[PaidChoice.CANCEL].clicked.connect(self.reject)
        self.buttons[PaidChoice.CANCEL].setDefault(True)
        self.buttons[PaidChoice.CANCEL].setFocus()
        rows = QVBoxLayout(self)
        rows.setSpacing(SPACING.normal)
        for widget in (self._words, self._hint, box):
            rows.addWidget(widget)

    def show_stopping(self) -> None:
        """Say that the end is awaited."""
        self.is_stopping = True
        self._words.setText(self.tr("Stopping…"))
        self.buttons[PaidChoice.STOP].setEnabled(False)
        self.buttons[PaidChoice.LEAVE].setEnabled(False)

    def show_trouble(self, message: str, hint: str) -> None:
        """Say why it could not be stopped."""
        self.is_stopping = False
        self._words.setText(message)
        self._hint.setText(hint)
        self.buttons[PaidChoice.STOP].setEnabled(True)
        self.buttons[PaidChoice.LEAVE].setEnabled(True)

    def reject(self) -> None:
        super().reject()
        self.chosen.emit(PaidChoice.CANCEL)
