"""A path with a button that lets the user find it."""

from enum import StrEnum

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from desktop.widgets.tokens import SPACING

_MEDIA_ENDINGS = "*.mp4 *.m4v *.mov *.mkv *.webm *.flv *.ts *.avi *.mp3 *.m4a *.aac *.wav *.ogg"
_IMAGE_ENDINGS = "*.png *.jpg *.jpeg *.webp"
_CERTIFICATE_ENDINGS = "*.pem *.crt *.cer"


class FileKind(StrEnum):
    """What a path leads to."""

    MEDIA = "media"
    IMAGE = "image"
    CERTIFICATES = "certificates"
    FOLDER = "folder"


class FileField(QWidget):
    """A line for the path, and a browse button; the disk is left to the dialog.

    Signals:
        chosen(str): the user chose or finished typing this path.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None, kind: FileKind = FileKind.MEDIA) -> None:
        super().__init__(parent)
        self._kind = kind
        self.line = QLineEdit(self)
        self.button = QPushButton(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACING.small)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.button)
        self.setFocusProxy(self.line)
        self.button.clicked.connect(self.browse)
        self.line.editingFinished.connect(lambda: self.chosen.emit(self.line.text()))
        self._retext()

    def browse(self) -> QFileDialog:
        """Open the file dialog beside the window, without blocking; returns it."""
        dialog = QFileDialog(self.window(), self._title(), self.line.text())
        dialog.setObjectName(f"{self.line.objectName()}.dialog")
        if self._kind is FileKind.FOLDER:
            dialog.setFileMode(QFileDialog.FileMode.Directory)
            dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        else:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
            dialog.setNameFilters([self._filter(), self.tr("All files (*)")])
        dialog.fileSelected.connect(self._take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retext()
        super().changeEvent(event)

    def _take(self, path: str) -> None:
        self.line.setText(path)
        self.chosen.emit(path)

    def _title(self) -> str:
        match self._kind:
            case FileKind.MEDIA:
                return self.tr("Choose a media file")
            case FileKind.IMAGE:
                return self.tr("Choose a picture")
            case FileKind.CERTIFICATES:
                return self.tr("Choose a file of certificates")
            case FileKind.FOLDER:
                return self.tr("Choose a folder")

    def _filter(self) -> str:
        match self._kind:
            case FileKind.IMAGE:
                return self.tr("Pictures ({endings})").format(endings=_IMAGE_ENDINGS)
            case FileKind.CERTIFICATES:
                return self.tr("Certificates ({endings})").format(endings=_CERTIFICATE_ENDINGS)
            case _:
                return self.tr("Media files ({endings})").format(endings=_MEDIA_ENDINGS)

    def _retext(self) -> None:
        self.button.setText(self.tr("Browse…"))
        self.button.setAccessibleName(self._title())
