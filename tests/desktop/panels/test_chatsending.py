import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from chatclient.errors import ErrorCode, Problem
from chatclient.messages import ConnectionChanged, OwnChanged, OwnState, Phase, RoomChanged
from chatclient.wire.envelopes import PinBody, PollBody, Role, RoomSettings
from desktop.panels.chat import ChatPanel
from desktop.store.chatchoice import ChatChoice
from tests.fakes.chat import FakeChat
from tests.fakes.desk import Desk

REFUSED = Problem(ErrorCode.UNREACHABLE, {"server": "chat.example.com", "reason": "refused"})


@pytest.fixture
def panel(desk: Desk, stage: QWidget) -> ChatPanel:
    made = ChatPanel(desk.studio, stage, now_s=desk.clock)
    made.setGeometry(0, 0, 320, 700)
    made.show()
    return made


@pytest.fixture
def client(desk: Desk, panel: ChatPanel) -> FakeChat:
    return desk.is_in_chat()


def say(panel: ChatPanel, text: str) -> None:
    panel.write.box.set_text(text)
    QTest.keyClick(panel.write.box, Qt.Key.Key_Return)


def test_a_stamp_in_between_leaves_the_draft(desk: Desk, panel: ChatPanel) -> None:
    client = desk.is_in_chat()
    panel.write.box.set_text("draft")
    panel.sending.send("", "clap", 0)
    assert panel.write.box.text == "draft"
    panel.write.box.set_text(":clap:")
    panel.sending.send("", "clap", 0)

    assert panel.write.box.text == ""
    assert [each.stamp for each in client.said] == ["clap", "clap"]


@pytest.mark.parametrize(("role", "waits"), [(Role.VIEWER, True), (Role.HOST, False)])
def test_slow_mode_is_for_viewers(desk: Desk, panel: ChatPanel, role: Role, waits: bool) -> None:
    client = desk.is_in_chat(role)
    desk.hears(lambda: client.says(RoomChanged(RoomSettings(slow_s=5))))
    panel.sending.send("one", "", 0)
    panel.write.box.set_text("two")

    assert panel.write.send.isEnabled() is not waits
    desk.clock.now += 5
    panel.sending.tick()
    assert panel.write.send.isEnabled()


def test_a_command_that_was_given_leaves_the_box(desk: Desk, panel: ChatPanel) -> None:
    client = desk.is_in_chat()
    panel.write.box.set_text("/slow 5")
    panel.write.send.click()

    assert panel.write.box.text == ""
    assert len(client.asked) == 1
    assert client.said == []


def test_a_message_is_sent_and_the_box_is_empty_for_the_next(
    desk: Desk, panel: ChatPanel, client: FakeChat
) -> None:
    say(panel, "hello")
    desk.mailbox.drain_all()

    assert [(each.text, each.reply_to) for each in client.said] == [("hello", 0)]
    assert panel.write.box.text == ""
    assert panel.stage.currentWidget() is panel.view


def test_a_draft_survives_a_lost_connection_and_an_ended_session(
    desk: Desk, panel: ChatPanel, client: FakeChat
) -> None:
    for phase in (Phase.WAITING, Phase.ENDED):
        client.says(ConnectionChanged(phase, REFUSED))
        desk.mailbox.drain_all()
        say(panel, "important")
        assert panel.write.box.text == "important"
        assert panel.stage.bubble.text() == "Not connected: what you wrote stays here."
    desk.chat.choose(ChatChoice(kind="off"))

    assert panel.write.box.text == "important"
    assert client.said == []


def test_a_rejected_message_can_be_sent_again_or_discarded(
    desk: Desk, panel: ChatPanel, client: FakeChat
) -> None:
    say(panel, "one")
    own = OwnChanged("own-1", "one", state=OwnState.REJECTED, code="blocked_word")
    desk.hears(lambda: client.says(own))
    assert panel.unsent.cards[0].reason.text() == "Not sent. It holds a blocked word."
    panel.unsent.cards[0].retry.click()
    assert client.retried == ["own-1"]
    panel.unsent.cards[0].discard.click()

    assert client.discarded == ["own-1"]
    assert panel.unsent.isHidden()


def test_slow_mode_counts_down_in_the_box(desk: Desk, panel: ChatPanel, client: FakeChat) -> None:
    say(panel, "one")
    own = OwnChanged("own-1", "one", "", OwnState.REJECTED, code="slow_mode", retry_ms=8_000)
    desk.hears(lambda: client.says(own))
    say(panel, "two")
    assert len(client.said) == 1
    desk.clock.now += 8.0
    panel.sending.tick()
    QTest.keyClick(panel.write.box, Qt.Key.Key_Return)

    assert [each.text for each in client.said] == ["one", "two"]


def test_an_answer_goes_with_the_message(desk: Desk, panel: ChatPanel, client: FakeChat) -> None:
    desk.hears(lambda: client.hears("which game?"))
    panel.rows.reply_to(1)
    say(panel, "this one")

    assert client.said[0].reply_to == 1
    assert panel.write.reply_seq == 0


def test_in_a_low_window_the_messages_keep_room_and_the_window_its_height(
    desk: Desk, panel: ChatPanel, client: FakeChat
) -> None:
    panel.resize(288, 500)
    desk.hears(lambda: client.hears("hello"))
    poll = PollBody("p", "Which?", tuple("ABCDEF"))
    pin = PinBody(1, name="Aki", text="hello")
    desk.hears(lambda: client.says(RoomChanged(pin=pin, poll=poll)))
    for at in range(3):
        own = OwnChanged(f"o{at}", "spam", state=OwnState.REJECTED, code="blocked_word")
        client.says(own)
    desk.mailbox.drain_all()
    QApplication.processEvents()

    assert len(panel.unsent.cards) == 1
    assert panel.stage.height() >= 80
    assert panel.write.geometry().bottom() <= panel.height()
    assert panel.height() == 500
    panel.resize(288, 900)
    assert len(panel.unsent.cards) == 3
