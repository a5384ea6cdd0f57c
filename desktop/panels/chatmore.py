"""Everything else that the chat can do, as a menu behind its three dots."""

from collections.abc import Callable, Mapping

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from chatclient.wire.envelopes import EFFECTS
from chatclient.wire.requests import Effect, OpenPoll
from desktop.chatting.situation import ChatSituation
from desktop.dialogs.chatwords import effect_title
from desktop.panels.chatcrowd import is_offered

Acts = Mapping[str, Callable[[], object]]
"""What each line does, by its name: see `MoreMenu`."""


class MoreMenu(QMenu):
    """Made anew each time; `effect` is called with the name of one."""

    def __init__(
        self,
        situation: ChatSituation,
        acts: Acts,
        effect: Callable[[str], object],
        parent: QWidget | None = None,
        *,
        has_crowd: bool = False,
    ) -> None:
        """`has_crowd`: made-up people are talking in practice."""
        super().__init__(parent)
        self.setObjectName("chat.more")
        self._acts = acts
        self._add("search", self.tr("Search…"), "Ctrl+F")
        self._add("mention", self.tr("Next mention"))
        self._add("newest", self.tr("Go to the newest"))
        self.addSeparator()
        if situation.may("delete") or situation.may("settings"):
            self._add("moderation", self.tr("Moderation…"))
        if situation.can(OpenPoll):
            self._add("poll", self.tr("Ask everybody…"))
        if situation.can(Effect):
            effects = self.addMenu(self.tr("Effect"))
            effects.setObjectName("chat.more.effects")
            for name in EFFECTS:
                action = effects.addAction(effect_title(name))
                action.setObjectName(f"chat.more.effect.{name}")
                action.triggered.connect(lambda _=False, each=name: effect(each))
        if is_offered(situation):
            crowd = self._add("crowd", self.tr("Let a crowd talk (practice)"))
            crowd.setCheckable(True)
            crowd.setChecked(has_crowd)
        self.addSeparator()
        size = self.addMenu(self.tr("Text size"))
        size.setObjectName("chat.more.size")
        self._add("larger", self.tr("Larger"), "Ctrl++", size)
        self._add("smaller", self.tr("Smaller"), "Ctrl+-", size)
        self._add("usual", self.tr("Usual"), "Ctrl+0", size)
        self._add("export", self.tr("Save the chat…"))
        self._add("help", self.tr("Commands…"))
        self._add("settings", self.tr("Chat settings…"))

    def _add(self, name: str, text: str, key: str = "", menu: QMenu | None = None) -> QAction:
        action = (menu or self).addAction(text)
        action.setObjectName(f"chat.more.{name}")
        if key:  # shown only: the panel takes the key itself
            action.setShortcut(QKeySequence(key))
        action.triggered.connect(lambda _=False: self._acts[name]())
        return action
