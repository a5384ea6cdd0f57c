"""How long it has been live, as HH:MM:SS."""

import time
from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QWidget

from desktop.widgets.tokens import FONT_SIZES, ui_font

_POLL_MS = 200  # a clock that looks five times a second never seems to skip one


class LiveClock(QLabel):
    """Counts up from a given start; stands still until started.

    `now_s` is a monotonic clock in seconds.
    """

    def __init__(
        self, parent: QWidget | None = None, *, now_s: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self._now_s = now_s
        self._started_s = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_POLL_MS)
        self._timer.timeout.connect(self.refresh)
        self.setFont(ui_font(FONT_SIZES.clock, is_bold=True))
        self._show(0)

    @property
    def is_running(self) -> bool:
        """True between `start` and `stop`."""
        return self._timer.isActive()

    def start(self, elapsed_s: float = 0.0) -> None:
        """Count on from `elapsed_s`, the time that has already passed."""
        self._started_s = self._now_s() - max(0.0, elapsed_s)
        self._timer.start()
        self.refresh()

    def stop(self) -> None:
        """Stand still at the present time."""
        self.refresh()
        self._timer.stop()

    def reset(self) -> None:
        """Stand still at zero."""
        self._timer.stop()
        self._show(0)

    def refresh(self) -> None:
        """Show the present time; called by itself while running."""
        if self.is_running:
            self._show(int(self._now_s() - self._started_s))

    def _show(self, seconds: int) -> None:
        text = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
        if text != self.text():
            self.setText(text)
