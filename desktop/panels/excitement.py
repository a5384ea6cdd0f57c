"""How excited the chat is, below the picture: the last ten minutes."""

import time
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chatclient.messages import Arrived
from desktop.bridges.studio import Studio
from desktop.chatting.excitement import ExcitementCurve
from desktop.chatting.road import Setup
from desktop.store.chatfindings import Excitement
from desktop.widgets.excitementstrip import Bar, ExcitementStrip

SPAN_S = 600
REFRESH_MS = 1_000
LOAD_MS = 1_500


class ExcitementPanel(QWidget):
    """Counts what arrives, and what the record knows of the time before."""

    def __init__(
        self,
        studio: Studio,
        parent: QWidget | None = None,
        *,
        utc_s: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("excitement")
        self._chat = studio.chat
        self._utc_s = utc_s
        self._curve = ExcitementCurve(SPAN_S)
        self.strip = ExcitementStrip(self)
        self.strip.setObjectName("excitement.strip")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.strip)
        self._timer = QTimer(self)
        self._timer.setInterval(REFRESH_MS)
        self._timer.timeout.connect(self.refresh)
        self._timer.start()
        self._loading = QTimer(self)
        self._loading.setSingleShot(True)
        self._loading.setInterval(LOAD_MS)
        self._loading.timeout.connect(self._load)
        self._chat.began.connect(self._on_began)
        self._chat.arrived.connect(self._on_arrived)
        self._chat.situation_changed.connect(lambda _: self._show_whether())
        self._show_whether()
        self._retext()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retext()
        super().changeEvent(event)

    def refresh(self) -> None:
        """Show the curve as it is by now."""
        if self.isVisible():
            self.strip.show_bars([self._bar(each) for each in self._curve.bars(self._now_ms)])

    @property
    def _now_ms(self) -> int:
        return int(self._utc_s() * 1000)

    def _on_began(self) -> None:
        self._curve.clear()
        self._load()

    def _on_arrived(self, arrived: Arrived) -> None:
        if arrived.is_backlog:  # the record may know it already, and will in a moment
            self._loading.start()
        else:
            self._curve.add(arrived.entries)

    def _load(self) -> None:
        self._chat.excitement(self._now_ms - SPAN_S * 1000, self._curve.load)

    def _show_whether(self) -> None:
        self.setVisible(self._chat.situation.setup is Setup.READY)

    def _retext(self) -> None:
        self.strip.set_title(self.tr("Chat, last 10 minutes"))
        self.refresh()

    def _bar(self, each: Excitement) -> Bar:
        count = each.messages + each.stamps + each.donations
        at = datetime.fromtimestamp(each.at_ms / 1000).astimezone()
        said = self.tr("{time}: {messages} messages, {stamps} stamps, {donations} donations")
        tip = said.format(
            time=f"{at:%H:%M:%S}",
            messages=each.messages,
            stamps=each.stamps,
            donations=each.donations,
        )
        return Bar(count, each.donations > 0, tip)
