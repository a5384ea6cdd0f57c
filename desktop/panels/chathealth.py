"""How the chat reaches this window: its rate, its delay, and what was lost on the way."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from chatclient.messages import FeedMeasured
from desktop.monitoring.decimator import decimate
from desktop.monitoring.series import SeriesRing
from desktop.widgets.plotmodel import PlotLine, Quantity
from desktop.widgets.timeplot import TimePlot
from desktop.widgets.tokens import SPACING, set_role

KEPT = 300
_NAMES = ("rate", "p50", "p99")
_HEIGHT_PX = 130


class ChatHealth(QWidget):
    """Two plots of the last five minutes, and the counts since the chat was entered.

    Importing this imports numpy, showing it pyqtgraph: made when it is first looked at.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chat.health.view")
        self._ring = SeriesRing(_NAMES, capacity=KEPT)
        self._latest: FeedMeasured | None = None
        self.rate = TimePlot(Quantity("/s", least_top=5.0), (PlotLine("rate"),), decimate, self)
        self.delay = TimePlot(
            Quantity("ms", decimals=0, least_top=100.0),
            (PlotLine("p50", 0), PlotLine("p99", 1)),
            decimate,
            self,
        )
        self.words = QLabel(self)
        self.words.setObjectName("chat.health.words")
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        set_role(self.words, "muted")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(SPACING.normal)
        for name, plot in (("rate", self.rate), ("delay", self.delay)):
            plot.setObjectName(f"chat.health.{name}")
            plot.setMinimumHeight(_HEIGHT_PX)
            rows.addWidget(plot, 1)
        rows.addWidget(self.words)
        rows.addStretch(1)
        self._retext()

    def build(self) -> None:
        """Make the real plots."""
        for plot in (self.rate, self.delay):
            plot.build()

    def hear(self, seconds: Iterable[FeedMeasured]) -> None:
        """Add seconds, the oldest first."""
        for each in seconds:
            self._latest = each
            self._ring.append(
                each.at_utc_s,
                {
                    "rate": each.messages_per_s,
                    "p50": each.delay_p50_ms,
                    "p99": each.delay_p99_ms,
                },
            )
        if self.isVisible():
            self._show()

    def clear(self) -> None:
        """Forget everything, as in another chat."""
        self._ring.clear()
        self._latest = None
        for plot in (self.rate, self.delay):
            plot.clear()
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retext()

    def _show(self) -> None:
        self.words.setText(self._counts())
        newest_s = self._ring.newest_s
        if newest_s is None:
            return
        times = self._ring.times
        self.rate.show_samples(newest_s, {"rate": (times, self._ring.values("rate"))})
        self.delay.show_samples(
            newest_s, {name: (times, self._ring.values(name)) for name in ("p50", "p99")}
        )

    def _counts(self) -> str:
        latest = self._latest
        if latest is None:
            return self.tr("Nothing measured yet")
        number = QLocale().toString
        words = self.tr(
            "Over {backend} · reconnected: {reconnects} · gaps: {gaps} · sent twice: {duplicates}"
        )
        return words.format(
            backend=self._backend(latest.backend),
            reconnects=number(latest.reconnects),
            gaps=number(latest.gaps),
            duplicates=number(latest.duplicates),
        )

    def _backend(self, name: str) -> str:
        return {
            "socketio": "WebSocket",
            "polling": self.tr("polling"),
            "appsync": "AppSync Events",
            "ivs": "Amazon IVS Chat",
            "replay": self.tr("recording"),
        }.get(name, name or "–")

    def _retext(self) -> None:
        empty = self.tr("Nothing measured yet")
        self.setAccessibleName(self.tr("Chat health, last 5 minutes"))
        self.rate.set_texts(self.tr("Messages"), {"rate": self.tr("messages")}, empty)
        self.delay.set_texts(
            self.tr("Delay"), {"p50": self.tr("half of them"), "p99": self.tr("99 of 100")}, empty
        )
        self._show()
