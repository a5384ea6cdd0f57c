"""Puts the studio together: the one place that constructs, and takes apart in reverse."""

from dataclasses import dataclass

import msgspec
from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from desktop.bridges.broadcast import Broadcast
from desktop.bridges.chat import Chat
from desktop.bridges.chatkey import ChatKeyKeeper
from desktop.bridges.chatway import ChatWay
from desktop.bridges.cloud import Cloud
from desktop.bridges.garbage import GarbageTurn
from desktop.bridges.healthhistory import HealthHistory
from desktop.bridges.mailbox import Mailbox
from desktop.bridges.openrecord import RecordOpener
from desktop.bridges.outside import Outside
from desktop.bridges.practice import Practice
from desktop.bridges.previewfeed import PreviewFeed
from desktop.bridges.sessionrecord import SessionRecord
from desktop.bridges.settingskeeper import SettingsKeeper
from desktop.bridges.streamkeys import StreamKeys
from desktop.bridges.studio import Studio, StudioParts
from desktop.bridges.tasks import Tasks
from desktop.dialogs.about import AboutDialog
from desktop.dialogs.closing import ClosingChoice, ClosingDialog
from desktop.dialogs.settings import SettingsDialog
from desktop.furniture import load_cloud_page
from desktop.language import LanguageChoice, LanguageSwitch
from desktop.logs import Redaction
from desktop.shell.paidwatch import PaidWatch
from desktop.shell.surroundings import Surroundings
from desktop.store.chathistory import ChatHistory
from desktop.store.paths import DataFolder
from desktop.store.settings import Finding, LoadedSettings, Settings, load_settings
from desktop.theme import ThemeChoice, ThemeSwitch
from desktop.window import StudioWindow

CLOUD_THREADS = 6
"""Each stack that is being made keeps one for minutes."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the command line says about the window."""

    language: LanguageChoice | None = None
    """Instead of the one in the settings."""
    theme: ThemeChoice | None = None
    is_rehearsal: bool = False
    """Start with the defaults, save nothing, leave nothing on air."""


