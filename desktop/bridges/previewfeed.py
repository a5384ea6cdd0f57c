"""Pictures of the programme from shared memory to the window; each slot is given back at once."""

from typing import Protocol

from PySide6.QtCore import QObject, Signal

from encoder.messages import PreviewReady, PreviewSlots

WIDTH_PX = 640
HEIGHT_PX = 360


class PictureSource(Protocol):
    """Owns the shared memory; `encoder.preview.PreviewReader` is one."""

    slots: PreviewSlots

    def read(self, event: PreviewReady) -> bytes:
        """Return a copy of the picture's BGRA rows; raises ValueError for a wrong slot."""
        ...

    def close(self) -> None:
        """Remove the memory."""
        ...


class PreviewFeed(QObject):
    """Reads pictures while somebody looks.

    Signals:
        picture_arrived(bytes, int, int): BGRA rows without padding, width, height.
        released(int): the slot may be written again.
    """

    picture_arrived = Signal(object, int, int)
    released = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pictures: PictureSource | None = None
        self.is_watched = True
        """False: nobody looks, so nothing is read."""

    def open(self, pictures: PictureSource) -> None:
        """Read from this memory from now on, and remove it in `close()`."""
        self._pictures = pictures

    def close(self) -> None:
        """Remove the memory."""
        if self._pictures is not None:
            self._pictures.close()
            self._pictures = None

    def show(self, event: PreviewReady) -> None:
        """Hand the picture on and give its slot back; GUI thread."""
        pixels = b""
        try:
            if self.is_watched and self._pictures is not None:
                pixels = self._pictures.read(event)
        finally:
            self.released.emit(event.slot)
        if pixels:
            self.picture_arrived.emit(pixels, event.width, event.height)
