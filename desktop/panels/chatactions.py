"""The chat's entries in the menus: what each does, and when it can be done."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from chatclient.wire.requests import OpenPoll
from desktop.actions import Actions
from desktop.bridges.studio import Studio
from desktop.chatting.situation import ChatSituation
from desktop.panels.chat import ChatPanel
from desktop.panels.chatcrowd import has_crowd, is_offered


class ChatActions(QObject):
    """Each brings the chat forth first, wherever it stands."""

    def __init__(
        self, studio: Studio, panel: ChatPanel, actions: Actions, show: Callable[[], object]
    ) -> None:
        """`show` brings the panel forth."""
        super().__init__(panel)
        self._actions = actions
        self._show = show
        acts: dict[str, Callable[[], object]] = {
            "chat_write": panel.focus_input,
            "chat_search": panel.open_search,
            "chat_mention": panel.jumps.next_mention,
            "chat_newest": panel.view.jump_to_end,
            "chat_moderation": panel.moderating.open,
            "chat_poll": panel.deeds.open_poll,
            "chat_crowd": panel.toggle_crowd,
            "chat_health": lambda: panel.header.health.setChecked(True),
            "chat_export": panel.export.ask,
            "chat_settings": panel.open_settings,
        }
        for name, act in acts.items():
            actions[name].triggered.connect(lambda _=False, do=act: self._do(do))
        self._practice = studio.practice
        studio.chat.situation_changed.connect(self._enable)
        studio.practice.changed.connect(lambda _: self._show_crowd())
        self._enable(studio.chat.situation)
        self._show_crowd()

    def _do(self, act: Callable[[], object]) -> None:
        self._show()
        act()

    def _enable(self, situation: ChatSituation) -> None:
        may_moderate = situation.may("delete") or situation.may("settings")
        self._actions["chat_moderation"].setEnabled(may_moderate)
        self._actions["chat_poll"].setEnabled(situation.can(OpenPoll))
        self._actions["chat_crowd"].setVisible(is_offered(situation))
        for name in ("chat_search", "chat_export"):
            self._actions[name].setEnabled(situation.is_set_up)

    def _show_crowd(self) -> None:
        self._actions["chat_crowd"].setChecked(has_crowd(self._practice))
