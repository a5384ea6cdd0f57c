"""Everything about one input's sound that is set once and then left alone."""

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop.widgets.tokens import SPACING, set_role
from encoder.scenes import Sound

GATE_DB = (-80.0, 0.0)
LIMIT_DB = (-30.0, 0.0)
USUAL_GATE_DB = -45.0
USUAL_LIMIT_DB = -3.0
OFFSET_MS = (-950, 20_000)
WIDTH_PX = 380


class SoundDialog(QDialog):
    """Offset, gate and limiter of one input; what is set holds at once.

    Signals:
        changed(Sound): the input shall be heard like this.
    """

    changed = Signal(object)

    def __init__(
        self, title: str, sound: Sound, parent: QWidget | None = None, *, has_picture: bool
    ) -> None:
        """`has_picture`: the input stands in a scene, so that it may be heard in others too."""
        super().__init__(parent)
        self.setObjectName("sound")
        self.setWindowTitle(self.tr("Sound of {input}").format(input=title))
        self._sound = sound
        self.offset = QSpinBox(self)
        self.offset.setObjectName("sound.offset")
        self.offset.setRange(*OFFSET_MS)
        self.offset.setSuffix(" ms")
        self.offset.setSingleStep(10)
        self.gate, self.gate_db = self._switch("gate", GATE_DB)
        self.limit, self.limit_db = self._switch("limit", LIMIT_DB)
        self.always = QCheckBox(self)
        self.always.setObjectName("sound.always")
        self.always.setVisible(has_picture)
        self._arrange()
        self._retext()
        self.show_sound(sound)
        self.offset.valueChanged.connect(self._on_changed)
        for box in (self.gate_db, self.limit_db):
            box.valueChanged.connect(self._on_changed)
        for switch in (self.gate, self.limit, self.always):
            switch.toggled.connect(self._on_changed)

    def show_sound(self, sound: Sound) -> None:
        """Show how the input is heard, without emitting."""
        self._sound = sound
        widgets = (self.offset, self.gate, self.gate_db, self.limit, self.limit_db, self.always)
        for widget in widgets:
            widget.blockSignals(True)
        self.offset.setValue(sound.sync_offset_ms)
        for switch, box, value, usual in (
            (self.gate, self.gate_db, sound.gate_db, USUAL_GATE_DB),
            (self.limit, self.limit_db, sound.limit_db, USUAL_LIMIT_DB),
        ):
            switch.setChecked(value is not None)
            box.setEnabled(value is not None)
            box.setValue(usual if value is None else value)
        self.always.setChecked(sound.is_heard_always)
        for widget in widgets:
            widget.blockSignals(False)

    def _switch(
        self, name: str, limits_db: tuple[float, float]
    ) -> tuple[QCheckBox, QDoubleSpinBox]:
        switch = QCheckBox(self)
        switch.setObjectName(f"sound.{name}")
        box = QDoubleSpinBox(self)
        box.setObjectName(f"sound.{name}.level")
        box.setRange(*limits_db)
        box.setDecimals(1)
        box.setSuffix(" dB")
        return switch, box

    def _on_changed(self) -> None:
        sound = replace(
            self._sound,
            sync_offset_ms=self.offset.value(),
            gate_db=self.gate_db.value() if self.gate.isChecked() else None,
            limit_db=self.limit_db.value() if self.limit.isChecked() else None,
            is_heard_always=self.always.isChecked(),
        )
        self.gate_db.setEnabled(self.gate.isChecked())
        self.limit_db.setEnabled(self.limit.isChecked())
        if sound != self._sound:
            self._sound = sound
            self.changed.emit(sound)

    def _arrange(self) -> None:
        self._offset_label = QLabel(self)
        self._offset_label.setBuddy(self.offset)
        self._offset_hint = QLabel(self)
        self._offset_hint.setWordWrap(True)
        set_role(self._offset_hint, "hint")
        form = QFormLayout()
        form.setHorizontalSpacing(SPACING.wide)
        form.addRow(self._offset_label, self.offset)
        form.addRow(self._offset_hint)
        form.addRow(self.gate, self.gate_db)
        form.addRow(self.limit, self.limit_db)
        form.addRow(self.always)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._close = buttons.button(QDialogButtonBox.StandardButton.Close)
        self._close.setObjectName("sound.close")
        buttons.rejected.connect(self.reject)
        rows = QVBoxLayout(self)
        rows.setSpacing(SPACING.wide)
        rows.addLayout(form)
        rows.addWidget(buttons)
        self.setMinimumWidth(WIDTH_PX)

    def _retext(self) -> None:
        self._offset_label.setText(self.tr("Sync offset"))
        self._offset_hint.setText(
            self.tr(
                "More than 0: heard later. Less than 0: heard earlier, and the whole broadcast "
                "is held back by as much."
            )
        )
        self.gate.setText(self.tr("Gate: silent below"))
        self.limit.setText(self.tr("Limiter: never above"))
        self.always.setText(self.tr("Heard in every scene, also where it isn't shown"))
        self._close.setText(self.tr("Close"))
        for widget, words in (
            (self.offset, self.tr("Sync offset")),
            (self.gate, self.tr("Gate")),
            (self.gate_db, self.tr("Gate level")),
            (self.limit, self.tr("Limiter")),
            (self.limit_db, self.tr("Limiter level")),
            (self.always, self.tr("Heard in every scene")),
            (self._close, self.tr("Close")),
        ):
            widget.setAccessibleName(words)
