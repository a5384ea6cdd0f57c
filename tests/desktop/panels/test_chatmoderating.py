import pytest
from PySide6.QtWidgets import QWidget

from chatclient.messages import Arrived, Counted, RoomChanged
from chatclient.wire.envelopes import Action, HeldBody, ModerationBody
from chatclient.wire.requests import Hold
from desktop.panels.chat import ChatPanel
from tests.fakes.chat import HOST, FakeChat, entry_of
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


def test_held_messages_are_counted_and_decided_on(
    desk: Desk, panel: ChatPanel, client: FakeChat
) -> None:
    held = entry_of(4, HeldBody("h1", "buy", "link"))
    desk.hears(lambda: client.says(RoomChanged(held=(held,))))
    assert panel.header.moderation.text() == "1"
    dialog = panel.moderating.open()
    dialog.held.cards["h1"].allow.click()
    assert client.asked == [Hold("h1", True)]

    desk.hears(lambda: client.says(RoomChanged()))
    assert dialog.held.cards == {}
    dialog.reject()
    assert panel.moderating.dialog is None


def test_the_log_of_moderation_stays_where_one_reads_it(
    desk: Desk, panel: ChatPanel, client: FakeChat
) -> None:
    done = tuple(
        entry_of(at, ModerationBody(Action.PIN, detail=str(at)), HOST) for at in range(1, 80)
    )
    desk.hears(lambda: client.says(Arrived(audit=done)))
    dialog = panel.moderating.open()
    dialog.tabs.setCurrentWidget(dialog.audit)
    assert dialog.audit.show_key(10)
    assert dialog.audit.is_paused
    desk.hears(lambda: client.says(Counted(7, 8)))

    assert dialog.audit.is_paused
    desk.hears(
        lambda: client.says(Arrived(audit=(entry_of(99, ModerationBody(Action.CLEAR), HOST),)))
    )
    assert dialog.audit.show_key(99)
    dialog.reject()
