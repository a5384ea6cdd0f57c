"""The chat's entries in the menus: what each does, and when it can be done."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from desktop.actions import Actions
from desktop.bridges.chat import Chat
from desktop.chatting.situation import ChatSituation
from desktop.panels.chat import ChatPanel


class ChatActions(QObject):
    """Each brings the chat forth first, wherever it stands."""

    def __init__(
        self, chat: Chat, panel: ChatPanel, actions: Actions, show: Callable[[], object]
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
            "chat_health": lambda: panel.header.health.setChecked(True),
            "chat_export": panel.export.ask,
            "chat_settings": panel.open_settings,
        }
        for name, act in acts.items():
            actions[name].triggered.connect(lambda _=False, do=act: self._do(do))
        chat.situation_changed.connect(self._enable)
        self._enable(chat.situation)

    def _do(self, act: Callable[[], object]) -> None:
        self._show()
        act()

    def _enable(self, situation: ChatSituation) -> None:
        may_moderate = situation.may("delete") or situation.may("settings")
        self._actions["chat_moderation"].setEnabled(may_moderate)
        self._actions["chat_poll"].setEnabled(situation.may("event"))
        for name in ("chat_search", "chat_export"):
            self._actions[name].setEnabled(situation.is_set_up)
