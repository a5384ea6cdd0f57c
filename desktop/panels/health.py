"""The health strip: what was encoded, sent and lost in the last five minutes."""

import math
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QLocale, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.monitoring.decimator import decimate
from desktop.monitoring.enginesamples import NAMES, EngineSampler
from desktop.monitoring.series import SeriesRing
from desktop.widgets.plotmodel import PlotLine, Quantity
from desktop.widgets.timeplot import TimePlot
from desktop.widgets.tokens import SPACING
from encoder.messages import Drops, Stats

SPAN_S = 300
CAPACITY = SPAN_S + 60
"""Seconds that are remembered."""
_WIDE_PX = 1000
"""From this width on all plots stand in one row, below it in two."""

_MEGA = 1e-6
_MEBI = 1.0 / 1024.0 / 1024.0


@dataclass(frozen=True, slots=True)
class _Plan:
    """One plot of the strip: its object name, what it draws, and its share of the width."""

    name: str
    quantity: Quantity
    lines: tuple[PlotLine, ...]
    stretch: int = field(default=10)


_PLANS = (
    _Plan(
        "bitrate",
        Quantity("Mb/s", _MEGA, decimals=2, least_top=1.0),
        (
            PlotLine("sent_bps", 1),
            PlotLine("encoded_bps", 0),
            PlotLine("delivered_bps", 2),
            PlotLine("target_bps", is_target=True),
        ),
        25,
    ),
    _Plan(
        "framerate",
        Quantity("fps", decimals=1, least_top=10.0),
        (PlotLine("fps", 0), PlotLine("target_fps", is_target=True)),
        12,
    ),
    _Plan("queue", Quantity("ms", decimals=0, least_top=100.0), (PlotLine("queue_ms", 1),), 11),
    _Plan(
        "drops",
        Quantity("/s", decimals=0, least_top=4.0),
        (
            PlotLine("render_drops", 3),
            PlotLine("encoder_drops", 1),
            PlotLine("network_drops", 4),
        ),
        17,
    ),
    _Plan("cpu", Quantity("%", decimals=0, least_top=50.0), (PlotLine("cpu_percent", 0),), 11),
    _Plan(
        "memory",
        Quantity("MB", _MEBI, decimals=0, least_top=100.0),
        (PlotLine("memory_bytes", 3),),
        12,
    ),
)


