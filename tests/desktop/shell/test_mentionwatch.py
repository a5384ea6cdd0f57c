from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget

from chatclient.messages import Arrived
from chatclient.wire.envelopes import MessageBody
from desktop.shell.mentionwatch import QUIET_S, MentionWatch
from desktop.shell.tray import Tray
from tests.desktop.shell.test_tray import FakeIcon
from tests.fakes.chat import AKI, HOST, FakeChat, entry_of
from tests.fakes.desk import Desk


@pytest.fixture
def icon(stage: QWidget) -> FakeIcon:
    return FakeIcon(stage)


@pytest.fixture
def client(desk: Desk, stage: QWidget, icon: FakeIcon) -> Iterator[FakeChat]:
    tray = Tray(stage, [], icon, is_available=True)
    MentionWatch(desk.chat, tray, now_s=desk.clock)
    stage.showMinimized()
    yield desk.is_in_chat()
    tray.close()


def test_who_speaks_to_the_reader_is_told(desk: Desk, client: FakeChat, icon: FakeIcon) -> None:
    desk.hears(lambda: client.hears("hello", "@studio your microphone is off", "me too"))

    assert icon.said == ["Aki in the chat: @studio your microphone is off"]


def test_a_busy_chat_is_told_of_now_and_then(desk: Desk, client: FakeChat, icon: FakeIcon) -> None:
    for _ in range(3):
        desk.hears(lambda: client.hears("@studio"))
    assert len(icon.said) == 1

    desk.clock.now += QUIET_S
    desk.hears(lambda: client.hears("@studio again"))

    assert len(icon.said) == 2


def test_nothing_is_said_to_who_sees_the_window(
    desk: Desk, client: FakeChat, icon: FakeIcon, stage: QWidget
) -> None:
    stage.showNormal()
    stage.activateWindow()

    desk.hears(lambda: client.hears("@studio"))

    assert icon.said == []


def test_who_does_not_want_it_is_left_alone(desk: Desk, client: FakeChat, icon: FakeIcon) -> None:
    desk.chat.way.change_taste(alerts=False)

    desk.hears(lambda: client.hears("@studio"))

    assert icon.said == []


def test_what_was_missed_and_what_one_said_oneself_is_no_news(
    desk: Desk, client: FakeChat, icon: FakeIcon
) -> None:
    missed = Arrived((entry_of(1, MessageBody("@studio"), AKI),), is_backlog=True)

    desk.hears(lambda: client.says(missed))
    desk.hears(lambda: client.hears("@studio", user=HOST))

    assert icon.said == []


def test_markup_is_not_handed_to_the_desktop(desk: Desk, client: FakeChat, icon: FakeIcon) -> None:
    desk.hears(lambda: client.hears("@studio <img src=x>"))

    assert "<" not in icon.said[0]
