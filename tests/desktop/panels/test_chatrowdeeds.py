import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from chatclient.wire.envelopes import Role, User
from chatclient.wire.requests import Delete, Pin, Timeout
from desktop.dialogs.chatcard import CardDialog
from desktop.dialogs.chatlink import LinkDialog
from desktop.panels.chat import ChatPanel
from tests.fakes.chat import HOST, FakeChat
from tests.fakes.desk import Desk


@pytest.fixture
def panel(desk: Desk, stage: QWidget) -> ChatPanel:
    made = ChatPanel(desk.studio, stage, now_s=desk.clock)
    made.setGeometry(0, 0, 320, 700)
    made.show()
    return made


@pytest.fixture
def client(desk: Desk, panel: ChatPanel) -> FakeChat:
    made = desk.is_in_chat()
    desk.hears(lambda: made.hears("one", "two"))
    return made


def press(panel: ChatPanel, name: str, key: int) -> None:
    menu = panel.rows.menu_for(key)
    assert menu is not None
    action = menu.findChild(QAction, f"chat.menu.{name}")
    assert action is not None
    action.trigger()


def test_keys_do_to_the_row_that_has_the_keyboard(panel: ChatPanel, client: FakeChat) -> None:
    class Selected:
        selected_key = 2

    keys = panel.rows.keys(Selected())  # type: ignore[arg-type]
    for key in ("Del", "T", "P"):
        keys[key]()
    keys["R"]()

    assert client.asked == [Delete(2), Timeout("aki", 600), Pin(2)]
    assert panel.write.reply_seq == 2


def test_a_viewers_keys_moderate_nothing(desk: Desk, panel: ChatPanel) -> None:
    client = desk.is_in_chat(Role.VIEWER)
    desk.hears(lambda: client.hears("one"))

    class Selected:
        selected_key = 1

    keys = panel.rows.keys(Selected())  # type: ignore[arg-type]
    for key in ("Del", "T", "P", "B"):
        keys[key]()

    assert client.asked == []


def test_nobody_times_out_the_host(desk: Desk, panel: ChatPanel, client: FakeChat) -> None:
    desk.hears(lambda: client.hears("mine", user=HOST))

    class Selected:
        selected_key = 3

    panel.rows.keys(Selected())["T"]()  # type: ignore[arg-type]
    assert client.asked == []


def test_a_link_is_asked_about_first(panel: ChatPanel, client: FakeChat, stage: QWidget) -> None:
    panel.view.link_clicked.emit("https://example.com/")

    (dialog,) = stage.findChildren(LinkDialog)
    assert dialog.host.text() == "example.com"


def test_a_card_shows_what_somebody_said(desk: Desk, panel: ChatPanel, client: FakeChat) -> None:
    desk.said.flush()
    dialog = panel.rows.open_card_of(1)
    desk.mailbox.drain_all()

    assert dialog is not None
    assert "2 messages since" in dialog.facts.text()
    assert dialog.history.show_key(2)
    dialog.mention.click()
    assert panel.write.box.text == "@Aki "


def test_a_card_that_was_closed_takes_no_answer(
    desk: Desk, panel: ChatPanel, client: FakeChat, stage: QWidget
) -> None:
    dialog = panel.rows.open_card(User("aki", "Aki"))
    dialog.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    desk.mailbox.drain_all()


def test_an_own_message_on_its_way_can_be_retried_or_discarded(
    desk: Desk, panel: ChatPanel, client: FakeChat
) -> None:
    own_id = desk.chat.say("mine")
    desk.mailbox.drain_all()
    press(panel, "retry", -1)
    press(panel, "discard", -1)

    assert client.retried == [own_id]
    assert client.discarded == [own_id]
    assert panel.rows.menu_for(-1) is None


def test_a_row_that_is_gone_offers_nothing(panel: ChatPanel, client: FakeChat) -> None:
    assert panel.rows.menu_for(99) is None
    assert panel.rows.open_card_of(99) is None


def test_what_was_found_is_clicked_as_in_the_chat(
    desk: Desk, panel: ChatPanel, client: FakeChat, stage: QWidget
) -> None:
    desk.said.flush()
    panel.open_search()
    panel.search.line.setText("one")
    panel.search.look()
    desk.mailbox.drain_all()
    panel.search.results.link_clicked.emit("https://example.com/")
    panel.search.results.author_clicked.emit(1)

    assert len(stage.findChildren(LinkDialog)) == 1
    assert len(stage.findChildren(CardDialog)) == 1
