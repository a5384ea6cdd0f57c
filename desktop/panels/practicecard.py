"""What practice is, how its ingest on this computer is, and what arrives for one destination."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QLocale, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.bridges.practice import PracticeReading, PracticeState, PracticeView
from desktop.language import hint_of, message_of
from desktop.panels.section import Note
from desktop.store.secretstore import FIRST_ID
from desktop.widgets.statuslamp import Lamp, StatusLamp
from desktop.widgets.tokens import SPACING, set_role


class PracticeCard(QWidget):
    """An explanation, a lamp, a way to the viewers' page, and a button where it failed.

    Signals:
        start_requested(): try to start it again.
    """

    start_requested = Signal()

    def __init__(
        self,
        parent: QWidget | None = None,
        name: str = "destination.practice",
        destination_id: str = FIRST_ID,
        *,
        open_url: Callable[[QUrl], object] = QDesktopServices.openUrl,
    ) -> None:
        """`name` is what the object names of its parts begin with."""
        super().__init__(parent)
        self.setObjectName(name)
        self._id = destination_id
        self._open_url = open_url
        self._is_alone = True
        self._view = PracticeView()
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        set_role(self._words, "muted")
        self.lamp = StatusLamp(self)
        self.lamp.setObjectName(f"{name}.state")
        self._problem = Note(f"{name}.problem", "problem", self)
        self._hint = Note(f"{name}.hint", "hint", self)
        self.watch_button = QPushButton(self)
        self.watch_button.setObjectName(f"{name}.watch")
        set_role(self.watch_button, "quiet")
        self.watch_button.clicked.connect(self.watch)
        self.start_button = QPushButton(self)
        self.start_button.setObjectName(f"{name}.start")
        self.start_button.clicked.connect(self.start_requested)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(SPACING.small)
        notes = (self._words, self.lamp, self._problem, self._hint)
        for widget in (*notes, self.watch_button, self.start_button):
            rows.addWidget(widget)
        self._retext()

    @property
    def link(self) -> str:
        """Address of this destination's viewers' page; empty where it is not known."""
        channel = self._view.channels.get(self._id)
        return "" if channel is None else channel.watch_url

    def watch(self) -> None:
        """Open the page in the browser."""
        if self.link:
            self._open_url(QUrl(self.link))

    def show_place(self, is_alone: bool) -> None:
        """Be that of the only destination, whose page is offered beside Go live."""
        self._is_alone = is_alone
        self.watch_button.setVisible(not is_alone and bool(self.link))

    def show_practice(self, view: PracticeView) -> None:
        """Show how it is."""
        self._view = view
        reading = view.reading_of(self._id)
        self.show_place(self._is_alone)
        self.watch_button.setToolTip(self.link)
        has_failed = view.state is PracticeState.FAILED
        self.start_button.setVisible(has_failed)
        match view.state:
            case PracticeState.STARTING:
                self.lamp.set_status(Lamp.OFF, self.tr("Practice ingest: starting…"))
            case PracticeState.READY if reading.is_live:
                is_starving = reading.health == "STARVING"
                lamp = Lamp.WARNING if is_starving else Lamp.OK
                self.lamp.set_status(lamp, self._received(reading))
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

    def _received(self, reading: PracticeReading) -> str:
        number = QLocale().toString
        return self.tr("Practice ingest: {fps} fps, {rate} Mb/s").format(
            fps=number(reading.frame_rate, "f", 1),
            rate=number((reading.video_bitrate_bps + reading.audio_bitrate_bps) / 1e6, "f", 2),
        )

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
        self.watch_button.setText(self.tr("Watch"))
        self.watch_button.setAccessibleName(self.tr("Open this destination's viewers' page"))
        self.show_practice(self._view)
