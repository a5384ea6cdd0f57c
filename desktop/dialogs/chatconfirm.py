"""Asks once more before something in the chat that can't be undone."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from chatclient.wire.requests import Ban, Clear, Purge, Request
from desktop.widgets.tokens import SPACING, set_role

WIDTH_PX = 380
translate = QCoreApplication.translate


class ConfirmDialog(QDialog):
    """What will happen, and two buttons; Enter and Escape mean no."""

    def __init__(
        self, words: tuple[str, str, str], act: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        """`words`: the question, what comes of it, and the button that does it."""
        super().__init__(parent)
        self.setObjectName("chat.confirm")
        question, outcome, deed = words
        self.setWindowTitle(question)
        self._act = act
        title = QLabel(question, self)
        title.setWordWrap(True)
        set_role(title, "heading")
        hint = QLabel(outcome, self)
        hint.setWordWrap(True)
        hint.setMinimumWidth(WIDTH_PX)
        set_role(hint, "hint")
        box = QDialogButtonBox(self)
        self.do_button = box.addButton(deed, QDialogButtonBox.ButtonRole.ActionRole)
        self.do_button.setObjectName("chat.confirm.do")
        self.do_button.setAccessibleName(deed)
        self.do_button.setAutoDefault(False)
        set_role(self.do_button, "danger")
        self.do_button.clicked.connect(self._do)
        self.cancel_button = box.addButton(
            self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole
        )
        self.cancel_button.setObjectName("chat.confirm.cancel")
        self.cancel_button.setAccessibleName(self.tr("Cancel"))
        self.cancel_button.setDefault(True)
        box.rejected.connect(self.reject)
        rows = QVBoxLayout(self)
        rows.setSpacing(SPACING.normal)
        for widget in (title, hint, box):
            rows.addWidget(widget)
        self.finished.connect(self.deleteLater)
        self.cancel_button.setFocus()

    @classmethod
    def for_request(
        cls, request: Request, name: str, act: Callable[[], object], parent: QWidget
    ) -> "ConfirmDialog":
        """Return the dialog that fits a request; `name` is of whom it is done to."""
        return cls(_words(request, name), act, parent)

    def _do(self) -> None:
        self.accept()
        self._act()


def _words(request: Request, name: str) -> tuple[str, str, str]:
    match request:
        case Ban():
            return (
                translate("ConfirmDialog", "Ban {name}?").format(name=name),
                translate(
                    "ConfirmDialog",
                    "They can't enter this chat any more, and all they wrote is removed.",
                ),
                translate("ConfirmDialog", "Ban"),
            )
        case Purge():
            return (
                translate("ConfirmDialog", "Remove everything from {name}?").format(name=name),
                translate(
                    "ConfirmDialog",
                    "All they wrote so far disappears for everybody. They may go on.",
                ),
                translate("ConfirmDialog", "Remove all"),
            )
        case Clear():
            return (
                translate("ConfirmDialog", "Clear the chat?"),
                translate("ConfirmDialog", "Everything written so far disappears for everybody."),
                translate("ConfirmDialog", "Clear the chat"),
            )
        case _:
            return (
                translate("ConfirmDialog", "Really do this?"),
                translate("ConfirmDialog", "It can't be undone."),
                translate("ConfirmDialog", "Do it"),
            )