class App(QObject):
    """One running studio; `close()` ends everything it started, in reverse."""

    def __init__(
        self,
        qt: QApplication,
        folder: DataFolder,
        outside: Outside,
        redaction: Redaction,
        wishes: Wishes,
        window: StudioWindow | None = None,
    ) -> None:
        """`window` is one that is on screen already, still empty."""
        super().__init__()
        self._folder = folder
        self._redaction = redaction
        self._wishes = wishes
        self._closing: ClosingDialog | None = None
        loaded = (
            LoadedSettings(Settings(), Finding.NOT_KEPT)
            if wishes.is_rehearsal
            else load_settings(folder.settings_file)
        )
        self.language = LanguageSwitch(qt, wishes.language or loaded.settings.language)
        self.theme = ThemeSwitch(qt, wishes.theme or ThemeChoice(loaded.settings.theme))
        self._garbage = GarbageTurn(self)
        self.mailbox = Mailbox(self)
        self.tasks = Tasks(self.mailbox)
        self.keeper = SettingsKeeper(folder.settings_file, loaded, self.tasks, self)
        self._outside = outside
        preview = PreviewFeed(self)
        broadcast = Broadcast(self.mailbox, preview, parent=self)
        practice = Practice(self.tasks, self)
        keys = StreamKeys(self.tasks, outside.secrets, redaction.register, self)
        history = HealthHistory(self.tasks, outside.read_history, self)
        self._said = ChatHistory(None if wishes.is_rehearsal else folder.chat_record)
        chat_key = ChatKeyKeeper(self.tasks, outside.secrets, redaction.register)
        way = ChatWay(self.keeper, practice, chat_key, self)
        chat = Chat(way, self._said, self.mailbox, self.tasks)
        self._cloud_tasks = Tasks(self.mailbox, CLOUD_THREADS)
        cloud = Cloud(self.keeper, self.mailbox, self._cloud_tasks, self)
        self.studio = Studio(
            StudioParts(self.keeper, broadcast, preview, practice, keys, history, chat, cloud),
            self,
        )
        self._record = SessionRecord(self.keeper, broadcast, chat, cloud, self)
        self.window = StudioWindow() if window is None else window
        self.window.furnish(self.studio)
        if window is None:
            self.window.take_geometry(loaded.settings.window_geometry)
        self._around = Surroundings(self.window, self.studio, self.window.furniture)
        self._paid = PaidWatch(self.studio.cloud, self.window)
        self._paid.may_close.connect(self.window.close_for_good)
        self._surprise = self.mailbox.inlet(lambda _: self.studio.surprised.emit())
        self._connect()

    def show(self) -> None:
        """Show the window; everything heavy starts after its first picture."""
        self._garbage.keep()
        self.mailbox.start()
        self.window.show()

    def notice_surprise(self) -> None:
        """Say that an exception was logged. Any thread."""
        self._surprise(None)

    def close(self) -> None:
        """End what was started: a broadcast goes on, everything else is joined."""
        self._keep_geometry()
        self._around.close()
        self._record.close()
        self.studio.cloud.close()
        self.studio.chat.close()
        self.studio.practice.close()
        self.studio.history.close()
        self.studio.broadcast.close()
        self.studio.destinations.keys.close()
        self.studio.places.close()
        self._cloud_tasks.close()
        self.tasks.close()
        self._said.close()
        self.keeper.close()
        self.mailbox.close()
        self.studio.preview.close()
        self.window.deleteLater()
        self._garbage.close()

    # ---- private ----

    def _connect(self) -> None:
        self.mailbox.losses_counted.connect(self.studio.losses_counted)
        self.keeper.changed.connect(self._on_settings)
        self.window.painted.connect(self._load)
        self.window.close_asked.connect(self._ask_to_close)
        self.studio.broadcast.situation_changed.connect(self._on_situation)
        actions = self.window.actions_by_name
        actions["settings"].triggered.connect(self._open_settings)
        actions["about"].triggered.connect(lambda: AboutDialog(self.window).open())
        actions["open_logs"].triggered.connect(
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder.logs)))
        )
        actions["save_for_support"].triggered.connect(self._save_for_support)

    def _load(self) -> None:
        """Load what is heavy on another thread, now that the window is on screen."""
        self.tasks.run(self._outside.load, lambda _: self._start(), self._on_load_failed)
        QTimer.singleShot(0, self.studio.window_painted.emit)

    def _start(self) -> None:
        pictures = self._outside.open_pictures()
        self.studio.preview.open(pictures)
        slots = pictures.slots
        self.studio.broadcast.start(lambda deliver: self._outside.open_engine(deliver, slots))
        self.studio.practice.use(self._outside.practice())
        self.studio.destinations.load_keys()
        self.studio.history.load(self._folder.health_record)
        self.studio.chat.start(self._outside)
        self.studio.cloud.use(self._outside.cloud())
        opener = RecordOpener(self._folder.outbox, self._folder.practice)
        self._record.use(opener, self.mailbox, self.tasks)
        self._cloud_tasks.run(load_cloud_page, lambda _: self._garbage.keep(), self._on_load_failed)

    def _save_for_support(self) -> None:
        # Rarely wanted, and slow to import: not before the first picture.
        from desktop.dialogs.supportfile import BundleSource, SupportFile

        source = BundleSource(self._folder, self._redaction)
        known = {"sources": self.studio.catalogue, "encoders": self.studio.encoders}
        SupportFile(source, self.tasks, self.window).ask(known)

    def _on_load_failed(self, error: Exception) -> None:
        raise error  # a broken installation: the crash report and a notice say so

    def _open_settings(self) -> None:
        SettingsDialog(self.studio, self.window).open()

    def _on_settings(self, settings: Settings) -> None:
        if settings.language != self.language.choice and self._wishes.language is None:
            self.language.choose(settings.language)
        if settings.theme != self.theme.choice and self._wishes.theme is None:
            self.theme.choose(ThemeChoice(settings.theme))

    def _ask_to_close(self) -> None:
        if not self.studio.broadcast.situation.is_on_air:
            self._paid.ask()
        elif self._closing is None:
            self._closing = ClosingDialog(self.window)
            self._closing.chosen.connect(self._on_closing_chosen)
            self._closing.open()

    def _on_closing_chosen(self, choice: ClosingChoice) -> None:
        match choice:
            case ClosingChoice.STOP:
                if self._closing is not None:
                    self._closing.show_stopping()
                self.studio.broadcast.stop()
            case ClosingChoice.BACKGROUND:
                self._forget_closing()
                self._paid.ask()
            case ClosingChoice.CANCEL:
                self._forget_closing()

    def _on_situation(self) -> None:
        """Close once the broadcast that was to be stopped has ended."""
        if self._closing is None or self.studio.broadcast.situation.is_on_air:
            return
        is_stopping = self._closing.is_stopping
        self._forget_closing()
        if is_stopping:
            self._paid.ask()

    def _forget_closing(self) -> None:
        if self._closing is not None:
            closing, self._closing = self._closing, None
            closing.hide()
            closing.deleteLater()

    def _keep_geometry(self) -> None:
        self.keeper.change(
            msgspec.structs.replace(
                self.keeper.settings, window_geometry=self.window.geometry_text()
            )
        )
