from dataclasses import replace

from PySide6.QtWidgets import QMenu, QWidget

from chatclient.messages import ConnectionChanged, Phase
from chatclient.wire.envelopes import Action, MessageBody, ModerationBody, Role, User
from chatclient.wire.requests import CAPABILITIES
from desktop.chatting.road import Setup
from desktop.chatting.situation import ChatSituation
from desktop.dialogs.chatcard import CardDialog
from desktop.store.chatfindings import Card
from desktop.widgets.chatrow import ChatRow
from tests.fakes.chat import AKI, AT_MS, HOST, entry_of

HOSTING = ChatSituation(
    setup=Setup.READY,
    connection=ConnectionChanged(Phase.ONLINE),
    capabilities=CAPABILITIES[Role.HOST],
)


def present(item: object) -> ChatRow:
    return ChatRow(getattr(item, "seq", 0), text="hello")


def test_a_card_tells_since_when_and_how_much(stage: QWidget) -> None:
    dialog = CardDialog(AKI, HOSTING, present, None, stage)
    dialog.show()
    assert dialog.facts.text() == "Viewer"
    assert dialog.audit.isHidden()
    entries = tuple(entry_of(seq, MessageBody("hello")) for seq in (9, 4))
    banned = entry_of(10, ModerationBody(Action.BAN, "aki"), HOST)
    dialog.show_card(Card(AKI, AT_MS, 1200, 3, entries, frozenset({4}), (banned,)))

    assert dialog.facts.text().startswith("Viewer · 1,200 messages since ")
    assert dialog.facts.text().endswith(" · 3 removed")
    assert dialog.tabs.tabText(1) == "Moderation (1)"
    assert dialog.history.show_key(4)


def test_somebody_new_has_no_record(stage: QWidget) -> None:
    dialog = CardDialog(User("x", "<b>X</b>", badges=("member",)), HOSTING, present, None, stage)
    dialog.show_card(Card())

    assert dialog.facts.text() == "Viewer · member · Nothing of them is recorded yet"
    assert dialog.name.text() == "<b>X</b>"


def test_moderation_is_there_for_who_may(stage: QWidget) -> None:
    def fill(menu: QMenu) -> None:
        menu.addAction("Ban…")

    plain = CardDialog(AKI, HOSTING, present, None, stage)
    full = CardDialog(AKI, HOSTING, present, fill, stage)

    assert plain.moderate.isHidden()
    assert [action.text() for action in full.moderate.menu().actions()] == ["Ban…"]


def test_somebody_can_be_mentioned_only_while_online(stage: QWidget) -> None:
    away = replace(HOSTING, connection=ConnectionChanged(Phase.WAITING))

    assert not CardDialog(AKI, away, present, None, stage).mention.isEnabled()
