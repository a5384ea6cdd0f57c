"""How recordings are made: folder, names, length of a replay, and whether broadcasts are ones."""

from collections.abc import Callable
from datetime import UTC, datetime

import msgspec
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLabel, QLineEdit, QSpinBox, QWidget

from desktop.bridges.studio import Studio
from desktop.widgets.filefield import FileField, FileKind
from desktop.widgets.tokens import SPACING, set_role
from encoder.errors import SettingsError
from encoder.recordingname import FIELDS, NameFields, recording_name

LONGEST_REPLAY_S = 600


class RecordingSettings(QWidget):
    """A form; what it says holds at once."""

    def __init__(
        self,
        studio: Studio,
        parent: QWidget | None = None,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC).astimezone(),
    ) -> None:
        super().__init__(parent)
        self.setObjectName("settings.recording")
        self._studio = studio
        self._now = now
        recording = studio.keeper.settings.recording
        self.folder_field = FileField(self, FileKind.FOLDER)
        self.folder_field.line.setObjectName("settings.recording.folder")
        self.folder_field.button.setObjectName("settings.recording.folder.browse")
        self.folder_field.line.setText(recording.folder)
        self.name_line = QLineEdit(recording.name_template, self)
        self.name_line.setObjectName("settings.recording.name")
        self.name_line.setMaxLength(200)
        self.example = QLabel(self)
        self.example.setObjectName("settings.recording.example")
        self.example.setWordWrap(True)
        self.example.setTextFormat(Qt.TextFormat.PlainText)
        self.replay_spin = QSpinBox(self)
        self.replay_spin.setObjectName("settings.recording.replay")
        self.replay_spin.setRange(0, LONGEST_REPLAY_S)
        self.replay_spin.setKeyboardTracking(False)
        self.replay_spin.lineEdit().setTextMargins(SPACING.tight, 0, 0, 0)
        self.replay_spin.setValue(recording.replay_s)
        self.always_box = QCheckBox(self)
        self.always_box.setObjectName("settings.recording.always")
        self.always_box.setChecked(studio.keeper.settings.records_with_broadcast)
        self._labels: dict[QWidget, QLabel] = {}
        self._arrange()
        self._retext()
        self.folder_field.chosen.connect(lambda path: self._change(folder=path.strip()))
        self.name_line.textEdited.connect(self._on_name)
        self.replay_spin.valueChanged.connect(lambda value: self._change(replay_s=value))
        self.always_box.clicked.connect(self._on_always)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retext()
        super().changeEvent(event)

    def _on_name(self, template: str) -> None:
        """Use the template as soon as it works; until then the one before holds."""
        if template.strip() and self._example(template) is not None:
            self._change(name_template=template)
        self._show_example()

    def _change(self, **changes: object) -> None:
        keeper = self._studio.keeper
        recording = msgspec.structs.replace(keeper.settings.recording, **changes)
        keeper.change(msgspec.structs.replace(keeper.settings, recording=recording))
        self._show_example()

    def _on_always(self, is_wanted: bool) -> None:
        keeper = self._studio.keeper
        keeper.change(msgspec.structs.replace(keeper.settings, records_with_broadcast=is_wanted))

    def _example(self, template: str) -> str | None:
        """Return what a recording begun now would be called; None where that can't be."""
        settings = self._studio.keeper.settings
        scene = self._studio.programme().scene.name
        fields = NameFields(self._now(), settings.canvas, settings.recording.title, scene)
        try:
            return recording_name(template, fields)
        except SettingsError:
            return None

    def _show_example(self) -> None:
        text = self.name_line.text()
        found = self._example(text) if text.strip() else None
        set_role(self.example, "problem" if found is None else "hint")
        if found is None:
            known = " ".join(f"{{{name}}}" for name in FIELDS)
            self.example.setText(self.tr("These can be used: {fields}").format(fields=known))
            return
        self.example.setText(self.tr("Example: {file}").format(file=found))

    def _arrange(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(SPACING.wide)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for widget in (self.folder_field, self.name_line):
            self._labels[widget] = QLabel(self)
            self._labels[widget].setBuddy(widget)
            form.addRow(self._labels[widget], widget)
        form.addRow(QLabel(self), self.example)
        self._labels[self.replay_spin] = QLabel(self)
        self._labels[self.replay_spin].setBuddy(self.replay_spin)
        form.addRow(self._labels[self.replay_spin], self.replay_spin)
        form.addRow(QLabel(self), self.always_box)

    def _retext(self) -> None:
        for widget, text in {
            self.folder_field: self.tr("Folder for recordings"),
            self.name_line: self.tr("Names of the files"),
            self.replay_spin: self.tr("Length of a replay"),
        }.items():
            self._labels[widget].setText(text)
            widget.setAccessibleName(text)
        self.folder_field.line.setAccessibleName(self.tr("Folder for recordings"))
        self.folder_field.line.setPlaceholderText(self.tr("The folder for videos"))
        self.replay_spin.setSuffix(self.tr(" s"))
        self.replay_spin.setSpecialValueText(self.tr("Keep none"))
        self.always_box.setText(self.tr("Record every broadcast"))
        self.always_box.setAccessibleName(self.tr("Record every broadcast"))
        self._show_example()
