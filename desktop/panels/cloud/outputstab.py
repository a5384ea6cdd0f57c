"""What a stack tells others: addresses and names to copy, and a way to stream to it."""

from PySide6.QtCore import QEvent, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from cloud.models import OutputValue, StackStatus
from cloud.patterns.metadata import OutputRole
from desktop.clouding.subject import Subject
from desktop.language import translated
from desktop.panels.cloud.tab import CloudTab
from desktop.widgets.tokens import SPACING, set_role

STREAMED_TO = (OutputRole.CHANNEL_ARN, OutputRole.INGEST_URL, OutputRole.INGEST_URL_2)
WATCHED = (OutputRole.PLAYBACK_URL, OutputRole.CHAT_URL)


class OutputsTab(CloudTab):
    """One line an output.

    Signals:
        destination_wanted(): stream to this stack.
    """

    destination_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("outputs", parent)
        self._nothing = QLabel(self)
        self._nothing.setWordWrap(True)
        set_role(self._nothing, "muted")
        self.use_button = QPushButton(self)
        self.use_button.setObjectName("cloud.outputs.use")
        set_role(self.use_button, "primary")
        self.use_button.clicked.connect(self.destination_wanted)
        self._hint = QLabel(self)
        self._hint.setWordWrap(True)
        set_role(self._hint, "hint")
        use = QHBoxLayout()
        use.addWidget(self.use_button)
        use.addWidget(self._hint, 1)
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACING.small)
        self.lines: dict[str, OutputLine] = {}
        """By the name of their output."""
        self.rows.addWidget(self._nothing)
        self.rows.addLayout(use)
        self.rows.addLayout(self._list)
        self.rows.addStretch(1)
        self.retext()

    def show_subject(self, subject: Subject) -> None:
        outputs = () if subject.status is None else subject.status.outputs
        self._nothing.setVisible(not outputs)
        can_stream = is_streamed_to(subject.status) and subject.is_ready
        self.use_button.setVisible(can_stream)
        self._hint.setVisible(can_stream)
        if [each.name for each in outputs] != list(self.lines):
            self._replace(outputs)
        for each in outputs:
            self.lines[each.name].show_output(each)

    def retext(self) -> None:
        self._nothing.setText(self.tr("There is nothing to read yet: outputs come with the stack."))
        self.use_button.setText(self.tr("Use as destination"))
        self.use_button.setAccessibleName(self.tr("Use as destination"))
        self._hint.setText(
            self.tr("The stream key is fetched when you go live, and kept in memory only.")
        )

    def _replace(self, outputs: tuple[OutputValue, ...]) -> None:
        for line in self.lines.values():
            self._list.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = {each.name: OutputLine(each.name, self.widget()) for each in outputs}
        for line in self.lines.values():
            self._list.addWidget(line)
            line.show()


class OutputLine(QWidget):
    """Name, value and a button that copies it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._output = OutputValue(name, "")
        self._title = QLabel(self)
        self._title.setFixedWidth(200)
        self._title.setWordWrap(True)
        set_role(self._title, "muted")
        self.line = QLineEdit(self)
        self.line.setObjectName(f"cloud.output.{name}")
        self.line.setReadOnly(True)
        self.copy_button = QPushButton(self)
        self.copy_button.setObjectName(f"cloud.output.{name}.copy")
        self.copy_button.clicked.connect(self.copy)
        self.open_button = QPushButton(self)
        self.open_button.setObjectName(f"cloud.output.{name}.open")
        self.open_button.clicked.connect(self._open)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACING.small)
        row.addWidget(self._title)
        row.addWidget(self.line, 1)
        row.addWidget(self.copy_button)
        row.addWidget(self.open_button)
        self._retext()

    def show_output(self, output: OutputValue) -> None:
        """Show this value."""
        self._output = output
        self._title.setText(translated(output.description) or output.name)
        if self.line.text() != output.value:
            self.line.setText(output.value)
            self.line.setCursorPosition(0)
        is_page = output.role in WATCHED and output.value.startswith(("http://", "https://"))
        self.open_button.setVisible(is_page)
        self._retext()

    def copy(self) -> None:
        """Put the value onto the clipboard."""
        QGuiApplication.clipboard().setText(self._output.value)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.show_output(self._output)
        super().changeEvent(event)

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl(self._output.value))

    def _retext(self) -> None:
        name = self._title.text() or self._output.name
        self.line.setAccessibleName(name)
        self.copy_button.setText(self.tr("Copy"))
        self.copy_button.setAccessibleName(self.tr("Copy {name}").format(name=name))
        self.open_button.setText(self.tr("Open"))
        self.open_button.setAccessibleName(self.tr("Open {name}").format(name=name))


def is_streamed_to(status: StackStatus | None) -> bool:
    """Return whether a stack takes a stream."""
    return status is not None and any(status.output(role) for role in STREAMED_TO)


def place_count(status: StackStatus) -> int:
    """Return at how many addresses a stack takes the stream."""
    return 2 if status.output(OutputRole.INGEST_URL_2) else 1
