"""Puts what happens in the chat on the picture, where a layer shows it."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject

from chatclient.messages import Arrived, Entry
from desktop.bridges.broadcast import Broadcast
from desktop.bridges.chat import Chat
from desktop.chatting.onscreen import alert_of, chosen_alert_of
from encoder.alerts import AlertKind
from encoder.scenes import Programme

SOURCE_KIND = "alerts"
SMALL_PER_S = 5
"""Stamps and effects a second; a picture has room for no more. Money is never left out."""


class ChatOnScreen(QObject):
    """Tells the engine what viewers of the picture shall see of the chat."""

    def __init__(
        self,
        chat: Chat,
        broadcast: Broadcast,
        programme: Callable[[], Programme],
        parent: QObject | None = None,
        *,
        now_s: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._broadcast = broadcast
        self._programme = programme
        self._now_s = now_s
        self._second = 0
        self._small = 0
        chat.arrived.connect(self._on_arrived)

    @property
    def is_possible(self) -> bool:
        """Whether some input shows the chat."""
        return any(each.source.kind == SOURCE_KIND for each in self._programme().inputs)

    def show(self, entry: Entry) -> None:
        """Put a line there that the streamer chose."""
        alert = chosen_alert_of(entry)
        if alert is not None:
            self._broadcast.show_alert(alert)

    def _on_arrived(self, arrived: Arrived) -> None:
        if arrived.is_backlog or not arrived.entries or not self.is_possible:
            return
        for entry in arrived.entries:
            alert = alert_of(entry)
            if alert is not None and (alert.kind is AlertKind.DONATION or self._has_room()):
                self._broadcast.show_alert(alert)

    def _has_room(self) -> bool:
        second = int(self._now_s())
        if second != self._second:
            self._second, self._small = second, 0
        self._small += 1
        return self._small <= SMALL_PER_S
