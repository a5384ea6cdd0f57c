"""Puts the studio together: the one place that constructs, and takes apart in reverse."""

import argparse
import contextlib
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType
from typing import Protocol

import msgspec
from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from desktop.bridges.broadcast import Broadcast, Deliver, Engine
from desktop.bridges.mailbox import Mailbox
from desktop.bridges.practice import Practice, PracticeCloud
from desktop.bridges.previewfeed import HEIGHT_PX, WIDTH_PX, PictureSource, PreviewFeed
from desktop.bridges.settingskeeper import SettingsKeeper
from desktop.bridges.streamkey import StreamKeyKeeper
from desktop.bridges.studio import Studio, StudioParts
from desktop.bridges.tasks import Tasks
from desktop.crash import CrashReports
from desktop.dialogs.about import AboutDialog
from desktop.dialogs.closing import ClosingChoice, ClosingDialog
from desktop.dialogs.settings import SettingsDialog
from desktop.language import LanguageChoice, LanguageSwitch
from desktop.logs import LogFiles, Redaction
from desktop.store.paths import DataFolder, data_folder
from desktop.store.secrets import KeyringSecrets, SecretStore
from desktop.store.settings import Settings, load_settings
from desktop.theme import ThemeChoice, ThemeSwitch
from desktop.window import StudioWindow
from encoder.messages import PreviewSlots


class Outside(Protocol):
    """Everything outside this process that the studio needs; tests hand in fakes."""

    def open_engine(self, deliver: Deliver, slots: PreviewSlots) -> Engine:
        """Return an engine that is not started yet."""
        ...

    def open_pictures(self) -> PictureSource:
        """Return the memory for previews."""
        ...

    def practice(self) -> PracticeCloud:
        """Return the practice cloud, running or not."""
        ...

    def secrets(self) -> SecretStore:
        """Return the key store."""
        ...


