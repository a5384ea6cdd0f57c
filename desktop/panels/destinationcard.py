"""One destination: what it is called, how it is, and the fields of its kind."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.bridges.studio import Studio
from desktop.panels.cloudcard import CloudCard
from desktop.panels.destinationstate import DestinationState
from desktop.panels.practicecard import PracticeCard
from desktop.panels.rtmpcard import RtmpCard
from desktop.panels.section import ColumnBox, Note
from desktop.store.secretstore import FIRST_ID
from desktop.widgets.tokens import SPACING, set_role
from encoder.endpoints import shown_host
from encoder.messages import Phase
from encoder.settings import Destination


class DestinationCard(QFrame):
    """Alone it is only its fields; among several it has a heading and can be folded.

    Signals:
        opened(): the user wants to see its fields.
        removed(): the user does not want it any more.
    """

    opened = Signal()
    removed = Signal()

    def __init__(
        self, studio: Studio, destination_id: str, name: str, parent: QWidget | None = None
    ) -> None:
        """`name` is what the object names of its fields begin with."""
        super().__init__(parent)
        self.setObjectName(f"{name}.card")
        self._studio = studio
        self._destinations = studio.destinations
        self._id = destination_id
        self._is_alone = True
        self._is_open = True
        self.enabled_box = QCheckBox(self)
        self.enabled_box.setObjectName(f"{name}.enabled")
        self.fold_button = QToolButton(self)
        self.fold_button.setObjectName(f"{name}.fold")
        self.fold_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.fold_button.setAutoRaise(True)
        self.state = DestinationState(studio, destination_id, name, self)
        self.found = Note(f"{name}.found", "hint", self)
        self.name_line = QLineEdit(self)
        self.name_line.setObjectName(f"{name}.name")
        self.name_line.setMaxLength(80)
        self.kind_box = ColumnBox(f"{name}.kind", self)
        for kind in ("practice", "rtmp", "cloud"):
            self.kind_box.addItem("", kind)
        self.practice_card = PracticeCard(self, f"{name}.practice", destination_id)
        self.cloud_card = CloudCard(f"{name}.cloud", self)
        self.rtmp_card = RtmpCard(studio, destination_id, name, self)
        self.remove_button = QPushButton(self)
        self.remove_button.setObjectName(f"{name}.remove")
        set_role(self.remove_button, "quiet")
        self._arrange()
        self._connect()
        self._retext()
        self.practice_card.show_practice(studio.practice.view)

    def show_place(self, is_alone: bool, is_open: bool) -> None:
        """Be the only one, or one of several that is unfolded or not."""
        if is_alone is not self._is_alone:
            set_role(self, "" if is_alone else "card")
            margin = 0 if is_alone else SPACING.small
            self._rows.setContentsMargins(margin, margin, margin, margin)
        self._is_alone, self._is_open = is_alone, is_open
        self.practice_card.show_place(is_alone)
        self.refresh()

    def refresh(self) -> None:
        """Show what holds now."""
        choice = self._destinations.choice(self._id)
        is_many, is_open = not self._is_alone, self.is_open
        heading: tuple[QWidget, ...] = (self.enabled_box, self.fold_button, self.state)
        for widget in heading:
            widget.setVisible(is_many)
        for extra in (self.name_line, self.remove_button):
            extra.setVisible(is_many and is_open)
        self.kind_box.setVisible(is_open)
        self.practice_card.setVisible(is_open and choice.kind == "practice")
        self.rtmp_card.setVisible(is_open and choice.kind == "rtmp")
        self.cloud_card.setVisible(is_open and choice.kind == "cloud")
        self.cloud_card.show_channel(choice.cloud)
        self.kind_box.setCurrentIndex(self.kind_box.findData(choice.kind))
        self.enabled_box.setChecked(choice.is_enabled)
        if not self.name_line.hasFocus():
            self.name_line.setText(choice.name)
        title = self.title()
        metrics = self.enabled_box.fontMetrics()
        self.enabled_box.setText(
            metrics.elidedText(title, Qt.TextElideMode.ElideRight, 190).replace("&", "&&")
        )
        self.enabled_box.setAccessibleName(title)
        self.fold_button.setArrowType(
            Qt.ArrowType.DownArrow if self._is_open else Qt.ArrowType.RightArrow
        )
        self.fold_button.setAccessibleName(
            self.tr("Settings of {destination}").format(destination=title)
        )
        self._show_lock()
        self.state.refresh()

    @property
    def is_open(self) -> bool:
        """True while its fields are shown."""
        return self._is_alone or self._is_open

    def title(self) -> str:
        """Return what it is called, by the user or by what it is."""
        choice = self._destinations.choice(self._id)
        if choice.name:
            return choice.name
        if choice.kind == "practice":
            return self.tr("Practice")
        if choice.kind == "cloud":
            return self.tr("Cloud channel") if choice.cloud is None else choice.cloud.stack
        host = shown_host(self._destinations.address(self._id))
        return host or self.tr("New destination")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retext()
        super().changeEvent(event)

    def _show_lock(self) -> None:
        situation = self._studio.broadcast.situation
        view = situation.destinations.get(self._id)
        is_used = situation.is_on_air and (
            self._is_alone or (view is not None and view.phase is not Phase.IDLE)
        )
        for widget in (
            self.kind_box,
            self.rtmp_card,
            self.cloud_card,
            self.enabled_box,
            self.remove_button,
        ):
            widget.setEnabled(not is_used)
        there = view.destination if is_used and view is not None else None
        is_practice = self._destinations.choice(self._id).is_practice
        is_told = there is None or (there.ingest == "practice") == is_practice
        self.found.say("" if is_told or there is None else self._goes_to(there))

    def _goes_to(self, destination: Destination) -> str:
        if destination.ingest == "practice":
            return self.tr("On air: practice on this computer.")
        return self.tr("On air to {address}").format(address=destination.shown_url)

    def _show_in_cloud(self) -> None:
        channel = self._destinations.choice(self._id).cloud
        stacks = self._studio.cloud.situation.stacks
        status = None if channel is None else stacks.get(channel.stack)
        self._studio.cloud_asked.emit("" if status is None else status.pattern_id)

    def _connect(self) -> None:
        studio = self._studio
        self.enabled_box.clicked.connect(
            lambda is_on: self._destinations.change(self._id, is_enabled=is_on)
        )
        self.fold_button.clicked.connect(self.opened)
        self.remove_button.clicked.connect(self.removed)
        self.name_line.textEdited.connect(
            lambda text: self._destinations.change(self._id, name=text.strip())
        )
        self.kind_box.activated.connect(
            lambda index: self._destinations.change(self._id, kind=self.kind_box.itemData(index))
        )
        self.practice_card.start_requested.connect(studio.practice.start)
        self.cloud_card.cloud_wanted.connect(self._show_in_cloud)
        studio.practice.changed.connect(self.practice_card.show_practice)
        studio.broadcast.situation_changed.connect(lambda _: self._show_lock())

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.enabled_box, 1)
        head.addWidget(self.fold_button)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(SPACING.small)
        self._rows.addLayout(head)
        for widget in (
            self.state,
            self.found,
            self.name_line,
            self.kind_box,
            self.practice_card,
            self.rtmp_card,
            self.cloud_card,
            self.remove_button,
        ):
            self._rows.addWidget(widget)

    def _retext(self) -> None:
        self.kind_box.setAccessibleName(self.tr("Where the stream goes"))
        self.kind_box.setItemText(0, self.tr("Practice (this computer)"))
        self.kind_box.setItemText(1, self.tr("RTMP address and stream key"))
        self.kind_box.setItemText(2, self.tr("Cloud channel"))
        self.name_line.setPlaceholderText(self.tr("Name (optional)"))
        self.name_line.setAccessibleName(self.tr("Name of this destination"))
        self.remove_button.setText(self.tr("Remove"))
        self.remove_button.setAccessibleName(self.tr("Remove this destination"))
        self.refresh()


def card_name(destination_id: str) -> str:
    """Return what the object names of a destination's fields begin with."""
    return "destination" if destination_id == FIRST_ID else f"destination.{destination_id}"
