"""The health strip, following the engine: fed while on air, built once the window is painted."""

import time
from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from desktop.bridges.studio import Studio
from desktop.golive import Situation
from desktop.panels.health import HealthPanel
from encoder.messages import Phase, Stats

STALE_S = 3.0
LOOK_MS = 1_000


class HealthStrip(HealthPanel):
    """Starts anew with every broadcast and keeps the last one's lines until then."""

    def __init__(
        self,
        studio: Studio,
        parent: QWidget | None = None,
        *,
        now_s: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._studio = studio
        self._now_s = now_s
        self._heard_s: float | None = None
        self._was_on_air = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)
        studio.window_painted.connect(self.build_plots)
        studio.broadcast.stats_sampled.connect(self._on_stats)
        studio.broadcast.situation_changed.connect(self._on_situation)

    def _on_situation(self, situation: Situation) -> None:
        if situation.is_on_air and not self._was_on_air:
            self.clear()
            self._heard_s = None
            self._timer.start()
        elif not situation.is_on_air:
            self._timer.stop()
        self._was_on_air = situation.is_on_air

    def _on_stats(self, stats: Stats) -> None:
        if stats.phase is Phase.IDLE:
            return
        self._heard_s = self._now_s()
        self.set_target_fps(float(self._studio.keeper.settings.canvas.fps))
        self.show_stats(stats)

    def _look(self) -> None:
        if self._heard_s is not None and self._now_s() - self._heard_s > STALE_S:
            self.show_stale(self._now_s() - self._heard_s)
