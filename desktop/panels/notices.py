"""What concerns the whole window, one line each above everything, and never in the way."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.bridges.studio import Studio
from desktop.panels.destinationcard import card_name
from desktop.panels.noticewords import (
    Deed,
    Words,
    deed_text,
    destination_words,
    engine_words,
    input_words,
    recording_words,
    window_words,
)
from desktop.panels.section import Note
from desktop.widgets.tokens import SPACING, set_role

MOST_SHOWN = 3
"""More would push the picture out of the window; the others wait their turn."""


class NoticesPanel(QWidget):
    """Takes no room while there is nothing to say; never takes the keyboard."""

    def __init__(
        self,
        studio: Studio,
        parent: QWidget | None = None,
        *,
        open_url: Callable[[QUrl], object] = QDesktopServices.openUrl,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("notices")
        self._studio = studio
        self._open_url = open_url
        self._dismissed: dict[str, str] = {}
        self._losses = 0
        self._save_problem = ("", 0)
        self._surprises = 0
        self.notices: dict[str, Notice] = {}
        """By what they are about: those shown."""
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(SPACING.tight)
        self.more = Note("notices.more", "hint", self)
        self._rows.addWidget(self.more)
        studio.broadcast.situation_changed.connect(self._show)
        studio.choices_changed.connect(self._show)
        studio.keeper.save_failed.connect(self._on_save_failed)
        studio.losses_counted.connect(self._on_losses)
        studio.surprised.connect(self._on_surprise)
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._show()
        super().changeEvent(event)

    def _show(self) -> None:
        known = {words.key: words for words in self._all_words()}
        # Whoever has gone may come back: then it is news.
        self._dismissed = {
            key: news
            for key, news in self._dismissed.items()
            if key in known and known[key].news == news
        }
        wanted = [words for key, words in known.items() if key not in self._dismissed]
        shown, waiting = wanted[:MOST_SHOWN], wanted[MOST_SHOWN:]
        self._keep_only({words.key for words in shown})
        for place, words in enumerate(shown):
            notice = self.notices.get(words.key) or self._make(words.key)
            if self._rows.indexOf(notice) != place:
                self._rows.insertWidget(place, notice)
            notice.show_words(words)
        count = len(waiting)
        self.more.say(self.tr("{count} more").format(count=count) if count else "")
        self.setVisible(bool(shown))

    def _all_words(self) -> list[Words]:
        situation = self._studio.broadcast.situation
        return [
            *engine_words(situation),
            *destination_words(self._studio),
            *input_words(self._studio),
            *recording_words(situation),
            *window_words(self._studio, self._save_problem, self._losses, self._surprises),
        ]

    def _keep_only(self, keys: set[str]) -> None:
        for key in [key for key in self.notices if key not in keys]:
            notice = self.notices.pop(key)
            self._rows.removeWidget(notice)
            notice.hide()
            notice.deleteLater()

    def _make(self, key: str) -> "Notice":
        notice = Notice(f"notices.{key}", self)
        notice.wished.connect(self._do)
        notice.dismissed.connect(self._on_dismissed)
        self.notices[key] = notice
        return notice

    def _do(self, deed: Deed, about: str) -> None:
        broadcast = self._studio.broadcast
        match deed:
            case Deed.START_ENGINE:
                self._studio.start_engine()
            case Deed.OPEN_FOLDER:
                self._open_url(QUrl.fromLocalFile(str(Path(about).parent)))
            case Deed.RECOVER:
                broadcast.recover_recording(about)
            case Deed.FORGET:
                broadcast.forget_recording(about)
            case Deed.GO_TO_DESTINATION:
                self._studio.attention_asked.emit(f"{card_name(about)}.kind")
            case Deed.NONE:
                pass

    def _on_dismissed(self, words: Words) -> None:
        self._dismissed[words.key] = words.news
        self._show()

    def _on_save_failed(self, reason: str) -> None:
        self._save_problem = (reason, self._save_problem[1] + 1)
        self._show()

    def _on_losses(self, count: int) -> None:
        self._losses = count
        self._show()

    def _on_surprise(self) -> None:
        self._surprises += 1
        self._show()


class Notice(QFrame):
    """One line of words with its buttons.

    Signals:
        wished(Deed, str): this is to be done, to this file or destination.
        dismissed(Words): it was read.
    """

    wished = Signal(object, str)
    dismissed = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._words: Words | None = None
        self.words = QLabel(self)
        self.words.setWordWrap(True)
        self.button = QPushButton(self)
        self.button.setObjectName(f"{name}.action")
        self.other_button = QPushButton(self)
        self.other_button.setObjectName(f"{name}.other")
        self.dismiss_button = QPushButton(self)
        self.dismiss_button.setObjectName(f"{name}.dismiss")
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACING.normal, SPACING.tight, SPACING.small, SPACING.tight)
        row.addWidget(self.words, 1)
        for button in (self.button, self.other_button, self.dismiss_button):
            row.addWidget(button)
        self.button.clicked.connect(lambda: self._wish(self._words and self._words.deed))
        self.other_button.clicked.connect(
            lambda: self._wish(self._words and self._words.other_deed)
        )
        self.dismiss_button.clicked.connect(lambda: self.dismissed.emit(self._words))

    def show_words(self, words: Words) -> None:
        """Show these."""
        if self._words is None or self._words.is_bad is not words.is_bad:
            set_role(self, "banner" if words.is_bad else "news")
        self._words = words
        self.words.setText(words.text)
        self.setAccessibleName(words.text)
        for button, text in (
            (self.button, deed_text(words.deed)),
            (self.other_button, deed_text(words.other_deed)),
            (self.dismiss_button, self.tr("Got it") if words.is_dismissable else ""),
        ):
            button.setText(text)
            button.setAccessibleName(f"{text}: {words.text}")
            button.setVisible(bool(text))
        self.show()

    def _wish(self, deed: Deed | None) -> None:
        if deed and self._words is not None:
            self.wished.emit(deed, self._words.about)
