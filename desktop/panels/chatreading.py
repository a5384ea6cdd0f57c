"""How the chat is read: how large, and which words stand out."""

from PySide6.QtCore import QObject

from desktop.bridges.chat import Chat
from desktop.chatting.rows import Presenter
from desktop.store.chatchoice import LARGEST_TEXT, SMALLEST_TEXT
from desktop.widgets.chatview import ChatView

STEP = 0.1


class ChatReading(QObject):
    """Lets views follow the settings."""

    def __init__(
        self, chat: Chat, presenter: Presenter, views: tuple[ChatView, ...], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._chat, self._presenter, self._views = chat, presenter, views
        self._shown: tuple[object, ...] = ()
        chat.situation_changed.connect(lambda _: self._show())
        self._show()

    def larger(self) -> None:
        """Write larger."""
        self._scale(self._chat.situation.taste.text_scale + STEP)

    def smaller(self) -> None:
        """Write smaller."""
        self._scale(self._chat.situation.taste.text_scale - STEP)

    def usual(self) -> None:
        """Write as at first."""
        self._scale(1.0)

    def _scale(self, scale: float) -> None:
        wanted = min(LARGEST_TEXT, max(SMALLEST_TEXT, round(scale, 2)))
        self._chat.way.change_taste(text_scale=wanted)

    def _show(self) -> None:
        situation = self._chat.situation
        taste = situation.taste
        shown = (taste.text_scale, taste.keywords, situation.me)
        if shown == self._shown:
            return
        scale_before = self._shown[0] if self._shown else 1.0
        self._shown = shown
        self._presenter.follow(situation.me, taste.keywords)
        for view in self._views:
            if taste.text_scale != scale_before:
                view.set_text_scale(taste.text_scale)
            else:
                view.refresh()
