from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from chatclient.messages import Arrived
from chatclient.wire.envelopes import DonationBody, MessageBody
from desktop.panels.excitement import ExcitementPanel
from tests.fakes.chat import AT_MS, entry_of
from tests.fakes.desk import Desk


@pytest.fixture
def panel(desk: Desk, qtbot: QtBot) -> Iterator[ExcitementPanel]:
    made = ExcitementPanel(desk.studio, utc_s=lambda: AT_MS / 1000 + 30)
    qtbot.addWidget(made)
    made.resize(600, 40)
    yield made
    made.close()


def counts(panel: ExcitementPanel) -> int:
    panel.refresh()
    return sum(bar.count for bar in panel.strip.bars)


def test_it_has_no_place_without_a_chat(panel: ExcitementPanel) -> None:
    assert panel.isHidden()


def test_what_arrives_raises_the_curve(panel: ExcitementPanel, desk: Desk) -> None:
    desk.is_in_chat()
    panel.show()
    desk.chat.arrived.emit(
        Arrived((entry_of(1, MessageBody("hello")), entry_of(2, DonationBody(500, "JPY"))))
    )

    assert not panel.isHidden()
    assert counts(panel) == 2
    assert any(bar.is_marked for bar in panel.strip.bars)
    assert any("1 messages" in bar.tip for bar in panel.strip.bars)


def test_a_list_that_begins_anew_begins_anew_here(panel: ExcitementPanel, desk: Desk) -> None:
    desk.is_in_chat()
    panel.show()
    desk.chat.arrived.emit(Arrived((entry_of(1, MessageBody("hello")),)))
    desk.hears(lambda: desk.chat_door.client.enters(epoch="e2"))

    assert counts(panel) == 0


def test_what_the_record_knows_is_shown(panel: ExcitementPanel, desk: Desk, qtbot: QtBot) -> None:
    client = desk.is_in_chat()
    panel.show()
    desk.hears(lambda: client.hears("one", "two"))
    desk.hears(lambda: client.enters(epoch="e2"))
    desk.hears(lambda: client.enters(epoch="e1"))
    panel.show()

    def knows() -> None:
        desk.mailbox.drain_all()
        panel._load()
        assert counts(panel) == 2

    qtbot.waitUntil(knows)
