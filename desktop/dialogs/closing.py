"""Closing the window while on air: stop, keep on air in the background, or stay."""

from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.widgets.tokens import SPACING, set_role


class ClosingChoice(StrEnum):
    """What closing shall mean."""

    STOP = "stop"
    BACKGROUND = "background"
    CANCEL = "cancel"


class ClosingDialog(QDialog):
    """Three buttons, none of them pressed by accident: Escape and Enter mean cancel.

    Signals:
        chosen(ClosingChoice): what the user wants; after STOP the owner closes the dialog.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("closing")
        self.is_stopping = False
        """True once STOP was chosen: the end of the broadcast is awaited."""
        self.setWindowTitle(self.tr("You are on air"))
        self._words = QLabel(self.tr("What shall happen to the broadcast?"), self)
        set_role(self._words, "heading")
        self._hint = QLabel(
            self.tr(
                "In the background it goes on without this window; "
                "start Livedesk again to see and stop it."
            ),
            self,
        )
        self._hint.setWordWrap(True)
        self._hint.setMinimumWidth(380)
        set_role(self._hint, "hint")
        self._box = QDialogButtonBox(self)
        self.stop_button = self._add(ClosingChoice.STOP, self.tr("Stop the broadcast"))
        set_role(self.stop_button, "danger")
        self.background_button = self._add(
            ClosingChoice.BACKGROUND, self.tr("Keep on air in the background")
        )
        self.cancel_button = self._add(ClosingChoice.CANCEL, self.tr("Cancel"))
        self.cancel_button.setDefault(True)
        rows = QVBoxLayout(self)
        rows.setSpacing(SPACING.normal)
        for widget in (self._words, self._hint, self._box):
            rows.addWidget(widget)
        self.cancel_button.setFocus()

    def show_stopping(self) -> None:
        """Say that the end of the broadcast is awaited."""
        self.is_stopping = True
        self._words.setText(self.tr("Stopping…"))
        for button in (self.stop_button, self.background_button):
            button.setEnabled(False)

    def reject(self) -> None:
        super().reject()
        self.chosen.emit(ClosingChoice.CANCEL)

    def _add(self, choice: ClosingChoice, text: str) -> QPushButton:
        button = self._box.addButton(text, QDialogButtonBox.ButtonRole.ActionRole)
        button.setObjectName(f"closing.{choice}")
        button.setAccessibleName(text)
        button.setAutoDefault(False)
        if choice is ClosingChoice.CANCEL:
            button.clicked.connect(self.reject)
        else:
            button.clicked.connect(lambda: self.chosen.emit(choice))
        return button
