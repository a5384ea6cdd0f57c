"""Where the stream goes: one destination, or several from the same encode."""

import itertools
from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from desktop.bridges.studio import Studio
from desktop.panels.destinationcard import DestinationCard, card_name
from desktop.panels.section import Section
from desktop.store.settings import MOST_DESTINATIONS
from desktop.widgets.tokens import SPACING, set_role


class DestinationPanel(Section):
    """A card for each destination; with one, nothing but its fields and a way to add another."""

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__("destination", parent)
        self._studio = studio
        self._destinations = studio.destinations
        self._open_id = ""
        self.cards: dict[str, DestinationCard] = {}
        """By the id of their destination, in their order."""
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACING.small)
        self.add_button = QPushButton(self)
        self.add_button.setObjectName("destination.add")
        set_role(self.add_button, "quiet")
        self._menu = QMenu(self.add_button)
        self._menu.setObjectName("destination.add.menu")
        self.add_address = self._entry("address")
        self.add_practice = self._entry("practice")
        self.add_pair = self._entry("pair")
        self.add_cloud = self._entry("cloud")
        self.add_button.setMenu(self._menu)
        self.rows.addLayout(self._list)
        self.rows.addWidget(self.add_button)
        self.add_address.triggered.connect(self._on_add_address)
        self.add_practice.triggered.connect(self._on_add_practice)
        self.add_pair.triggered.connect(self._on_add_pair)
        self.add_cloud.triggered.connect(lambda: studio.cloud_asked.emit("live-ivs"))
        studio.choices_changed.connect(self._show)
        studio.attention_asked.connect(self._unfold_for)
        self._retext()
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retext()
        super().changeEvent(event)

    def _show(self) -> None:
        choices = self._destinations.choices
        wanted = [choice.id for choice in choices]
        if wanted != list(self.cards):
            self._replace_cards(wanted)
        if self._open_id not in self.cards and self._open_id:
            self._open_id = wanted[0]
        is_alone = len(wanted) == 1
        for name, card in self.cards.items():
            card.show_place(is_alone, name == self._open_id)
        self.add_pair.setEnabled(len(choices) + 2 <= MOST_DESTINATIONS)
        self.add_button.setEnabled(self._destinations.has_room)

    def _replace_cards(self, wanted: list[str]) -> None:
        for name in [name for name in self.cards if name not in wanted]:
            card = self.cards.pop(name)
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        for name in wanted:
            if name not in self.cards:
                self.cards[name] = self._make_card(name)
            self._list.addWidget(self.cards[name])  # an old one moves to its new place
            self.cards[name].show()
        self.cards = {name: self.cards[name] for name in wanted}

    def _make_card(self, destination_id: str) -> DestinationCard:
        # The first one's fields are called as they are on this page's every mention.
        prefix = card_name(destination_id)
        card = DestinationCard(self._studio, destination_id, prefix, self)
        card.opened.connect(partial(self._on_opened, destination_id))
        card.removed.connect(partial(self._destinations.remove, destination_id))
        return card

    def _on_opened(self, destination_id: str) -> None:
        self._open_id = "" if self._open_id == destination_id else destination_id
        self._show()

    def _on_add_address(self) -> None:
        self._open(self._destinations.add())

    def _on_add_practice(self) -> None:
        """Each has a channel of its own; the number tells them apart wherever they are named."""
        choices = self._destinations.choices
        names = {choice.name for choice in choices}
        number = 1 + sum(choice.kind == "practice" for choice in choices)
        added = self._destinations.add("practice")
        if number > 1:
            free = (
                name
                for each in itertools.count(number)
                if (name := self.tr("Practice {number}").format(number=each)) not in names
            )
            self._destinations.change(added, name=next(free))
        self._open(added)

    def _on_add_pair(self) -> None:
        """MediaLive shows two addresses for one input; it takes the stream from both."""
        first, second = (self._destinations.add("rtmp", "medialive") for _ in range(2))
        self._destinations.change(first, name="MediaLive A")
        self._destinations.change(second, name="MediaLive B")
        self._open(first)

    def _unfold_for(self, object_name: str) -> None:
        """Unfold the card that holds what the user is led to."""
        for name, card in self.cards.items():
            if object_name.rpartition(".")[0] == card_name(name) and not card.is_open:
                self._open_id = name
                self._show()

    def _open(self, destination_id: str) -> None:
        if destination_id:
            self._open_id = destination_id
            self._show()
            # The column may be scrolled away from it.
            field = "url" if self._destinations.choice(destination_id).kind == "rtmp" else "kind"
            self._studio.attention_asked.emit(f"{card_name(destination_id)}.{field}")

    def _entry(self, name: str) -> QAction:
        action = QAction(self)
        self._menu.addAction(action)
        action.setObjectName(f"destination.add.{name}")
        return action

    def _retext(self) -> None:
        self.set_title(self.tr("Destination"))
        self.add_button.setText(self.tr("Add destination"))
        self.add_button.setAccessibleName(self.tr("Add a destination"))
        self.add_address.setText(self.tr("RTMP address and stream key"))
        self.add_practice.setText(self.tr("Practice (this computer)"))
        self.add_pair.setText(self.tr("MediaLive input (two addresses)"))
        self.add_cloud.setText(self.tr("Cloud channel…"))
