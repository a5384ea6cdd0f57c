import pytest
from PySide6.QtWidgets import QWidget

from desktop.panels.chat import ChatPanel
from tests.fakes.chat import FakeChat
from tests.fakes.desk import Desk


@pytest.fixture
def panel(desk: Desk, stage: QWidget) -> ChatPanel:
    made = ChatPanel(desk.studio, stage, now_s=desk.clock)
    made.setGeometry(0, 0, 320, 700)
    made.show()
    return made


@pytest.fixture
def client(desk: Desk, panel: ChatPanel) -> FakeChat:
    return desk.is_in_chat()


def test_the_next_mention_is_shown_in_its_place(
    desk: Desk, panel: ChatPanel, client: FakeChat
) -> None:
    panel.jumps.next_mention()
    assert panel.stage.bubble.text() == "Nobody has mentioned you yet."
    desk.hears(lambda: client.hears("@Studio hello", *(f"line {at}" for at in range(100))))
    panel.jumps.next_mention()

    assert panel.view.is_paused
    panel.view.jump_to_end()
    assert not panel.view.is_paused


def test_a_message_beyond_the_list_is_fetched_from_the_record(
    desk: Desk, panel: ChatPanel, client: FakeChat
) -> None:
    desk.hears(lambda: client.hears(*(f"line {at}" for at in range(30))))
    desk.said.flush()
    panel.view.remove(set(range(1, 11)))
    assert not panel.view.show_key(5)
    panel.jumps.show_seq(5)
    desk.mailbox.drain_all()

    assert panel.view.show_key(5)


def test_a_message_that_is_nowhere_is_told(desk: Desk, panel: ChatPanel, client: FakeChat) -> None:
    panel.jumps.show_seq(7)
    desk.mailbox.drain_all()

    assert panel.stage.bubble.text() == "It is too far back to be shown in its place."
