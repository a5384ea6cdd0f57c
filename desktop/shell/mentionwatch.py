"""Tells who can't see the window that somebody in the chat speaks to them."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject

from chatclient.filters import said_in
from chatclient.messages import Arrived, Entry
from desktop.bridges.chat import Chat
from desktop.chatting.mentions import Mentions
from desktop.shell.tray import Tray

QUIET_S = 10.0
"""Between two words about the chat; a busy one would say nothing else."""
LONGEST = 120
_PLAIN = str.maketrans({"<": "‹", ">": "›"})
"""Some desktops take what a notification says for markup."""


class MentionWatch(QObject):
    """Speaks up through the tray, unless the user does not want it."""

    def __init__(
        self, chat: Chat, tray: Tray, *, now_s: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(tray)
        self._chat = chat
        self._tray = tray
        self._now_s = now_s
        self._mentions = Mentions()
        self._quiet_until_s = 0.0
        chat.arrived.connect(self._on_arrived)

    def _on_arrived(self, event: Arrived) -> None:
        situation = self._chat.situation
        if (
            event.is_backlog
            or not situation.taste.alerts
            or self._now_s() < self._quiet_until_s
            or not self._tray.is_heard
        ):
            return
        self._mentions.follow(situation.me)
        about = [entry for entry in event.entries if self._mentions.is_mention(entry)]
        if about:
            self._quiet_until_s = self._now_s() + QUIET_S
            self._tell(about[-1])

    def _tell(self, entry: Entry) -> None:
        user = entry.envelope.user
        title = self.tr("{name} in the chat").format(name="" if user is None else user.name)
        self._tray.toast(title.translate(_PLAIN), said_in(entry)[:LONGEST].translate(_PLAIN))
