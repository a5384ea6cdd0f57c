"""The health strip, following the engine: fed while on air, built once the window is painted."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.bridges.studio import Studio
from desktop.golive import Situation
from desktop.panels.section import ColumnBox
from desktop.widgets.tokens import SPACING, set_role
from encoder.endpoints import shown_host
from encoder.messages import Phase, Stats
from encoder.settings import Destination

if TYPE_CHECKING:
    from desktop.panels.health import HealthPanel

STALE_S = 3.0
LOOK_MS = 1_000
LONG_AGO_S = 600.0
"""The plots reach back less far: nothing of it is left to be moved."""
BOX_WIDTH_PX = 220
RESERVED_PX = 170
"""What the plots will take, so that nothing moves when they come."""


class HealthStrip(QFrame):
    """Starts anew with every broadcast; until then the last one's lines move into the past, grey.

    What was recorded before this window is drawn too. Of several destinations one is drawn. The
    plots come once the window is painted: what they need takes longer to import than all else.
    """

    def __init__(
        self,
        studio: Studio,
        parent: QWidget | None = None,
        *,
        now_s: Callable[[], float] = time.monotonic,
        now_utc_s: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("health")
        set_role(self, "strip")
        self._plots: HealthPanel | None = None
        self._studio = studio
        self._now_s = now_s
        self._now_utc_s = now_utc_s
        self._heard_s: float | None = None
        self._was_on_air = False
        self._label = QLabel(self)
        set_role(self._label, "muted")
        self.destination_box = ColumnBox("health.destination", self)
        self.destination_box.setFixedWidth(BOX_WIDTH_PX)
        self._label.setBuddy(self.destination_box)
        head = QHBoxLayout()
        head.setSpacing(SPACING.small)
        head.setContentsMargins(SPACING.normal, SPACING.tight, SPACING.normal, 0)
        head.addWidget(self._label)
        head.addWidget(self.destination_box)
        head.addStretch(1)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._rows.addLayout(head)
        self._reserve = QWidget(self)
        self._reserve.setFixedHeight(RESERVED_PX)
        self._rows.addWidget(self._reserve)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)
        self.destination_box.activated.connect(self._on_chosen)
        studio.window_painted.connect(self.build)
        studio.history.arrived.connect(self._on_history)
        studio.broadcast.stats_sampled.connect(self._on_stats)
        studio.broadcast.situation_changed.connect(self._on_situation)
        self._retext_box()
        self._offer({})

    @property
    def plots(self) -> "HealthPanel":
        """The plots, once they are built."""
        assert self._plots is not None
        return self._plots

    def build(self) -> None:
        """Put the plots in; imports them unless that has been done."""
        if self._plots is not None:
            return
        from desktop.panels.health import HealthPanel

        self._plots = HealthPanel(self)
        self._rows.removeWidget(self._reserve)
        self._reserve.deleteLater()
        self._rows.addWidget(self._plots, 1)
        self._plots.show()
        self._plots.build_plots()
        self._plots.choose_destination(self._chosen())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retext_box()

    def _on_situation(self, situation: Situation) -> None:
        if situation.is_on_air and not self._was_on_air:
            if not situation.was_found_on_air and self._plots is not None:
                self._plots.clear()
            self._heard_s = None
            self._timer.start()
        self._was_on_air = situation.is_on_air
        if situation.is_on_air:
            views = situation.destinations
            self._offer({name: self._title(name, view.destination) for name, view in views.items()})

    def _offer(self, titles: dict[str, str]) -> None:
        """Let the user choose where there is a choice."""
        box = self.destination_box
        offered = {box.itemData(index): box.itemText(index) for index in range(box.count())}
        is_choice = len(titles) > 1
        self._label.setVisible(is_choice)
        box.setVisible(is_choice)
        if titles == offered:
            return
        chosen = box.currentData()
        box.clear()
        for name, title in titles.items():
            box.addItem(title, name)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        self._on_chosen()

    def _on_chosen(self) -> None:
        if self._plots is not None:
            self._plots.choose_destination(self._chosen())

    def _chosen(self) -> str:
        return str(self.destination_box.currentData() or "")

    def _on_history(self, seconds: list[Stats]) -> None:
        if self._plots is None or not seconds:
            return
        self._plots.show_history(seconds)
        if self._heard_s is None:
            # Off air nothing comes after them: they must not look like what is sent now.
            self._heard_s = self._now_s() - max(0.0, self._now_utc_s() - seconds[-1].at_utc_s)
            self._timer.start()

    def _title(self, destination_id: str, destination: Destination | None) -> str:
        if destination is None:
            return destination_id
        if destination.name:
            return destination.name
        is_practice = destination.ingest == "practice"
        return self.tr("Practice") if is_practice else shown_host(destination.url)

    def _on_stats(self, stats: Stats) -> None:
        if stats.phase is Phase.IDLE or self._plots is None:
            return
        self._heard_s = self._now_s()
        self._plots.set_target_fps(float(self._studio.keeper.settings.canvas.fps))
        self._plots.show_stats(stats)

    def _look(self) -> None:
        if self._heard_s is None or self._plots is None:
            return
        age_s = self._now_s() - self._heard_s
        if age_s > STALE_S:
            self._plots.show_stale(age_s)
        if age_s > LONG_AGO_S and not self._was_on_air:
            self._timer.stop()

    def _retext_box(self) -> None:
        self._label.setText(self.tr("Connection to"))
        self.destination_box.setAccessibleName(self.tr("Destination whose connection is drawn"))