class HealthPanel(QFrame):
    """Six plots on one time axis; empty until the first Stats, grey while none come.

    Call `build_plots` once the window is on screen; until then the values are shown in words.
    Importing `desktop.widgets.plotcanvas` in another thread before makes that 80 ms of work.
    Plots are called `health.<name>`.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("health.plots")
        self._sampler = EngineSampler()
        self._ring = SeriesRing((*NAMES, "target_fps"), capacity=CAPACITY)
        self._seconds: deque[tuple[Stats, float | None]] = deque(maxlen=CAPACITY)
        self._destination = ""
        self._target_fps: float | None = None
        self._drops = Drops()
        self._plots: dict[str, TimePlot] = {}
        for plan in _PLANS:
            plot = TimePlot(plan.quantity, plan.lines, decimate, self, span_s=SPAN_S)
            plot.setObjectName(f"health.{plan.name}")
            plot.cursor_moved.connect(self._on_cursor_moved)
            self._plots[plan.name] = plot
        self._columns = 0
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SPACING.small)
        self._grid.setVerticalSpacing(SPACING.tight)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(SPACING.normal, SPACING.tight, SPACING.normal, SPACING.tight)
        outer.addLayout(self._grid)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._place(len(_PLANS))
        self._retext()

    def plot(self, name: str) -> TimePlot:
        """Return one plot: bitrate, framerate, queue, drops, cpu or memory."""
        return self._plots[name]

    def build_plots(self) -> None:
        """Replace the blank areas by plots; imports pyqtgraph unless that has been done."""
        for plot in self._plots.values():
            plot.build()

    def set_target_fps(self, fps: float | None) -> None:
        """Draw the frame rate that is wanted, from the next Stats on."""
        self._target_fps = fps

    def show_stats(self, stats: Stats) -> None:
        """Add one second."""
        self._add(stats, self._target_fps)
        if self.isVisible() and not self.window().isMinimized():
            self._refresh()

    def show_history(self, seconds: Iterable[Stats]) -> None:
        """Put these before what is shown; where none were taken a gap stays."""
        shown = list(self._seconds)
        first_s = shown[0][0].at_utc_s if shown else math.inf
        past = [(stats, None) for stats in seconds if stats.at_utc_s < first_s]
        self._draw_anew([*past, *shown])

    def choose_destination(self, destination: str) -> None:
        """Draw what belongs to a destination of this one; empty = of the first."""
        if destination != self._destination:
            self._destination = destination
            self._draw_anew(list(self._seconds))

    def show_stale(self, age_s: float) -> None:
        """Say that the newest Stats is `age_s` old; the lines stay, grey."""
        for plot in self._plots.values():
            plot.show_stale(age_s)

    def clear(self) -> None:
        """Forget everything, as before the first Stats."""
        self._forget()
        for plot in self._plots.values():
            plot.clear()

    def text_summary(self) -> str:
        """Return what all plots show, in sentences, one line for each plot."""
        return "\n".join(plot.text_summary() for plot in self._plots.values())

    def sizeHint(self) -> QSize:
        return QSize(1200, 170 if self._columns == len(_PLANS) else 320)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(len(_PLANS) if self.width() >= _WIDE_PX else len(_PLANS) // 2)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retext()
            self._refresh()

    def _add(self, stats: Stats, target_fps: float | None) -> None:
        sample = self._sampler.sample(stats, self._destination)
        self._ring.append(stats.at_utc_s, sample | {"target_fps": target_fps})
        self._seconds.append((stats, target_fps))
        self._drops = stats.drops

    def _draw_anew(self, seconds: list[tuple[Stats, float | None]]) -> None:
        self._forget()
        for stats, target_fps in seconds:
            self._add(stats, target_fps)
        if self.isVisible():
            self._refresh()

    def _forget(self) -> None:
        self._sampler.clear()
        self._ring.clear()
        self._seconds.clear()
        self._drops = Drops()

    def _refresh(self) -> None:
        """Hand the plots what they show; hidden plots cost nothing."""
        newest_s = self._ring.newest_s
        if newest_s is None:
            return
        times = self._ring.times
        for plan in _PLANS:
            samples = {line.key: (times, self._ring.values(line.key)) for line in plan.lines}
            self._plots[plan.name].show_samples(newest_s, samples)
        total = self._drops.render + self._drops.encoder + self._drops.network
        self._plots["drops"].set_headline(
            self.tr("{count} in total").format(count=QLocale().toString(total))
        )

    def _on_cursor_moved(self, before_now_s: float | None) -> None:
        for plot in self._plots.values():
            plot.show_cursor(before_now_s)

    def _place(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for at, plan in enumerate(_PLANS):
            self._grid.addWidget(self._plots[plan.name], at // columns, at % columns)
        for column in range(len(_PLANS)):
            stretch = max((plan.stretch for plan in _PLANS[column::columns]), default=0)
            self._grid.setColumnStretch(column, stretch if column < columns else 0)
        for row in range(2):
            self._grid.setRowStretch(row, 1 if row * columns < len(_PLANS) else 0)
        self.setMinimumHeight(130 if columns == len(_PLANS) else 250)
        self.updateGeometry()

    def _retext(self) -> None:
        empty = self.tr("No data yet")
        self.setAccessibleName(self.tr("Health of the broadcast, last 5 minutes"))
        labels = self._labels()
        for name, title in {
            "bitrate": self.tr("Bitrate"),
            "framerate": self.tr("Frame rate"),
            "queue": self.tr("Queue delay"),
            "drops": self.tr("Dropped frames"),
            "cpu": self.tr("Engine CPU"),
            "memory": self.tr("Engine memory"),
        }.items():
            self._plots[name].set_texts(title, labels, empty)

    def _labels(self) -> dict[str, str]:
        """Return what the lines are called where a plot has more than one."""
        return {
            "encoded_bps": self.tr("encoded"),
            "sent_bps": self.tr("sent"),
            "delivered_bps": self.tr("delivered"),
            "target_bps": self.tr("target"),
            "fps": self.tr("actual"),
            "target_fps": self.tr("target"),
            "render_drops": self.tr("render"),
            "encoder_drops": self.tr("encoder"),
            "network_drops": self.tr("network"),
        }
