import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from chatclient.errors import ErrorCode, Problem
from chatclient.messages import (
    ConnectionChanged,
    Counted,
    FeedMeasured,
    Phase,
    RoomChanged,
)
from chatclient.wire.answers import Answer
from chatclient.wire.envelopes import (
    PinBody,
    PollBody,
    RoomSettings,
    User,
)
from chatclient.wire.requests import ClosePoll, Effect, Pin, Vote
from desktop.language import LanguageSwitch
from desktop.panels.chat import ChatPanel
from desktop.store.chatchoice import ChatChoice
from desktop.widgets.statuslamp import Lamp
from tests.fakes.chat import FakeChat
from tests.fakes.desk import Desk

REFUSED = Problem(ErrorCode.UNREACHABLE, {"server": "chat.example.com", "reason": "refused"})


@pytest.fixture
def panel(desk: Desk, stage: QWidget) -> Iterator[ChatPanel]:
    made = ChatPanel(desk.studio, stage, now_s=desk.clock, now_utc_s=lambda: 1_000.0)
    made.setGeometry(0, 0, 320, 700)
    made.show()
    yield made
    made.close()


@pytest.fixture
def client(desk: Desk, panel: ChatPanel) -> FakeChat:
    return desk.is_in_chat()


def say(panel: ChatPanel, text: str) -> None:
    panel.write.box.set_text(text)
    QTest.keyClick(panel.write.box, Qt.Key.Key_Return)


def test_a_chat_that_is_not_set_up_leads_to_the_settings(desk: Desk, panel: ChatPanel) -> None:
    desk.chat.choose(ChatChoice(kind="server"))

    assert panel.stage.currentWidget() is panel.card
    assert panel.card.text.text() == "Enter the address of the chat server."
    assert panel.card.button.text() == "Chat settings…"
    assert not panel.write.stamps.isEnabled()


def test_an_empty_chat_says_so_until_somebody_writes(
    desk: Desk, panel: ChatPanel, client: FakeChat
) -> None:
    assert panel.card.title.text() == "Nobody has written yet"
    panel.card.button.click()
    assert [people for _, people, _ in desk.practice_cloud.crowds] == [200]
    desk.hears(lambda: client.hears("hello"))

    assert panel.stage.currentWidget() is panel.view


def test_a_lost_connection_is_told_and_can_be_tried_now(
    desk: Desk, panel: ChatPanel, client: FakeChat
) -> None:
    pin, poll = PinBody(1, name="Aki", text="hello"), PollBody("p", "Which?", ("A", "B"))
    desk.hears(lambda: client.hears("hello"))
    desk.hears(lambda: client.says(RoomChanged(pin=pin, poll=poll), Counted(5, 9)))
    QApplication.processEvents()
    before = panel.stage.geometry()
    desk.hears(lambda: client.says(ConnectionChanged(Phase.WAITING, REFUSED, 8.0, 2)))
    QApplication.processEvents()

    assert (panel.header.lamp.lamp, panel.header.lamp.text) == (Lamp.WARNING, "Waiting, 8 s")
    assert panel.line.label.toolTip().startswith("The chat server chat.example.com")
    assert panel.stage.currentWidget() is panel.view
    panel.line.button.click()
    assert client.retries_now == 1
    assert panel.stage.geometry() == before


def test_what_was_said_of_being_away_goes_when_the_chat_is_back(
    desk: Desk, panel: ChatPanel, client: FakeChat
) -> None:
    desk.hears(lambda: client.says(ConnectionChanged(Phase.WAITING, REFUSED, 8.0, 2)))
    say(panel, "hello")
    assert panel.stage.bubble.isVisible()
    assert panel.write.box.text == "hello"

    desk.hears(lambda: client.says(ConnectionChanged(Phase.ONLINE)))
    assert not panel.stage.bubble.isVisible()


def test_who_watches_and_the_rules_stand_in_the_head(
    desk: Desk, panel: ChatPanel, client: FakeChat
) -> None:
    rules = RoomChanged(RoomSettings(slow_s=12, members_only=True))
    desk.hears(lambda: client.says(Counted(12, 340), rules))

    assert panel.header.viewers.text() == "12 watching · 340 total"
    assert panel.line.label.toolTip() == "Slow mode 12 s · Members only"


def test_pin_and_poll_stand_above_and_are_ended(
    desk: Desk, panel: ChatPanel, client: FakeChat
) -> None:
    pin = PinBody(3, 1_060_000, "Studio", "Rules")
    poll = PollBody("p1", "Which?", ("A", "B"), until_ms=1_030_000)
    desk.hears(lambda: client.says(RoomChanged(pin=pin, poll=poll), Counted(votes=(4, 5))))
    assert (panel.pin.clock.text(), panel.poll.clock.text()) == ("1:00", "0:30")
    assert panel.poll.accessibleDescription() == "A: 4, B: 5"
    panel.pin.button.click()
    panel.poll.button.click()

    assert client.asked == [Pin(0), ClosePoll("p1")]


