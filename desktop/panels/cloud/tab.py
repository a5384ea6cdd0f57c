"""What every tab about a stack is: a page that scrolls and is told of news."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop.clouding.subject import Subject
from desktop.widgets.tokens import SPACING


class CloudTab(QScrollArea):
    """Rows below each other; who inherits fills in `show_subject` and `retext`.

    What is not seen is not painted: it hears of news when it is shown.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"cloud.{name}")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.subject: Subject | None = None
        """What it is about now."""
        self._shown: Subject | None = None
        content = QWidget(self)
        self.rows = QVBoxLayout(content)
        """Where the rows go."""
        self.rows.setContentsMargins(SPACING.tight, SPACING.normal, SPACING.normal, SPACING.normal)
        self.rows.setSpacing(SPACING.small)
        self.setWidget(content)
        # Else the window's colour would stand in a hole of the panel.
        content.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def take(self, subject: Subject) -> None:
        """Be about this from now on."""
        self.subject = subject
        if self.isVisible():
            self._show_news()

    def show_subject(self, subject: Subject) -> None:
        """Show how it is."""

    def retext(self) -> None:
        """Say every text in the present language."""

    def showEvent(self, event: QShowEvent) -> None:
        self._show_news()
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retext()
            self._shown = None
            self._show_news()
        super().changeEvent(event)

    def _show_news(self) -> None:
        if self.subject is not None and self.subject != self._shown:
            self._shown = self.subject
            self.show_subject(self.subject)
