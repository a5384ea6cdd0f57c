"""Up to where the chat was read: known from before, and remembered now and then, not each frame."""

from collections.abc import Callable

from PySide6.QtCore import QTimer

from desktop.bridges.tasks import Tasks
from desktop.store.chatfindings import ChatPlace
from desktop.store.chathistory import ChatHistory

KEEP_AFTER_MS = 1_000


class ReadMark:
    """The mark of the room one is in; GUI thread."""

    def __init__(
        self,
        history: ChatHistory,
        tasks: Tasks,
        found: Callable[[int], None],
        keep_after_ms: int = KEEP_AFTER_MS,
    ) -> None:
        """`found` is told up to where was read before, once that is known."""
        self._history = history
        self._tasks = tasks
        self._found = found
        self._place = ChatPlace("")
        self._kept = 0
        self.last_read = 0
        """The number up to which all was read; 0: nothing is known to be."""
        self._timer = QTimer()
        self._timer.setSingleShot(True)
        self._timer.setInterval(keep_after_ms)
        self._timer.timeout.connect(self.keep)

    def begin(self, place: ChatPlace) -> None:
        """Keep the mark of the room before, and look up that of this one."""
        self.keep()
        self._place, self._kept, self.last_read = place, 0, 0
        if place.room:
            self._tasks.run(
                lambda: self._history.last_read(place),
                lambda seq: self._on_known(place, seq),
                lambda _: None,
            )

    def mark(self, place: ChatPlace, seq: int) -> None:
        """All up to this number was read."""
        if place == self._place and seq > self.last_read:
            self.last_read = seq
            if not self._timer.isActive():
                self._timer.start()

    def keep(self) -> None:
        """Remember it now."""
        self._timer.stop()
        if self.last_read > self._kept:
            self._kept = self.last_read
            self._history.mark_read(self._place, self._kept)

    def _on_known(self, place: ChatPlace, seq: int) -> None:
        if place == self._place:
            self._kept = max(self._kept, seq)
            self.last_read = max(self.last_read, seq)
            self._found(seq)
