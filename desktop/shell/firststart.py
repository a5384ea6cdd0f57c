"""Asks on the very first start how to begin, and leads there."""

from msgspec.structs import replace
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.bridges.studio import Studio
from desktop.dialogs.firstrun import Beginning, FirstRunDialog
from desktop.store.settings import DestinationChoice, Finding

ADDRESS_FIELD = "destination.url"


class FirstStart(QObject):
    """Shows the three cards once the window is on screen, if there were no settings yet."""

    def __init__(self, studio: Studio, window: QWidget) -> None:
        super().__init__(window)
        self._studio = studio
        self._window = window
        if studio.keeper.loaded.finding is Finding.NEW:
            studio.window_painted.connect(self._ask)

    def _ask(self) -> None:
        self._studio.window_painted.disconnect(self._ask)
        if self._studio.broadcast.situation.is_on_air:
            return  # found on air: nobody who begins
        dialog = FirstRunDialog(self._window)
        dialog.chosen.connect(self._on_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_chosen(self, beginning: Beginning) -> None:
        settings = self._studio.keeper.settings
        first, *others = settings.destinations
        match beginning:
            case Beginning.PRACTICE:
                choice = DestinationChoice(id=first.id)
            case Beginning.KEY:
                choice = replace(first, kind="rtmp", ingest="custom")
            case Beginning.IVS:
                self._studio.cloud_asked.emit("live-ivs")
                return
        self._studio.keeper.change(replace(settings, destinations=(choice, *others)))
        if choice.kind == "rtmp":
            self._studio.attention_asked.emit(ADDRESS_FIELD)
