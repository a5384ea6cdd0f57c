"""Saves the whole chat as a file that the user names."""

from pathlib import Path

from PySide6.QtCore import QDir, QLocale, QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.bridges.chat import Chat
from desktop.store.chatfindings import Exported

FILE_NAME = "livedesk-chat"


class ChatExport(QObject):
    """One file after another; the kind is that of the name's ending.

    Signals:
        said(str, bool): how it went; True: badly.
    """

    said = Signal(str, bool)

    def __init__(self, chat: Chat, window: QWidget) -> None:
        super().__init__(window)
        self._chat = chat
        self._window = window

    def ask(self) -> QFileDialog:
        """Ask for the file and save it. Returns the open dialog."""
        dialog = QFileDialog(self._window, self.tr("Save the chat"), self._folder())
        dialog.setObjectName("chat.export.dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Table (*.csv)"), self.tr("JSON lines (*.jsonl)")])
        dialog.setDefaultSuffix("csv")
        dialog.filterSelected.connect(
            lambda chosen: dialog.setDefaultSuffix("jsonl" if "jsonl" in chosen else "csv")
        )
        dialog.selectFile(FILE_NAME)
        dialog.fileSelected.connect(lambda path: self.save(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def save(self, path: Path) -> None:
        """Save to `path`, and remember its folder."""
        self._chat.way.change_taste(export_folder=str(path.parent))
        self._chat.export(path, self._on_done)

    def _folder(self) -> str:
        kept = self._chat.situation.taste.export_folder
        where = QStandardPaths.StandardLocation.DocumentsLocation
        return kept or QStandardPaths.writableLocation(where) or QDir.homePath()

    def _on_done(self, exported: Exported) -> None:
        if exported.problem:
            words = self.tr("{file} can't be written: {reason}.")
            self.said.emit(words.format(file=exported.path, reason=exported.problem), True)
            return
        count = QLocale().toString(exported.lines)
        words = self.tr("Saved {count} lines to {file}.")
        self.said.emit(words.format(count=count, file=Path(exported.path).name), False)
