"""What can be done with one message, or with one person, as a menu: only what is allowed."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from chatclient.messages import Entry
from chatclient.wire.envelopes import MessageBody, Role, User
from chatclient.wire.requests import (
    TIMEOUT_PRESETS_S,
    Ban,
    Delete,
    Pin,
    Purge,
    Request,
    Timeout,
    Unban,
)
from desktop.chatting.onscreen import chosen_alert_of
from desktop.chatting.situation import ChatSituation
from desktop.dialogs.chatwords import time_words

translate = QCoreApplication.translate
PIN_LENGTHS_S = (60, 300, 1800, 0)


@dataclass(frozen=True, slots=True)
class MenuActs:
    """What a menu calls."""

    ask: Callable[[Request, str], None]
    reply: Callable[[Entry], None]
    show_card: Callable[[User], object]
    mention: Callable[[User], None]
    show_on_stream: Callable[[Entry], object] | None = None
    """None: no layer shows the chat."""


class RowMenu(QMenu):
    """Made for one row each time it is asked for; `text` is what is copied."""

    def __init__(
        self,
        entry: Entry,
        situation: ChatSituation,
        acts: MenuActs,
        text: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("chat.menu")
        self._situation = situation
        self._acts = acts
        user = entry.envelope.user
        is_speech = user is not None and not entry.is_gap
        if is_speech and situation.may("send"):
            self._add("reply", self.tr("Reply"), lambda: acts.reply(entry))
        self._add("copy", self.tr("Copy"), lambda: QGuiApplication.clipboard().setText(text))
        if user is not None and is_speech:
            if situation.can(Pin) and isinstance(entry.body, MessageBody):
                self._add_pins(entry.seq)
            if chosen_alert_of(entry) is not None:
                self._add_stream(entry)
            self.addSeparator()
            about = self.tr("About {name}…").format(name=_plain(user.name))
            self._add("card", about, lambda: acts.show_card(user))
            if situation.may("send"):
                self._add("mention", self.tr("Mention"), lambda: acts.mention(user))
            self._add_moderation(entry.seq, user)

    def _add_pins(self, seq: int) -> None:
        pins = self.addMenu(self.tr("Pin"))
        pins.setObjectName("chat.menu.pin")
        for seconds in PIN_LENGTHS_S:
            words = time_words(seconds) if seconds else self.tr("Until it is taken down")
            action = pins.addAction(words)
            action.setObjectName(f"chat.menu.pin.{seconds}")
            action.triggered.connect(partial(self._ask, Pin(seq, seconds), ""))

    def _add_stream(self, entry: Entry) -> None:
        """Offer the line for the picture: that is the streamer's own, whatever the room allows."""
        show = self._acts.show_on_stream
        act = partial(show, entry) if show is not None else lambda: None
        action = self._add("stream", self.tr("Show on the stream"), act)
        if show is None:
            action.setEnabled(False)
            action.setToolTip(self.tr("Add the layer “Chat on screen” to the scene first."))
            self.setToolTipsVisible(True)

    def _add_moderation(self, seq: int, user: User) -> None:
        situation = self._situation
        self.addSeparator()
        if situation.can(Delete):
            self._add("delete", self.tr("Delete"), partial(self._acts.ask, Delete(seq), user.name))
        if is_out_of_reach(user, situation):
            return
        add_person_actions(self, user, situation, self._acts.ask)

    def _ask(self, request: Request, name: str, _: bool = False) -> None:
        self._acts.ask(request, name)

    def _add(self, name: str, text: str, act: Callable[[], object]) -> QAction:
        action = self.addAction(text)
        action.setObjectName(f"chat.menu.{name}")
        action.triggered.connect(lambda _=False: act())
        return action


def is_out_of_reach(user: User, situation: ChatSituation) -> bool:
    """Return whether nothing can be done to this person: oneself, or the host."""
    me = situation.me
    return user.role is Role.HOST or (me is not None and me.id == user.id)


def add_person_actions(
    menu: QMenu, user: User, situation: ChatSituation, ask: Callable[[Request, str], None]
) -> None:
    """Append what moderators do to a person."""
    name = user.name

    def add(key: str, text: str, request: Request, to: QMenu) -> None:
        action = to.addAction(text)
        action.setObjectName(f"chat.menu.{key}")
        action.triggered.connect(lambda _=False: ask(request, name))

    if situation.can(Timeout):
        timeouts = menu.addMenu(translate("RowMenu", "Time out"))
        timeouts.setObjectName("chat.menu.timeout")
        for seconds in TIMEOUT_PRESETS_S:
            add(f"timeout.{seconds}", time_words(seconds), Timeout(user.id, seconds), timeouts)
    if situation.can(Purge):
        add("purge", translate("RowMenu", "Remove everything they wrote…"), Purge(user.id), menu)
    if situation.can(Ban):
        add("ban", translate("RowMenu", "Ban…"), Ban(user.id), menu)
    if situation.can(Unban):
        add("unban", translate("RowMenu", "End ban or timeout"), Unban(user.id), menu)


def _plain(name: str) -> str:
    return name.replace("&", "&&")
