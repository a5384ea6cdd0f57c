"""Address, stream key and kind of an RTMP(S) ingest, checked while they are typed."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.bridges.streamkey import KeyState
from desktop.bridges.studio import Studio
from desktop.language import hint_of, message_of
from desktop.panels.section import ColumnBox, Note
from desktop.store.settings import DestinationChoice
from desktop.widgets.filefield import FileField, FileKind
from desktop.widgets.tokens import SPACING, set_role
from encoder.errors import ErrorCode, Problem
from encoder.ingestlimits import LIMITS
from encoder.settings import IngestKind

INGESTS: tuple[IngestKind, ...] = (
    "ivs-standard",
    "ivs-basic",
    "ivs-advanced",
    "medialive",
    "custom",
)
MAX_TEXT = 500
ADDRESS_CODES = (ErrorCode.URL_INVALID, ErrorCode.RTMPS_NOT_SUPPORTED)


class RtmpCard(QWidget):
    """The fields of one destination; the key is shown as dots and never leaves the key keeper."""

    def __init__(
        self, studio: Studio, destination_id: str, name: str, parent: QWidget | None = None
    ) -> None:
        """`name` is what the object names of its fields begin with."""
        super().__init__(parent)
        self.setObjectName(f"{name}.rtmp")
        self._id = destination_id
        self._destinations = studio.destinations
        self._key = studio.destinations.keys.of(destination_id)
        self.ingest_box = ColumnBox(f"{name}.ingest", self)
        for ingest in INGESTS:
            self.ingest_box.addItem(LIMITS[ingest].title, ingest)
        self.url_line = QLineEdit(self._destinations.address(destination_id), self)
        self.url_line.setObjectName(f"{name}.url")
        self.url_line.setMaxLength(MAX_TEXT)
        self.url_line.setPlaceholderText("rtmps://…/app/")
        self.key_line = QLineEdit(self._key.key.reveal(), self)
        self.key_line.setObjectName(f"{name}.key")
        self.key_line.setMaxLength(MAX_TEXT)
        self.key_line.setEchoMode(QLineEdit.EchoMode.Password)
        self.ca_field = FileField(self, FileKind.CERTIFICATES)
        self.ca_field.line.setObjectName(f"{name}.ca")
        self.ca_field.button.setObjectName(f"{name}.ca.browse")
        self.keep_box = QCheckBox(self)
        self.keep_box.setObjectName(f"{name}.keep")
        self._labels = [QLabel(self) for _ in range(4)]
        self._problem = Note(f"{name}.problem", "problem", self)
        self._hint = Note(f"{name}.hint", "hint", self)
        self._key_note = Note(f"{name}.keynote", "hint", self)
        self._arrange()
        self._retext()
        self.ingest_box.activated.connect(self._on_ingest)
        self.url_line.textEdited.connect(self._on_address)
        self.url_line.editingFinished.connect(self._on_address_left)
        self.key_line.textEdited.connect(self._key.enter)
        self.key_line.editingFinished.connect(self._on_key_left)
        self.keep_box.clicked.connect(self._on_keep)
        self.ca_field.chosen.connect(lambda path: self._change(ca_file=path.strip()))
        studio.choices_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what holds now; what is being typed stays as it is."""
        choice = self._destinations.choice(self._id)
        self.ingest_box.setCurrentIndex(self.ingest_box.findData(choice.ingest))
        self.keep_box.setChecked(choice.keeps_key)
        address = self._destinations.address(self._id)
        if not self.url_line.hasFocus() and self.url_line.text() != address:
            self.url_line.setText(address)
        key = self._key.key.reveal()
        if key != self.key_line.text():
            self.key_line.setText(key)
        self._show_certificates(choice)
        self._show_address_problem()
        self._show_key_note()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retext()
            self.refresh()
        super().changeEvent(event)

    def _show_certificates(self, choice: DestinationChoice) -> None:
        """Ask for certificates where the system's may not do: at a server of one's own."""
        is_own = choice.ingest == "custom" and self.url_line.text().lower().startswith("rtmps:")
        is_shown = is_own or bool(choice.ca_file)
        self.ca_field.setVisible(is_shown)
        self._labels[-1].setVisible(is_shown)
        if not self.ca_field.line.hasFocus():
            self.ca_field.line.setText(choice.ca_file)

    def _show_address_problem(self) -> None:
        found = None
        if self.url_line.text().strip():
            found = next(
                (p for p in self._destinations.refusals(self._id) if _is_about_address(p)), None
            )
        self._problem.say("" if found is None else message_of(found))
        self._hint.say("" if found is None else hint_of(found))
        was_invalid = bool(self.url_line.property("invalid"))
        if was_invalid != (found is not None):
            self.url_line.setProperty("invalid", found is not None)
            self.url_line.style().unpolish(self.url_line)
            self.url_line.style().polish(self.url_line)

    def _show_key_note(self) -> None:
        match self._key.state:
            case KeyState.LOADING:
                self._key_note.say(self.tr("Asking the key store of this computer…"))
            case KeyState.NOT_KEPT:
                self._key_note.say(
                    self.tr(
                        "This computer's key store can't be used: "
                        "the key holds until you close Livedesk."
                    )
                )
            case _:
                self._key_note.say("")

    def _on_ingest(self, index: int) -> None:
        self._change(ingest=self.ingest_box.itemData(index))

    def _on_address(self, text: str) -> None:
        self._destinations.enter_address(self._id, text)

    def _on_address_left(self) -> None:
        """Take the stream's name out of a whole address, and look for the key of a new one."""
        split = split_stream_name(self.url_line.text(), self._ingest())
        if split is not None and not self._key.key:
            address, name = split
            self.url_line.setText(address)
            self._key.enter(name)
            self._destinations.enter_address(self._id, address)
        elif self.keep_box.isChecked() and not self._key.key and self.url_line.text():
            self._key.load(self._destinations.address(self._id))

    def _on_key_left(self) -> None:
        if self.keep_box.isChecked() and self._key.state is KeyState.ENTERED:
            self._key.keep(self._destinations.address(self._id))

    def _on_keep(self, is_wanted: bool) -> None:
        self._change(keeps_key=is_wanted)
        if is_wanted:
            self._key.keep(self._destinations.address(self._id))
        else:
            self._key.forget(self._destinations.address(self._id))

    def _ingest(self) -> str:
        return self._destinations.choice(self._id).ingest

    def _change(self, **changes: object) -> None:
        self._destinations.change(self._id, **changes)

    def _arrange(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(SPACING.tight)
        for label, field in zip(self._labels, self._fields(), strict=True):
            set_role(label, "muted")
            label.setBuddy(field)
            rows.addWidget(label)
            rows.addWidget(field)
            if field is self.url_line:
                rows.addWidget(self._problem)
                rows.addWidget(self._hint)
        rows.addWidget(self.keep_box)
        rows.addWidget(self._key_note)

    def _fields(self) -> tuple[QWidget, ...]:
        return (self.ingest_box, self.url_line, self.key_line, self.ca_field)

    def _retext(self) -> None:
        texts = (
            self.tr("Type of ingest"),
            self.tr("Address"),
            self.tr("Stream key"),
            self.tr("Certificates to trust (optional)"),
        )
        for label, field, text in zip(self._labels, self._fields(), texts, strict=True):
            label.setText(text)
            field.setAccessibleName(text)
        self.ca_field.line.setAccessibleName(texts[-1])
        self.ingest_box.setItemText(
            self.ingest_box.findData("custom"), self.tr("Another RTMP server")
        )
        self.keep_box.setText(self.tr("Keep in this computer's key store"))
        self.keep_box.setAccessibleName(self.tr("Keep the stream key in this computer's key store"))


def _is_about_address(problem: Problem) -> bool:
    is_ca_file = problem.params.get("setting") == "CA file"
    return problem.code in ADDRESS_CODES or is_ca_file


def split_stream_name(url: str, ingest: str) -> tuple[str, str] | None:
    """Return address and stream name of a whole MediaLive address; None where it is not one.

    MediaLive gives one address whose last part is the stream's name, which is as good as a key.
    """
    head, slash, name = url.strip().rpartition("/")
    has_application = head.count("/") >= 3
    if ingest != "medialive" or not slash or not name or not has_application:
        return None
    return head, name
