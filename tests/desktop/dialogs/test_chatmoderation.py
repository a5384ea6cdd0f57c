from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget

from chatclient.messages import ConnectionChanged, Phase, RoomChanged
from chatclient.wire.envelopes import Action, HeldBody, ModerationBody, Role, RoomSettings
from chatclient.wire.requests import CAPABILITIES, Clear, Hold, Panic, Request, Settings
from desktop.chatting.road import Setup
from desktop.chatting.situation import ChatSituation
from desktop.dialogs.chatmoderation import ModerationDialog
from desktop.widgets.chatrow import ChatRow
from tests.fakes.chat import HOST, entry_of

HOSTING = ChatSituation(
    setup=Setup.READY,
    connection=ConnectionChanged(Phase.ONLINE),
    capabilities=CAPABILITIES[Role.HOST],
)
STRICT = replace(
    HOSTING,
    room=RoomChanged(
        RoomSettings(12, True, True, True, True),
        held=(entry_of(1, HeldBody("h", "x", "link")),),
        words=("spam",),
    ),
)


@pytest.fixture
def asked() -> list[Request]:
    return []


@pytest.fixture
def dialog(stage: QWidget, asked: list[Request]) -> ModerationDialog:
    def present(item: object) -> ChatRow:
        return ChatRow(getattr(item, "seq", 0), text="done")

    made = ModerationDialog(present, stage)
    made.asked.connect(lambda request, _: asked.append(request))
    made.show_situation(HOSTING)
    made.show()
    return made


def test_it_shows_the_room_as_it_is(dialog: ModerationDialog, asked: list[Request]) -> None:
    dialog.show_situation(STRICT)

    assert dialog.slow.value() == 12
    assert all(box.isChecked() for box in (dialog.members, dialog.stamps, dialog.links))
    assert dialog.panic.text() == "End panic mode"
    assert dialog.tabs.tabText(1) == "Held (1)"
    assert dialog.words.list.count() == 1
    assert asked == []


def test_each_switch_asks_for_its_own_change(
    dialog: ModerationDialog, asked: list[Request]
) -> None:
    dialog.slow.setValue(30)
    for box in (dialog.members, dialog.stamps, dialog.links, dialog.panic, dialog.clear):
        box.click()

    assert asked == [
        Settings(slow_s=30),
        Settings(members_only=True),
        Settings(stamps_only=True),
        Settings(holds_links=True),
        Panic(True),
        Clear(),
    ]


def test_a_refused_change_is_shown_as_it_is(dialog: ModerationDialog) -> None:
    dialog.members.click()
    dialog.say("This account may not do that.", True)
    dialog.show_situation(HOSTING)

    assert not dialog.members.isChecked()
    assert dialog.feedback.text() == "This account may not do that."


def test_who_may_not_can_press_nothing(dialog: ModerationDialog) -> None:
    dialog.show_situation(replace(HOSTING, capabilities=CAPABILITIES[Role.VIEWER]))

    for box in (dialog.slow, dialog.members, dialog.panic, dialog.clear, dialog.held):
        assert not box.isEnabled()


def test_the_log_says_who_did_what(dialog: ModerationDialog) -> None:
    dialog.tabs.setCurrentWidget(dialog.audit)
    dialog.show_audit((entry_of(7, ModerationBody(Action.BAN, "u"), HOST),))

    assert dialog.audit.show_key(7)


def test_what_the_service_has_no_word_for_can_not_be_pressed(dialog: ModerationDialog) -> None:
    cannot = frozenset({Clear.EVENT, Hold.EVENT, Settings.EVENT})

    dialog.show_situation(replace(HOSTING, cannot=cannot))

    assert not dialog.clear.isEnabled()
    assert not dialog.held.isEnabled()
    assert not dialog.slow.isEnabled()
