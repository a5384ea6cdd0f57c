"""What concerns the whole window, one line each above everything: engine, settings, losses."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.bridges.studio import Studio
from desktop.golive import Situation
from desktop.language import hint_of, message_of
from desktop.store.settings import Finding
from desktop.widgets.tokens import SPACING, set_role
from encoder.messages import EngineState


@dataclass(frozen=True, slots=True)
class _Words:
    text: str
    action: str = ""


class NoticesPanel(QWidget):
    """Takes no room while there is nothing to say."""

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notices")
        self._studio = studio
        self._dismissed: set[str] = set()
        self._losses = 0
        self._save_problem = ""
        self._has_surprise = False
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(SPACING.tight)
        self.notices = {
            name: Notice(f"notices.{name}", self)
            for name in ("engine", "settings", "saving", "losses", "unexpected")
        }
        for name, notice in self.notices.items():
            self._rows.addWidget(notice)
            notice.button.clicked.connect(lambda _=False, name=name: self._on_button(name))
        studio.broadcast.situation_changed.connect(self._show)
        studio.keeper.save_failed.connect(self._on_save_failed)
        studio.losses_counted.connect(self._on_losses)
        studio.surprised.connect(self._on_surprise)
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._show()
        super().changeEvent(event)

    def _show(self) -> None:
        words = {
            "engine": self._engine_words(self._studio.broadcast.situation),
            "settings": self._settings_words(),
            "saving": self._saving_words(),
            "losses": self._losses_words(),
            "unexpected": self._surprise_words(),
        }
        for name, found in words.items():
            is_shown = found is not None and name not in self._dismissed
            self.notices[name].show_words(found if is_shown else None)
        self.setVisible(any(not notice.isHidden() for notice in self.notices.values()))

    def _engine_words(self, situation: Situation) -> _Words | None:
        problem = situation.engine_problem
        if problem is None:
            return None
        text = f"{message_of(problem)} {hint_of(problem)}"
        if situation.engine is EngineState.GONE:
            return _Words(text, self.tr("Start the engine again"))
        return _Words(text)

    def _settings_words(self) -> _Words | None:
        dismiss = self.tr("Got it")
        match self._studio.keeper.loaded.finding:
            case Finding.FROM_THE_FUTURE:
                return _Words(
                    self.tr(
                        "The settings were written by a newer Livedesk. "
                        "They are used as far as possible, and changes are not saved."
                    ),
                    dismiss,
                )
            case Finding.FROM_BACKUP:
                return _Words(
                    self.tr("The settings file was damaged; the settings before it are used."),
                    dismiss,
                )
            case Finding.LOST:
                return _Words(
                    self.tr("The settings file was damaged; Livedesk starts with new settings."),
                    dismiss,
                )
            case Finding.FINE | Finding.NEW | Finding.NOT_KEPT:
                return None

    def _saving_words(self) -> _Words | None:
        if not self._save_problem:
            return None
        return _Words(
            self.tr("The settings can't be saved ({reason}).").format(reason=self._save_problem),
            self.tr("Got it"),
        )

    def _losses_words(self) -> _Words | None:
        if not self._losses:
            return None
        return _Words(
            self.tr("The window was too busy: {count} messages were lost.").format(
                count=self._losses
            ),
            self.tr("Got it"),
        )

    def _surprise_words(self) -> _Words | None:
        if not self._has_surprise:
            return None
        return _Words(
            self.tr("Something unexpected happened; the log says what. A broadcast goes on."),
            self.tr("Got it"),
        )

    def _on_save_failed(self, reason: str) -> None:
        self._save_problem = reason
        self._show_again("saving")

    def _on_losses(self, count: int) -> None:
        self._losses = count
        self._show_again("losses")

    def _on_surprise(self) -> None:
        self._has_surprise = True
        self._show_again("unexpected")

    def _show_again(self, name: str) -> None:
        self._dismissed.discard(name)
        self._show()

    def _on_button(self, name: str) -> None:
        if name == "engine":
            self._studio.start_engine()
            return
        self._dismissed.add(name)
        self._show()


class Notice(QFrame):
    """One line of words with a button."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        set_role(self, "banner")
        self.words = QLabel(self)
        self.words.setWordWrap(True)
        self.button = QPushButton(self)
        self.button.setObjectName(f"{name}.action")
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACING.normal, SPACING.small, SPACING.small, SPACING.small)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self.hide()

    def show_words(self, words: _Words | None) -> None:
        """Show these, or nothing."""
        self.setVisible(words is not None)
        if words is not None:
            self.words.setText(words.text)
            self.setAccessibleName(words.text)
            self.button.setText(words.action)
            self.button.setAccessibleName(f"{words.action}: {words.text}")
            self.button.setVisible(bool(words.action))
