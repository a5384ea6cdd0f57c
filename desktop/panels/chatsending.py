"""Sends what is written, keeps it where it can't be sent, and waits where one has to."""

import math
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from chatclient.messages import OwnChanged, OwnState
from chatclient.wire.codes import Code
from chatclient.wire.envelopes import Role
from desktop.bridges.chat import Chat
from desktop.chatting.situation import ChatSituation
from desktop.panels.chatdeeds import ChatDeeds
from desktop.panels.chatflow import ChatFlow
from desktop.panels.chatunsent import Unsent
from desktop.panels.chatwrite import ChatWrite

_WAITED_FOR = (Code.SLOW_MODE, Code.RATE_LIMITED)


class ChatSending(QObject):
    """A draft leaves the box only once the client has it.

    Signals:
        said(str, bool): words for the user; True where something is wrong.
    """

    said = Signal(str, bool)

    def __init__(
        self, chat: Chat, flow: ChatFlow, deeds: ChatDeeds, now_s: Callable[[], float],
        widgets: tuple[ChatWrite, Unsent],
    ) -> None:  # fmt: skip
        write, unsent = widgets
        super().__init__(write)
        self._chat, self._flow, self._deeds = chat, flow, deeds
        self._now_s = now_s
        self._write, self._unsent = write, unsent
        self._may_write_s = 0.0
        write.said.connect(lambda text, reply_to: self.send(text, "", reply_to))
        write.stamped.connect(lambda stamp, reply_to: self.send("", stamp, reply_to))
        write.commanded.connect(self._command)
        unsent.retry_asked.connect(chat.retry)
        unsent.discard_asked.connect(self._discard)
        chat.own_changed.connect(self._on_own)

    def send(self, text: str, stamp: str, reply_to: int) -> None:
        """Send a message or a stamp; where that can't be, what is written stays."""
        situation = self._chat.situation
        if not situation.is_online or not self._chat.say(text, stamp=stamp, reply_to=reply_to):
            self.said.emit(self.tr("Not connected: what you wrote stays here."), True)
            return
        self.said.emit("", False)
        if stamp and self._write.box.text.strip() not in ("", f":{stamp}:"):
            self._write.answer_nobody()  # a stamp in between does not send the draft
        else:
            self._write.sent()
        if situation.room.settings.slow_s and _is_slowed(situation):
            self._wait(situation.room.settings.slow_s)

    def tick(self) -> None:
        """Count down."""
        self._write.wait(max(0, math.ceil(self._may_write_s - self._now_s())))

    def _command(self, line: str) -> None:
        if self._deeds.run(line):
            self._write.sent()

    def _discard(self, own_id: str) -> None:
        self._flow.discard(own_id)
        self._chat.discard(own_id)

    def _on_own(self, own: OwnChanged) -> None:
        self._unsent.hear(own)
        if own.state is OwnState.REJECTED and own.code in _WAITED_FOR and own.retry_ms:
            self._wait(own.retry_ms / 1000)

    def _wait(self, seconds: float) -> None:
        self._may_write_s = max(self._may_write_s, self._now_s() + seconds)
        self.tick()


def _is_slowed(situation: ChatSituation) -> bool:
    """Tell whether the slow mode is for this account too."""
    return situation.me is not None and situation.me.role is Role.VIEWER
