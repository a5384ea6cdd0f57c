"""Where the stream goes: practice on this computer, or an RTMP(S) address with its key."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from desktop.bridges.studio import Studio
from desktop.panels.practicecard import PracticeCard
from desktop.panels.rtmpcard import RtmpCard
from desktop.panels.section import ColumnBox, Note, Section
from encoder.settings import Destination


class DestinationPanel(Section):
    """One choice, and the card of what was chosen; locked while on air."""

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__("destination", parent)
        self._studio = studio
        self.kind_box = ColumnBox("destination.kind", self)
        for kind in ("practice", "rtmp"):
            self.kind_box.addItem("", kind)
        self.practice_card = PracticeCard(self)
        self.rtmp_card = RtmpCard(studio, "main", "destination", self)
        self._on_air = Note("destination.onair", "hint", self)
        for widget in (self._on_air, self.kind_box, self.practice_card, self.rtmp_card):
            self.rows.addWidget(widget)
        self.kind_box.activated.connect(self._on_kind)
        self.practice_card.start_requested.connect(studio.practice.start)
        studio.practice.changed.connect(self.practice_card.show_practice)
        studio.choices_changed.connect(self._show)
        studio.broadcast.situation_changed.connect(lambda _: self._show())
        self._retext()
        self.practice_card.show_practice(studio.practice.view)
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retext()
            self._show()
        super().changeEvent(event)

    def _on_kind(self, index: int) -> None:
        self._studio.destinations.change("main", kind=self.kind_box.itemData(index))

    def _show(self) -> None:
        kind = self._studio.destinations.choice("main").kind
        self.kind_box.setCurrentIndex(self.kind_box.findData(kind))
        situation = self._studio.broadcast.situation
        view = situation.destinations.get("main")
        destination = view.destination if situation.is_on_air and view is not None else None
        is_free = not situation.is_on_air
        is_told = destination is None or destination.ingest == kind
        self._on_air.say("" if is_told else self._goes_to(destination))
        self.kind_box.setEnabled(is_free)
        self.practice_card.setVisible(kind == "practice")
        self.rtmp_card.setVisible(kind == "rtmp")
        self.rtmp_card.setEnabled(is_free)

    def _goes_to(self, destination: Destination | None) -> str:
        if destination is None:
            return ""
        if destination.ingest == "practice":
            return self.tr("On air: practice on this computer.")
        return self.tr("On air to {address}").format(address=destination.shown_url)

    def _retext(self) -> None:
        self.set_title(self.tr("Destination"))
        self.kind_box.setAccessibleName(self.tr("Where the stream goes"))
        self.kind_box.setItemText(0, self.tr("Practice (this computer)"))
        self.kind_box.setItemText(1, self.tr("RTMP address and stream key"))