def test_a_vote_in_a_poll_is_marked_once_the_room_took_it(
    desk: Desk, panel: ChatPanel, client: FakeChat
) -> None:
    poll = PollBody("p1", "Which?", ("A", "B"))
    desk.hears(lambda: client.says(RoomChanged(poll=poll), Counted(votes=(4, 5))))
    panel.poll.bars.bars[0].click()
    assert client.asked == [Vote("p1", 0)]
    desk.hears(lambda: client.answers("request-1", Answer(True)))

    assert panel.poll.bars.bars[0].isChecked()


def test_a_wrong_command_stays_in_the_box_with_its_reason(
    panel: ChatPanel, client: FakeChat
) -> None:
    say(panel, "/timeout bob 5m")

    assert panel.write.box.text == "/timeout bob 5m"
    assert panel.stage.bubble.text() == "Nobody called bob has written here."
    assert client.said == []


def test_search_takes_the_chats_place_and_leads_back(
    desk: Desk, panel: ChatPanel, client: FakeChat
) -> None:
    desk.hears(lambda: client.hears("a cat", "a dog"))
    desk.said.flush()
    panel.write.box.setFocus()
    QTest.keyClick(panel.write.box, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert panel.search.line.hasFocus()
    panel.search.line.setText("cat")
    panel.search.look()
    desk.mailbox.drain_all()
    assert panel.stage.currentWidget() is panel.search.results
    assert [hit.entry.seq for hit in panel.search.hits] == [1]

    panel.search.results.row_activated.emit(1)
    assert panel.stage.currentWidget() is panel.view
    assert panel.view.is_paused


def test_health_has_a_page_of_its_own(desk: Desk, panel: ChatPanel, client: FakeChat) -> None:
    desk.hears(lambda: client.says(FeedMeasured(time.time(), 5.0, 50.0, 80.0, backend="polling")))
    panel.header.health.click()
    assert panel.stage.currentWidget() is panel.health
    assert panel.health.plots is not None
    assert panel.health.plots.words.text().startswith("Over polling")
    panel.header.health.click()

    assert panel.stage.currentWidget() is panel.card


def test_an_effect_is_set_off_by_menu(panel: ChatPanel, client: FakeChat) -> None:
    action = panel.more_menu().findChild(QAction, "chat.more.effect.snow")
    assert action is not None
    action.trigger()

    assert client.asked == [Effect("snow")]


def test_text_size_follows_the_keys(desk: Desk, panel: ChatPanel, client: FakeChat) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(panel.view, Qt.Key.Key_Plus, control)
    assert desk.chat.situation.taste.text_scale == 1.1
    QTest.keyClick(panel.view, Qt.Key.Key_Minus, control)
    QTest.keyClick(panel.view, Qt.Key.Key_Minus, control)
    QTest.keyClick(panel.view, Qt.Key.Key_0, control)
    assert desk.chat.situation.taste.text_scale == 1.0


def test_ten_thousand_people_do_not_slow_the_typing(
    desk: Desk, panel: ChatPanel, client: FakeChat
) -> None:
    panel.people.saw(User(f"u{at}", f"user{at}") for at in range(10_000))
    QTest.keyClicks(panel.write.box, "@user99")

    assert len(panel.write.box.offers.shown) == 8


@pytest.mark.parametrize("language_name", ["en", "ja"])
@pytest.mark.parametrize("width", [280, 320, 480])
def test_nothing_is_wider_than_its_place(
    panel: ChatPanel, client: FakeChat, language: LanguageSwitch, width: int, language_name: str
) -> None:
    language.choose(language_name)  # type: ignore[arg-type]
    panel.resize(width, 700)

    assert panel.minimumSizeHint().width() <= width


def test_everything_that_can_be_used_has_a_name(panel: ChatPanel, client: FakeChat) -> None:
    for button in panel.findChildren(QAbstractButton):
        if button.isVisibleTo(panel) and button.objectName().startswith("chat."):
            assert button.accessibleName(), button.objectName()
    assert panel.view.accessibleName() == "Messages of the chat"


def test_what_comes_from_the_network_is_never_markup(
    desk: Desk, panel: ChatPanel, client: FakeChat
) -> None:
    evil = "<img src=x><b>bold</b>"
    poll = PollBody("p", evil, (evil, evil))
    desk.hears(lambda: client.hears(evil))
    desk.hears(lambda: client.says(RoomChanged(pin=PinBody(1, name=evil, text=evil), poll=poll)))
    panel.rows.reply_to(1)

    shown = [label for label in panel.findChildren(QLabel) if "<b>" in label.text()]
    assert shown
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in shown)


def test_the_language_changes_everything_at_once(
    panel: ChatPanel, client: FakeChat, language: LanguageSwitch, qtbot: QtBot
) -> None:
    language.choose("ja")
    language.choose("en")

    assert panel.accessibleName() == "Chat"


def test_the_keyboard_goes_from_the_head_down_to_where_one_writes(
    desk: Desk, panel: ChatPanel, client: FakeChat
) -> None:
    desk.hears(lambda: client.hears("hello"))
    reached: list[QWidget] = []
    widget: QWidget | None = panel.header.search
    while widget is not None and widget not in reached and len(reached) < 200:
        reached.append(widget)
        widget = widget.nextInFocusChain()
    wanted = [panel.header.search, panel.header.menu, panel.view, panel.write.box,
              panel.write.stamps, panel.write.send]  # fmt: skip

    places = [reached.index(each) for each in wanted]
    assert places == sorted(places)
