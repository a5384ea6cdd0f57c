"""The first start: three ways to begin, each one press away."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.widgets.icon import IconName, make_icon
from desktop.widgets.tokens import SPACING, set_role

CARD_WIDTH_PX = 220
ICON_PX = 32


class Beginning(StrEnum):
    """How to begin."""

    PRACTICE = "practice"
    KEY = "key"
    IVS = "ivs"


@dataclass(frozen=True, slots=True)
class _Words:
    title: str
    text: str
    button: str


_ICONS = {
    Beginning.PRACTICE: IconName.PATTERN,
    Beginning.KEY: IconName.GO_LIVE,
    Beginning.IVS: IconName.LIVEDESK,
}


class FirstRunDialog(QDialog):
    """Three cards; closing it begins with practice, which is the default anyway.

    Signals:
        chosen(Beginning): the user pressed a card's button.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("firstrun")
        self.setWindowTitle(self.tr("Welcome to Livedesk"))
        title = QLabel(self.tr("How do you want to begin?"), self)
        set_role(title, "title")
        cards = QHBoxLayout()
        cards.setSpacing(SPACING.normal)
        self.buttons: dict[Beginning, QPushButton] = {}
        for beginning, words in self._all_words().items():
            cards.addWidget(self._card(beginning, words))
        hint = QLabel(self.tr("All of this can be changed later, under “Destination”."), self)
        set_role(hint, "hint")
        rows = QVBoxLayout(self)
        rows.setSpacing(SPACING.wide)
        rows.setContentsMargins(SPACING.wide, SPACING.wide, SPACING.wide, SPACING.wide)
        rows.addWidget(title)
        rows.addLayout(cards)
        rows.addWidget(hint)
        first = self.buttons[Beginning.PRACTICE]
        set_role(first, "primary")
        first.setDefault(True)
        first.setFocus()

    def _card(self, beginning: Beginning, words: _Words) -> QFrame:
        card = QFrame(self)
        card.setFixedWidth(CARD_WIDTH_PX)
        set_role(card, "panel")
        icon = QLabel(card)
        icon.setPixmap(make_icon(_ICONS[beginning]).pixmap(ICON_PX, ICON_PX))
        heading = QLabel(words.title, card)
        heading.setWordWrap(True)
        set_role(heading, "heading")
        text = QLabel(words.text, card)
        text.setWordWrap(True)
        text.setAlignment(Qt.AlignmentFlag.AlignTop)
        text.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        # A layout asks wrapped words for one line only; the room they need is known here.
        text.setMinimumHeight(text.heightForWidth(CARD_WIDTH_PX - 2 * SPACING.wide))
        set_role(text, "muted")
        button = QPushButton(words.button, card)
        button.setObjectName(f"firstrun.{beginning}")
        button.setAccessibleName(words.title)
        button.setAccessibleDescription(words.text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self._choose(beginning))
        self.buttons[beginning] = button
        rows = QVBoxLayout(card)
        rows.setContentsMargins(SPACING.wide, SPACING.wide, SPACING.wide, SPACING.wide)
        rows.setSpacing(SPACING.normal)
        for widget in (icon, heading, text, button):
            rows.addWidget(widget)
        return card

    def _choose(self, beginning: Beginning) -> None:
        self.accept()
        self.chosen.emit(beginning)

    def _all_words(self) -> dict[Beginning, _Words]:
        return {
            Beginning.PRACTICE: _Words(
                self.tr("Practise now"),
                self.tr(
                    "Go live to this computer only, without an account. "
                    "You see what viewers would see; nobody else does."
                ),
                self.tr("Practise"),
            ),
            Beginning.KEY: _Words(
                self.tr("I have an address and a key"),
                self.tr(
                    "From Amazon IVS, MediaLive, or any other service that takes RTMP or RTMPS."
                ),
                self.tr("Enter them"),
            ),
            Beginning.IVS: _Words(
                self.tr("Set up Amazon IVS"),
                self.tr(
                    "Livedesk makes the channel, in practice first or in your account, "
                    "and fetches its key when you go live."
                ),
                self.tr("Set it up"),
            ),
        }
