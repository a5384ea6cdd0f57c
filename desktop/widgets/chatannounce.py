"""Tells a screen reader what came, politely: at most every few seconds, summed up."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 3000


class Announcer(QObject):
    """`say` gets a sentence at once, the next ones at least `every_ms` later.

    `describe` puts the newest item into words; it is asked for what is said only.
    """

    def __init__(
        self,
        say: Callable[[str], None],
        describe: Callable[[object], str],
        parent: QObject | None = None,
        *,
        every_ms: int = EVERY_MS,
    ) -> None:
        super().__init__(parent)
        self._say = say
        self._describe = describe
        self._count = 0
        self._newest: object = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(every_ms)
        self._timer.timeout.connect(self._tell)

    def hear(self, count: int, newest: object) -> None:
        """So many came, the last of them is `newest`."""
        self._count += count
        self._newest = newest
        if not self._timer.isActive():
            self._tell()

    def forget(self) -> None:
        """Say nothing of what was not said yet."""
        self._count, self._newest = 0, None

    def _tell(self) -> None:
        if not self._count:
            return
        count, newest = self._count, self._newest
        self.forget()
        self._timer.start()
        words = self._describe(newest)
        if count > 1:
            words = self.tr("{count} new messages, newest: {words}").format(
                count=count, words=words
            )
        self._say(words)
