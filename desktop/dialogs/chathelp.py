"""The commands one may give in the chat, and the keys that help."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.chatting.commandtable import COMMANDS
from desktop.dialogs.chatwords import command_words
from desktop.widgets.tokens import SPACING, set_role

SIZE_PX = (560, 460)


class ChatHelpDialog(QDialog):
    """A table of what this account may do; plain text that can be selected."""

    def __init__(self, capabilities: frozenset[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chat.help")
        self.setWindowTitle(self.tr("Commands of the chat"))
        table = QWidget(self)
        grid = QGridLayout(table)
        grid.setHorizontalSpacing(SPACING.wide)
        lines = [
            (f"/{plan.name} {plan.argument}".strip(), command_words(plan.name))
            for plan in COMMANDS
            if not plan.capability or plan.capability in capabilities
        ]
        lines += [
            ("Enter", self.tr("sends; Shift+Enter makes a space")),
            ("@  :  /", self.tr("offer names, stamps and commands; Tab takes one")),
            ("//", self.tr("begins a message with a slash")),
            ("↑", self.tr("brings back what you wrote")),
        ]
        self.lines = tuple(lines)
        for at, (typed, meaning) in enumerate(lines):
            for column, text in enumerate((typed, meaning)):
                label = QLabel(table)
                label.setTextFormat(Qt.TextFormat.PlainText)
                label.setText(text)
                label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                if column:
                    label.setWordWrap(True)
                    set_role(label, "muted")
                grid.addWidget(label, at, column, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(lines), 1)
        area = QScrollArea(self)
        area.setObjectName("chat.help.lines")
        area.setAccessibleName(self.windowTitle())
        area.setWidget(table)
        area.setWidgetResizable(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setObjectName("chat.help.close")
        close.setText(self.tr("Close"))
        close.setAccessibleName(self.tr("Close"))
        buttons.rejected.connect(self.reject)
        rows = QVBoxLayout(self)
        rows.addWidget(area, 1)
        rows.addWidget(buttons)
        self.resize(*SIZE_PX)
        self.finished.connect(self.deleteLater)
