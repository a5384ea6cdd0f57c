from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QWidget

from chatclient.messages import ConnectionChanged, Entry, Phase
from chatclient.wire.envelopes import MessageBody, NoticeBody, Role, User
from chatclient.wire.requests import CAPABILITIES, Ban, Delete, Pin, Purge, Request, Timeout, Unban
from desktop.chatting.road import Setup
from desktop.chatting.situation import ChatSituation
from desktop.panels.chatmenu import MenuActs, RowMenu
from tests.fakes.chat import AKI, HOST, entry_of

HOSTING = ChatSituation(
    setup=Setup.READY,
    connection=ConnectionChanged(Phase.ONLINE),
    me=HOST,
    capabilities=CAPABILITIES[Role.HOST],
)
VIEWING = replace(HOSTING, capabilities=CAPABILITIES[Role.VIEWER], me=User("v", "V"))


class Acts:
    """What was done by a menu."""

    def __init__(self) -> None:
        self.asked: list[tuple[Request, str]] = []
        self.others: list[object] = []

    def acts(self, show_on_stream: Callable[[Entry], object] | None = None) -> MenuActs:
        return MenuActs(
            lambda request, name: self.asked.append((request, name)),
            self.others.append,
            self.others.append,
            self.others.append,
            show_on_stream,
        )


@pytest.fixture
def acts() -> Acts:
    return Acts()


def offered(menu: RowMenu) -> set[str]:
    actions = menu.findChildren(QAction)
    return {each.objectName().removeprefix("chat.menu.") for each in actions if each.objectName()}


def press(menu: RowMenu, name: str) -> None:
    action = menu.findChild(QAction, f"chat.menu.{name}")
    assert action is not None, name
    action.trigger()


def menu_of(entry: Entry, situation: ChatSituation, acts: Acts, stage: QWidget) -> RowMenu:
    return RowMenu(entry, situation, acts.acts(), "12:00 Aki: hi", stage)


def test_the_host_may_do_everything_to_a_viewer(acts: Acts, stage: QWidget) -> None:
    menu = menu_of(entry_of(7, MessageBody("hi")), HOSTING, acts, stage)
    for name in ("delete", "timeout.300", "purge", "ban", "pin.300"):
        press(menu, name)

    assert acts.asked == [
        (Delete(7), "Aki"),
        (Timeout("aki", 300), "Aki"),
        (Purge("aki"), "Aki"),
        (Ban("aki"), "Aki"),
        (Pin(7, 300), ""),
    ]


def test_a_viewer_is_offered_only_what_a_viewer_may(acts: Acts, stage: QWidget) -> None:
    menu = menu_of(entry_of(7, MessageBody("hi")), VIEWING, acts, stage)

    assert offered(menu) == {"reply", "copy", "stream", "card", "mention"}


def test_what_the_service_has_no_word_for_is_not_offered(acts: Acts, stage: QWidget) -> None:
    cannot = frozenset({Pin.EVENT, Timeout.EVENT, Unban.EVENT})

    menu = menu_of(entry_of(7, MessageBody("hi")), replace(HOSTING, cannot=cannot), acts, stage)

    assert {"delete", "purge", "ban"} < offered(menu)
    assert not {"pin", "pin.300", "timeout", "timeout.300", "unban"} & offered(menu)


def test_nobody_bans_themselves_or_the_host(acts: Acts, stage: QWidget) -> None:
    menu = menu_of(entry_of(7, MessageBody("hi"), HOST), HOSTING, acts, stage)

    assert {"delete", "pin.0"} <= offered(menu)
    assert not {"ban", "purge", "timeout.10"} & offered(menu)


def test_while_disconnected_nothing_can_be_done_but_reading(acts: Acts, stage: QWidget) -> None:
    away = replace(HOSTING, connection=ConnectionChanged(Phase.WAITING))
    menu = menu_of(entry_of(7, MessageBody("hi")), away, acts, stage)

    assert offered(menu) == {"copy", "stream", "card"}


def test_answers_cards_and_copies(acts: Acts, stage: QWidget) -> None:
    entry = entry_of(7, MessageBody("hi"))
    menu = menu_of(entry, HOSTING, acts, stage)
    for name in ("reply", "card", "mention", "copy"):
        press(menu, name)

    assert acts.others == [entry, AKI, AKI]
    assert QGuiApplication.clipboard().text() == "12:00 Aki: hi"


def test_a_message_is_shown_on_the_stream_where_a_layer_shows_the_chat(
    acts: Acts, stage: QWidget
) -> None:
    entry = entry_of(7, MessageBody("hi"))
    shown: list[Entry] = []
    none = menu_of(entry, HOSTING, acts, stage).findChild(QAction, "chat.menu.stream")
    assert isinstance(none, QAction)
    assert not none.isEnabled()
    assert "Chat on screen" in none.toolTip()

    press(RowMenu(entry, HOSTING, acts.acts(shown.append), "hi", stage), "stream")
    assert shown == [entry]


def test_what_nobody_said_is_not_shown_on_the_stream(acts: Acts, stage: QWidget) -> None:
    menu = menu_of(entry_of(7, NoticeBody("hi"), None), HOSTING, acts, stage)

    assert "stream" not in offered(menu)
