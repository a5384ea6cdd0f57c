"""What can be done with one message, or with one person, as a menu: only what is allowed."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
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
            if situation.may("settings") and isinstance(entry.body, MessageBody):
                self._add_pins(entry.seq)
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

    def _add_moderation(self, seq: int, user: User) -> None:
        situation = self._situation
        self.addSeparator()
        if situation.may("delete"):
            self._add("delete", self.tr("Delete"), partial(self._acts.ask, Delete(seq), user.name))
        if is_out_of_reach(user, situation):
            return
        add_person_actions(self, user, situation, self._acts.ask)

    def _ask(self, request: Request, name: str, _: bool = False) -> None:
        self._acts.ask(request, name)

    def _add(self, name: str, text: str, act: Callable[[], object]) -> None:
        action = self.addAction(text)
        action.setObjectName(f"chat.menu.{name}")
        action.triggered.connect(lambda _=False: act())


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

    if situation.may("ban"):
        timeouts = menu.addMenu(translate("RowMenu", "Time out"))
        timeouts.setObjectName("chat.menu.timeout")
        for seconds in TIMEOUT_PRESETS_S:
            add(f"timeout.{seconds}", time_words(seconds), Timeout(user.id, seconds), timeouts)
    if situation.may("delete"):
        add("purge", translate("RowMenu", "Remove everything they wrote…"), Purge(user.id), menu)
    if situation.may("ban"):
        add("ban", translate("RowMenu", "Ban…"), Ban(user.id), menu)
        add("unban", translate("RowMenu", "End ban or timeout"), Unban(user.id), menu)


def _plain(name: str) -> str:
    return name.replace("&", "&&")
