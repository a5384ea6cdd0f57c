"""What practice is, and how its ingest on this computer is."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.bridges.practice import PracticeState, PracticeView
from desktop.language import hint_of, message_of
from desktop.panels.section import Note
from desktop.widgets.statuslamp import Lamp, StatusLamp
from desktop.widgets.tokens import SPACING, set_role


class PracticeCard(QWidget):
    """An explanation, a lamp, and a button where it failed.

    Signals:
        start_requested(): try to start it again.
    """

    start_requested = Signal()

    def __init__(self, parent: QWidget | None = None, name: str = "destination.practice") -> None:
        """`name` is what the object names of its parts begin with."""
        super().__init__(parent)
        self.setObjectName(name)
        self._view = PracticeView()
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        set_role(self._words, "muted")
        self.lamp = StatusLamp(self)
        self.lamp.setObjectName(f"{name}.state")
        self._problem = Note(f"{name}.problem", "problem", self)
        self._hint = Note(f"{name}.hint", "hint", self)
        self.start_button = QPushButton(self)
        self.start_button.setObjectName(f"{name}.start")
        self.start_button.clicked.connect(self.start_requested)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(SPACING.small)
        for widget in (self._words, self.lamp, self._problem, self._hint, self.start_button):
            rows.addWidget(widget)
        self._retext()

    def show_practice(self, view: PracticeView) -> None:
        """Show how it is."""
        self._view = view
        has_failed = view.state is PracticeState.FAILED
        self.start_button.setVisible(has_failed)
        match view.state:
            case PracticeState.STARTING:
                self.lamp.set_status(Lamp.OFF, self.tr("Practice ingest: starting…"))
            case PracticeState.READY:
                self.lamp.set_status(Lamp.OK, self.tr("Practice ingest: ready"))
            case PracticeState.FAILED:
                self.lamp.set_status(Lamp.BAD, self.tr("Practice ingest: not running"))
        self._problem.say(self._cause(view) if has_failed else "")
        self._hint.say(hint_of(view.problem) if has_failed and view.problem is not None else "")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retext()
        super().changeEvent(event)

    def _cause(self, view: PracticeView) -> str:
        if view.problem is not None:
            return message_of(view.problem)
        return self.tr("The practice ingest failed unexpectedly; the log says how.")

    def _retext(self) -> None:
        self._words.setText(
            self.tr("A complete rehearsal with a server on this computer. No account needed.")
        )
        self.start_button.setText(self.tr("Start it again"))
        self.start_button.setAccessibleName(self.tr("Start the practice ingest again"))
        self.show_practice(self._view)
