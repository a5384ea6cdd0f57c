"""A path with a button that lets the user find it."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from desktop.widgets.tokens import SPACING

_MEDIA_ENDINGS = "*.mp4 *.m4v *.mov *.mkv *.webm *.flv *.ts *.avi *.mp3 *.m4a *.aac *.wav *.ogg"


class FileField(QWidget):
    """A line for a media file's path, and a browse button; the disk is left to the dialog."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit(self)
        self.button = QPushButton(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACING.small)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.button)
        self.setFocusProxy(self.line)
        self.button.clicked.connect(self.browse)
        self._retext()

    def browse(self) -> QFileDialog:
        """Open the file dialog beside the window, without blocking; returns it."""
        dialog = QFileDialog(self.window(), self.tr("Choose a media file"), self.line.text())
        dialog.setObjectName(f"{self.line.objectName()}.dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [
                self.tr("Media files ({endings})").format(endings=_MEDIA_ENDINGS),
                self.tr("All files (*)"),
            ]
        )
        dialog.fileSelected.connect(self.line.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retext()
        super().changeEvent(event)

    def _retext(self) -> None:
        self.button.setText(self.tr("Browse…"))
        self.button.setAccessibleName(self.tr("Choose a media file"))
