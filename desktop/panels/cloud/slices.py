"""Does something long on the GUI thread in slices, with everything else between them."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer


class Slices(QObject):
    """Takes one step in each turn of the event loop, from the next turn on."""

    def __init__(self, steps: Iterator[None], parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Iterator[None] | None = steps
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._step)
        self._timer.start()

    @property
    def are_done(self) -> bool:
        """Nothing is left to do."""
        return self._steps is None

    def finish(self) -> None:
        """Take all steps that are left, now."""
        while not self.are_done:
            self._step()

    def _step(self) -> None:
        if self._steps is None:
            return
        try:
            next(self._steps)
        except StopIteration:
            self._steps = None
            self._timer.stop()
