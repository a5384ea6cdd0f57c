"""Opens the window: an empty one at once, then everything that stands in it.

Nothing heavy is imported here: the first picture must not wait for what it does not show.
"""

import contextlib
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from desktop.store.filelocks import is_locked
from desktop.store.firstlook import first_look
from desktop.store.paths import DataFolder, data_folder
from desktop.widgets.colours import DARK, LIGHT
from desktop.window import StudioWindow

if TYPE_CHECKING:
    import argparse

    from desktop.app import App, Wishes
    from desktop.onewindow import OneWindow

Begin = Callable[["App"], object]


def make_application(arguments: list[str]) -> QApplication:
    """Return the QApplication of this process, named."""
    qt = QApplication(arguments)
    qt.setApplicationName("livedesk")
    qt.setApplicationDisplayName("Livedesk")
    qt.setDesktopFileName("livedesk")
    return qt


def run_window(options: "argparse.Namespace") -> int:
    """Open the studio and return its exit code; `--headless` rehearses a broadcast in it."""
    folder = DataFolder(data_folder(getattr(options, "data_dir", None)))
    if options.headless:
        return _rehearse(options, folder)
    if is_locked(folder.window_lock):
        return _show_first(folder)
    claims: list[OneWindow | None] = []

    def prepare() -> "Wishes | None":
        from desktop.app import Wishes
        from desktop.onewindow import claim_window

        claims.append(claim_window(folder.root))
        return None if claims[0] is None else Wishes(options.language)

    def begin(app: "App") -> None:
        if claims[0] is not None:
            claims[0].answer(app.window)

    try:
        code = run_studio(folder, prepare, begin)
    finally:
        for claim in claims:
            if claim is not None:
                claim.close()
    return _show_first(folder) if None in claims else code  # then another start was quicker


def run_studio(folder: DataFolder, prepare: Callable[[], "Wishes | None"], begin: Begin) -> int:
    """Run one studio until its window is closed; returns the exit code.

    `prepare` is called once the empty window is on screen; with None the window closes again.
    `begin` is called once it is furnished.
    """
    qt = make_application([sys.argv[0]])
    window = StudioWindow()
    look = first_look(folder.settings_file)
    if look.theme in ("dark", "light"):
        theme = LIGHT if look.theme == "light" else DARK
        # Of the application: what is set on a window, style sheets put back with every theme.
        qt.setPalette(QPalette(QColor(theme.window)))
    window.take_geometry(look.window_geometry)
    failures: list[Exception] = []
    with contextlib.ExitStack() as cleanup:
        cleanup.callback(_on_signals(window.close_for_good))
        room = _Room(qt, window, folder, cleanup)

        def furnish() -> None:
            if not window.isVisible():
                return  # closed meanwhile
            try:
                wishes = prepare()
                if wishes is None:
                    window.close()
                else:
                    room.furnish(wishes, begin)
            except Exception as error:  # noqa: BLE001 - Qt would only print it
                failures.append(error)
                qt.exit(1)

        window.opened.connect(furnish)
        window.show()
        code = qt.exec()
    if failures:
        raise failures[0]
    return code


@dataclass(frozen=True, slots=True)
class _Room:
    """A window that is open and empty, and what has to be done when it closes."""

    qt: QApplication
    window: StudioWindow
    folder: DataFolder
    cleanup: contextlib.ExitStack

    def furnish(self, wishes: "Wishes", begin: Begin) -> None:
        """Import and construct the studio."""
        from desktop.app import App
        from desktop.bridges.outside import ThisComputer
        from desktop.crash import CrashReports
        from desktop.logs import LogFiles, Redaction

        redaction = Redaction()
        outside = ThisComputer(self.folder, keeps_on_air=not wishes.is_rehearsal)
        logs = LogFiles(self.folder.logs, redaction)
        self.cleanup.callback(logs.close)
        app = App(self.qt, self.folder, outside, redaction, wishes, self.window)
        self.cleanup.callback(app.close)
        crashes = CrashReports(self.folder.logs, app.notice_surprise)
        self.cleanup.callback(crashes.close)
        app.show()
        begin(app)


def _rehearse(options: "argparse.Namespace", folder: DataFolder) -> int:
    # Only here: a window has no use for it, and the screen must be there before Qt starts.
    from desktop.app import Wishes
    from desktop.headless import Rehearsal, RehearsalPlan
    from desktop.virtualscreen import virtual_screen

    file = options.screenshot or folder.screenshots / "headless.png"
    rehearsals: list[Rehearsal] = []
    with virtual_screen() as screen:
        plan = RehearsalPlan(
            options.seconds, screen, file.absolute(), folder.rehearsed, options.panel or ""
        )

        def begin(app: "App") -> None:
            finish = app.window.close_for_good
            rehearsals.append(Rehearsal(plan, app.window, app.tasks, finish))

        run_studio(folder, lambda: Wishes(options.language, is_rehearsal=True), begin)
        return rehearsals[0].report()


def _show_first(folder: DataFolder) -> int:
    from desktop.onewindow import show_first_window

    return show_first_window(folder.root)


def _on_signals(act: Callable[[], object]) -> Callable[[], None]:
    """Call `act` on SIGINT and SIGTERM (the mailbox's timer lets Python see them).

    Only once what is being done now is done: a window that is just being furnished would close,
    and then be shown.
    """

    def take(number: int, frame: FrameType | None) -> None:
        QTimer.singleShot(0, act)

    numbers = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.signal(number, take) for number in numbers}

    def restore() -> None:
        for number, handler in before.items():
            signal.signal(number, handler)

    return restore
