from dataclasses import replace

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from chatclient.messages import ConnectionChanged, Phase
from chatclient.wire.envelopes import EFFECTS, Role
from chatclient.wire.requests import CAPABILITIES
from desktop.chatting.road import Setup
from desktop.chatting.situation import ChatSituation
from desktop.panels.chatmore import MoreMenu
from desktop.store.chatchoice import ChatChoice

HOSTING = ChatSituation(
    setup=Setup.READY,
    connection=ConnectionChanged(Phase.ONLINE),
    capabilities=CAPABILITIES[Role.HOST],
)
NAMES = ("search", "mention", "newest", "moderation", "poll", "crowd", "larger", "smaller", "usual",
         "export", "help", "settings")  # fmt: skip


def actions(menu: MoreMenu) -> dict[str, QAction]:
    return {
        each.objectName().removeprefix("chat.more."): each
        for each in menu.findChildren(QAction)
        if each.objectName()
    }


def test_each_line_does_its_own_thing(stage: QWidget) -> None:
    done: list[str] = []
    acts = {name: (lambda each=name: done.append(each)) for name in NAMES}
    menu = MoreMenu(HOSTING, acts, lambda name: done.append(f"effect {name}"), stage)
    found = actions(menu)
    for name in NAMES:
        found[name].trigger()
    for name in EFFECTS:
        found[f"effect.{name}"].trigger()

    assert done == [*NAMES, *(f"effect {name}" for name in EFFECTS)]


def test_a_viewer_moderates_nothing(stage: QWidget) -> None:
    viewing = replace(HOSTING, capabilities=CAPABILITIES[Role.VIEWER])
    menu = MoreMenu(viewing, {}, lambda name: None, stage)

    assert not {"moderation", "poll", "effect.snow"} & set(actions(menu))


def test_a_crowd_is_offered_in_practice_only(stage: QWidget) -> None:
    practising = replace(HOSTING, choice=ChatChoice("practice"))
    crowd = actions(MoreMenu(practising, {}, lambda name: None, stage, has_crowd=True))["crowd"]
    assert crowd.isCheckable()
    assert crowd.isChecked()

    elsewhere = replace(HOSTING, choice=ChatChoice("server"))
    assert "crowd" not in actions(MoreMenu(elsewhere, {}, lambda name: None, stage))
