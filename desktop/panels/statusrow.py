"""One quiet line at the bottom: how engine and ingest are, in numbers."""

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QLocale, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from desktop.bridges.practice import PracticeReading, PracticeState, PracticeView
from desktop.bridges.studio import Studio
from desktop.clouding.situation import CloudSituation
from desktop.cloudwords import all_running_words
from desktop.golive import Situation
from desktop.widgets.statuslamp import Lamp, StatusLamp
from desktop.widgets.tokens import SPACING, set_role
from encoder.messages import EngineState, ReplaySaved, Stats

COST_MS = 15_000
NEWS_MS = 10_000
"""How long a saved replay stays in the line."""


class StatusRow(QFrame):
    """Two lamps, what the practice ingest measures of what arrives, and for a while a saved replay.

    A replay is saved in the middle of a broadcast: nothing may move for it.
    """

    def __init__(
        self, studio: Studio, parent: QWidget | None = None, *, news_ms: int = NEWS_MS
    ) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        set_role(self, "strip")
        self._studio = studio
        self.engine_lamp = StatusLamp(self)
        self.engine_lamp.setObjectName("status.engine")
        self.ingest_lamp = StatusLamp(self)
        self.ingest_lamp.setObjectName("status.ingest")
        self._link = QLabel(self)
        self._link.setObjectName("status.link")
        set_role(self._link, "muted")
        self._link.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._link.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.cost = QLabel(self)
        self.cost.setObjectName("status.cost")
        self.cost.hide()
        self._link_text = ""
        self._replay: ReplaySaved | None = None
        self._news = QTimer(self)
        self._news.setSingleShot(True)
        self._news.setInterval(news_ms)
        self._news.timeout.connect(self._show_link)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACING.normal, SPACING.hair, SPACING.normal, SPACING.hair)
        row.setSpacing(SPACING.wide)
        row.addWidget(self.engine_lamp)
        row.addWidget(self.ingest_lamp)
        row.addWidget(self.cost)
        row.addWidget(self._link, 1)
        studio.broadcast.situation_changed.connect(self._show_engine)
        studio.broadcast.situation_changed.connect(self._show_replay)
        studio.cloud.changed.connect(self._show_cost)
        self._ticker = QTimer(self)
        self._ticker.setInterval(COST_MS)
        self._ticker.timeout.connect(lambda: self._show_cost(studio.cloud.situation))
        studio.broadcast.stats_sampled.connect(self._show_stats)
        studio.practice.changed.connect(self._show_practice)
        studio.keeper.changed.connect(lambda _: self._show_practice(studio.practice.view))
        self._show_all()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._show_all()
        super().changeEvent(event)

    def _show_all(self) -> None:
        self.setAccessibleName(self.tr("Status"))
        self._show_engine(self._studio.broadcast.situation)
        self._show_practice(self._studio.practice.view)
        self._show_cost(self._studio.cloud.situation)

    def _show_cost(self, situation: CloudSituation) -> None:
        """Show what is paid by the hour and runs, whichever page is seen."""
        words = all_running_words(situation, datetime.now(UTC))
        self.cost.setText(words)
        self.cost.setVisible(bool(words))
        if words and not self._ticker.isActive():
            self._ticker.start()
        elif not words:
            self._ticker.stop()

    def _show_engine(self, situation: Situation) -> None:
        match situation.engine:
            case EngineState.LAUNCHING:
                self.engine_lamp.set_status(Lamp.OFF, self.tr("Engine: starting"))
            case EngineState.ATTACHED:
                self.engine_lamp.set_status(Lamp.OK, self.tr("Engine: ready"))
            case EngineState.RELAUNCHING:
                self.engine_lamp.set_status(Lamp.WARNING, self.tr("Engine: starting again"))
            case EngineState.GONE:
                self.engine_lamp.set_status(Lamp.BAD, self.tr("Engine: not running"))
        if not situation.is_on_air:
            self._link_text = ""
            self._show_link()

    def _show_replay(self, situation: Situation) -> None:
        if situation.last_replay != self._replay:
            self._replay = situation.last_replay
            self._news.start()
            self._show_link()

    def _show_link(self) -> None:
        """Show the connection, or the replay as long as it is news."""
        text = self._link_text
        if self._replay is not None and self._news.isActive():
            text = self.tr("Replay saved: {file} ({seconds} s)").format(
                file=Path(self._replay.file).name, seconds=round(self._replay.seconds)
            )
        self._link.setText(text)
        self._link.setToolTip(text)

    def _show_practice(self, view: PracticeView) -> None:
        match view.state:
            case PracticeState.STARTING:
                self.ingest_lamp.set_status(Lamp.OFF, self.tr("Practice ingest: starting"))
            case PracticeState.FAILED:
                self.ingest_lamp.set_status(Lamp.BAD, self.tr("Practice ingest: not running"))
            case PracticeState.READY if view.reading.is_live:
                self._show_reading(view.reading)
            case PracticeState.READY:
                self.ingest_lamp.set_status(Lamp.OK, self.tr("Practice ingest: ready"))

    def _show_reading(self, reading: PracticeReading) -> None:
        number = QLocale().toString
        interval_s = reading.keyframe_interval_s  # 0 until there were two key frames
        words = self.tr(
            "Practice ingest receives {fps} fps, {rate} Mb/s, key frame every {interval} s"
        ).format(
            fps=number(reading.frame_rate, "f", 1),
            rate=number((reading.video_bitrate_bps + reading.audio_bitrate_bps) / 1e6, "f", 2),
            interval=number(interval_s, "f", 1) if interval_s else "–",
        )
        if not self._studio.keeper.settings.hides_viewers:
            viewers = self.tr("viewers: {viewers}").format(viewers=number(reading.viewers))
            words = f"{words} · {viewers}"
        is_starving = reading.health == "STARVING"
        self.ingest_lamp.set_status(Lamp.WARNING if is_starving else Lamp.OK, words)

    def _show_stats(self, stats: Stats) -> None:
        self._link_text = ""
        if self._studio.broadcast.situation.is_on_air and stats.main.rtt_ms is not None:
            self._link_text = self.tr("Round trip {rtt} ms · resent packets: {count}").format(
                rtt=QLocale().toString(stats.main.rtt_ms, "f", 1),
                count=QLocale().toString(stats.main.retransmits),
            )
        self._show_link()
