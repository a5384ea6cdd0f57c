"""What the stream is called: recordings are named after it."""

from msgspec.structs import replace
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.bridges.studio import Studio

LONGEST = 200


class StreamTitle(QLineEdit):
    """One line; kept when it is left or Enter is pressed."""

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("controls.title")
        self.setMaxLength(LONGEST)
        self._studio = studio
        self.editingFinished.connect(self._keep)
        studio.keeper.changed.connect(self._show)
        self._show()
        self._retext()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retext()
        super().changeEvent(event)

    def _keep(self) -> None:
        self.setModified(False)
        keeper = self._studio.keeper
        recording = replace(keeper.settings.recording, title=self.text().strip())
        keeper.change(replace(keeper.settings, recording=recording))

    def _show(self) -> None:
        title = self._studio.keeper.settings.recording.title
        if not self.isModified() and title != self.text():
            self.setText(title)

    def _retext(self) -> None:
        words = self.tr("Title of the stream")
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