class ThisComputer:
    """The real Outside, with everything below one data folder."""

    def __init__(self, folder: DataFolder) -> None:
        self._folder = folder

    def open_engine(self, deliver: Deliver, slots: PreviewSlots) -> Engine:
        from encoder.supervisor import Supervisor  # loaded once the window is built

        return Supervisor(self._folder.engine, deliver, preview=slots)

    def open_pictures(self) -> PictureSource:
        from encoder.preview import PreviewReader

        return PreviewReader(WIDTH_PX, HEIGHT_PX)

    def practice(self) -> PracticeCloud:
        from desktop.bridges.localpractice import LocalPractice

        return LocalPractice(self._folder.practice)

    def secrets(self) -> SecretStore:
        return KeyringSecrets()


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the command line says about the window."""

    language: LanguageChoice | None = None
    """Instead of the one in the settings."""
    theme: ThemeChoice | None = None


class App(QObject):
    """One running studio; `close()` ends everything it started, in reverse."""

    def __init__(
        self,
        qt: QApplication,
        folder: DataFolder,
        outside: Outside,
        redaction: Redaction,
        wishes: Wishes,
    ) -> None:
        super().__init__()
        self._folder = folder
        self._wishes = wishes
        self._closing: ClosingDialog | None = None
        loaded = load_settings(folder.settings_file)
        self.language = LanguageSwitch(qt, wishes.language or loaded.settings.language)
        self.theme = ThemeSwitch(qt, wishes.theme or ThemeChoice(loaded.settings.theme))
        self.mailbox = Mailbox(self)
        self.tasks = Tasks(self.mailbox)
        self.keeper = SettingsKeeper(folder.settings_file, loaded, self.tasks, self)
        self._pictures = outside.open_pictures()
        preview = PreviewFeed(self._pictures, self)
        slots = self._pictures.slots
        broadcast = Broadcast(
            self.mailbox, lambda deliver: outside.open_engine(deliver, slots), preview, parent=self
        )
        practice = Practice(self.tasks, outside.practice(), self)
        key = StreamKeyKeeper(self.tasks, outside.secrets(), redaction.register, self)
        self.studio = Studio(StudioParts(self.keeper, broadcast, preview, practice, key), self)
        self.window = StudioWindow(self.studio)
        self.window.take_geometry(loaded.settings.window_geometry)
        self._surprise = self.mailbox.inlet(lambda _: self.studio.surprised.emit())
        self._connect()

    def show(self) -> None:
        """Show the window; everything heavy starts after its first picture."""
        self.mailbox.start()
        self.window.show()

    def notice_surprise(self) -> None:
        """Say that an exception was logged. Any thread."""
        self._surprise(None)

    def close(self) -> None:
        """End what was started: a broadcast goes on, everything else is joined."""
        self._keep_geometry()
        self.studio.practice.close()
        self.studio.broadcast.close()
        self.studio.key.close()
        self.tasks.close()
        self.keeper.close()
        self.mailbox.close()
        self._pictures.close()
        self.window.deleteLater()

    # ---- private ----

    def _connect(self) -> None:
        self.mailbox.losses_counted.connect(self.studio.losses_counted)
        self.keeper.changed.connect(self._on_settings)
        self.window.painted.connect(self._start)
        self.window.close_asked.connect(self._ask_to_close)
        self.studio.broadcast.situation_changed.connect(self._on_situation)
        actions = self.window.actions_by_name
        actions["settings"].triggered.connect(self._open_settings)
        actions["about"].triggered.connect(lambda: AboutDialog(self.window).open())
        actions["open_logs"].triggered.connect(
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder.logs)))
        )

    def _start(self) -> None:
        """Start the processes; what is heavy in this one comes in a later turn of the loop."""
        self.studio.broadcast.start()
        self.studio.practice.start()
        destination = self.keeper.settings.destination
        if destination.kind == "rtmp" and destination.keeps_key and destination.url:
            self.studio.key.load(destination.url)
        QTimer.singleShot(0, self.studio.window_painted.emit)

    def _open_settings(self) -> None:
        SettingsDialog(self.keeper, self.window).open()

    def _on_settings(self, settings: Settings) -> None:
        if settings.language != self.language.choice and self._wishes.language is None:
            self.language.choose(settings.language)
        if settings.theme != self.theme.choice and self._wishes.theme is None:
            self.theme.choose(ThemeChoice(settings.theme))

    def _ask_to_close(self) -> None:
        if self._closing is None:
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
                self.window.close_for_good()
            case ClosingChoice.CANCEL:
                self._forget_closing()

    def _on_situation(self) -> None:
        """Close once the broadcast that was to be stopped has ended."""
        if self._closing is None or self.studio.broadcast.situation.is_on_air:
            return
        is_stopping = self._closing.is_stopping
        self._forget_closing()
        if is_stopping:
            self.window.close_for_good()

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


def make_application(arguments: list[str]) -> QApplication:
    """Return the QApplication of this process, named."""
    qt = QApplication(arguments)
    qt.setApplicationName("livedesk")
    qt.setApplicationDisplayName("Livedesk")
    qt.setDesktopFileName("livedesk")
    return qt


def run_window(options: argparse.Namespace) -> int:
    """Open the studio and return its exit code; `--headless` goes its own way."""
    folder = DataFolder(data_folder(getattr(options, "data_dir", None)))
    if options.headless:
        from desktop.headless import run_headless  # only then

        return run_headless(options, folder)
    return run_studio(folder, Wishes(options.language), lambda app, qt: None)


def run_studio(
    folder: DataFolder, wishes: Wishes, begin: Callable[[App, QApplication], object]
) -> int:
    """Run one studio until its window is closed; `begin` is called once it is shown."""
    redaction = Redaction()
    qt = make_application([sys.argv[0]])
    with contextlib.ExitStack() as cleanup:
        logs = LogFiles(folder.logs, redaction)
        cleanup.callback(logs.close)
        app = App(qt, folder, ThisComputer(folder), redaction, wishes)
        cleanup.callback(app.close)
        crashes = CrashReports(folder.logs, app.notice_surprise)
        cleanup.callback(crashes.close)
        cleanup.callback(_on_signals(app.window.close_for_good))
        app.show()
        kept = begin(app, qt)
        code = qt.exec()
        del kept
    return code


def _on_signals(act: Callable[[], object]) -> Callable[[], None]:
    """Call `act` on SIGINT and SIGTERM (the mailbox's timer lets Python see them)."""

    def take(number: int, frame: FrameType | None) -> None:
        act()

    numbers = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.signal(number, take) for number in numbers}

    def restore() -> None:
        for number, handler in before.items():
            signal.signal(number, handler)

    return restore
