"""Asks where to write the bundle for support, writes it in the background, says how it went."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QDir, QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from desktop.bridges.tasks import Tasks
from desktop.logs import Redaction
from desktop.store.paths import DataFolder
from desktop.supportbundle import write_bundle

FILE_NAME = "livedesk-support.zip"


@dataclass(frozen=True, slots=True)
class BundleSource:
    """What goes into the bundle, and what must not."""

    folder: DataFolder
    redaction: Redaction


class SupportFile(QObject):
    """One bundle after another; its dialogs belong to the window."""

    def __init__(self, source: BundleSource, tasks: Tasks, window: QWidget) -> None:
        super().__init__(window)
        self._source = source
        self._tasks = tasks
        self._window = window

    def ask(self, known: Mapping[str, object] | None = None) -> QFileDialog:
        """Ask for the file and write it; `known` goes into it too. Returns the open dialog."""
        where = QStandardPaths.StandardLocation.DesktopLocation
        folder = QStandardPaths.writableLocation(where) or QDir.homePath()
        dialog = QFileDialog(self._window, self.tr("Save for support"), folder)
        dialog.setObjectName("support_file.dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("zip")
        dialog.setNameFilters([self.tr("Zip files (*.zip)")])
        dialog.selectFile(FILE_NAME)
        dialog.fileSelected.connect(lambda path: self._write(Path(path), known or {}))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _write(self, file: Path, known: Mapping[str, object]) -> None:
        source = self._source
        self._tasks.run(
            lambda: write_bundle(file, source.folder, source.redaction, known),
            lambda _: self._say_done(file),
            lambda error: self._say_failed(file, error),
        )

    def _say_done(self, file: Path) -> None:
        text = self.tr(
            "{file} holds log files, settings and an hour of figures. It holds no stream key."
        )
        self._say(QMessageBox.Icon.Information, text.format(file=file))

    def _say_failed(self, file: Path, error: Exception) -> None:
        reason = getattr(error, "strerror", None) or type(error).__name__
        text = self.tr("{file} can't be written: {reason}.").format(file=file, reason=reason)
        self._say(QMessageBox.Icon.Warning, text)

    def _say(self, icon: QMessageBox.Icon, text: str) -> None:
        box = QMessageBox(icon, self.tr("Save for support"), text, parent=self._window)
        box.setObjectName("support_file.result")
        close = box.addButton(self.tr("Close"), QMessageBox.ButtonRole.AcceptRole)
        close.setObjectName("support_file.close")
        box.finished.connect(box.deleteLater)
        box.open()
