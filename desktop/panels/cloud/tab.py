"""What every tab about a stack is: a page that scrolls and is told of news."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop.clouding.subject import Subject
from desktop.widgets.tokens import SPACING


class CloudTab(QScrollArea):
    """Rows below each other; `show_subject` and `retext` are for who inherits."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"cloud.{name}")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.subject: Subject | None = None
        """What it is about now."""
        content = QWidget(self)
        self.rows = QVBoxLayout(content)
        """Where the rows go."""
        self.rows.setContentsMargins(SPACING.tight, SPACING.normal, SPACING.normal, SPACING.normal)
        self.rows.setSpacing(SPACING.normal)
        self.setWidget(content)
        # Else the window's colour would stand in a hole of the panel.
        content.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def take(self, subject: Subject) -> None:
        """Be about this from now on."""
        if subject != self.subject:
            self.subject = subject
            self.show_subject(subject)

    def show_subject(self, subject: Subject) -> None:
        """Show how it is."""

    def retext(self) -> None:
        """Say every text in the present language."""

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retext()
            if self.subject is not None:
                self.show_subject(self.subject)
        super().changeEvent(event)


def empty(rows: QVBoxLayout) -> None:
    """Remove everything that stands in these rows."""
    while (item := rows.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None and isinstance(inner, QVBoxLayout):
            empty(inner)
