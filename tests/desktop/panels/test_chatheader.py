from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget

from chatclient.messages import ConnectionChanged, Counted, Phase, RoomChanged
from chatclient.wire.envelopes import HeldBody, LiveBody, LiveState, Role
from chatclient.wire.requests import CAPABILITIES
from desktop.chatting.road import Setup
from desktop.chatting.situation import ChatSituation
from desktop.dialogs.chatstate import StateWords
from desktop.panels.chatheader import ChatHeader
from desktop.store.chatchoice import ChatChoice
from desktop.widgets.statuslamp import Lamp
from tests.fakes.chat import entry_of

ONLINE = ChatSituation(
    setup=Setup.READY,
    connection=ConnectionChanged(Phase.ONLINE),
    capabilities=CAPABILITIES[Role.HOST],
)


@pytest.fixture
def header(stage: QWidget) -> ChatHeader:
    made = ChatHeader(stage)
    made.resize(600, 60)
    made.show()
    return made


def test_it_says_what_is_on_and_who_watches(header: ChatHeader) -> None:
    room = RoomChanged(live=LiveBody(LiveState.START, "Night race"))
    header.show_situation(replace(ONLINE, room=room, counted=Counted(1284, 10_204)))

    assert header.title.accessibleName() == "Night race"
    assert header.viewers.text() == "1,284 watching · 10,204 total"


def test_who_does_not_want_to_know_is_not_told_how_many_watch(header: ChatHeader) -> None:
    header.show_situation(replace(ONLINE, counted=Counted(5, 9), hides_viewers=True))

    assert header.viewers.text() == ""


def test_without_a_title_the_room_is_named(header: ChatHeader) -> None:
    for choice, title in (
        (ChatChoice(), "Practice"),
        (ChatChoice(kind="server", live="main"), "main"),
        (ChatChoice(kind="ivs"), "Amazon IVS Chat"),
        (ChatChoice(kind="off"), "Chat"),
    ):
        header.show_situation(replace(ONLINE, choice=choice))
        assert header.title.accessibleName() == title


def test_messages_that_wait_are_counted_for_who_may_decide(header: ChatHeader) -> None:
    held = (entry_of(3, HeldBody("h1", "buy", "link")),)
    header.show_situation(replace(ONLINE, room=RoomChanged(held=held)))
    assert header.moderation.text() == "1"
    assert header.moderation.accessibleName() == "Moderation, 1 messages wait"

    header.show_situation(replace(ONLINE, connection=ConnectionChanged(Phase.WAITING)))
    assert not header.moderation.isHidden()
    assert not header.moderation.isEnabled()

    viewer = replace(ONLINE, capabilities=CAPABILITIES[Role.VIEWER])
    header.show_situation(viewer)
    assert header.moderation.isHidden()


def test_the_lamp_has_a_word_and_the_buttons_their_signals(header: ChatHeader) -> None:
    heard: list[str] = []
    header.search_asked.connect(lambda: heard.append("search"))
    header.moderation_asked.connect(lambda: heard.append("moderation"))
    header.menu_asked.connect(lambda: heard.append("menu"))
    header.health_asked.connect(lambda on: heard.append(f"health {on}"))
    header.show_state(StateWords(Lamp.WARNING, "Waiting, 3 s", "Why"))
    for button in (header.search, header.moderation, header.menu, header.health):
        button.click()

    assert (header.lamp.text, header.lamp.toolTip()) == ("Waiting, 3 s", "Why")
    assert heard == ["search", "moderation", "menu", "health True"]
