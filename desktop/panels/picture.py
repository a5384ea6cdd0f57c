"""Size, frame rate and bitrate of the picture, and what the destination thinks of them."""

import msgspec
from PySide6.QtCore import QEvent, QLocale
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QSizePolicy, QSpinBox, QWidget

from desktop.bridges.studio import Studio
from desktop.language import hint_of, message_of
from desktop.panels.encoderrows import EncoderRows
from desktop.panels.section import ColumnBox, Note, Section
from desktop.widgets.tokens import SPACING
from encoder.errors import ErrorCode
from encoder.settings import Canvas, Encoding, VideoEncoding

KILO = 1000
MOST_KBPS = 50_000
PRESETS: dict[str, tuple[Canvas, int]] = {
    "1080p60": (Canvas(1920, 1080, 60), 6_000_000),
    "1080p30": (Canvas(1920, 1080, 30), 4_500_000),
    "720p60": (Canvas(1280, 720, 60), 4_500_000),
    "720p30": (Canvas(1280, 720, 30), 3_000_000),
    "480p30": (Canvas(854, 480, 30), 1_200_000),
}
"""Canvas and video bitrate; each within IVS STANDARD, the two 30 fps ones below 1080 in BASIC."""
CUSTOM = "custom"
LIMIT_CODES = (ErrorCode.SETTING_OVER_LIMIT, ErrorCode.SETTING_INVALID)


class PicturePanel(Section):
    """A list of usual formats, and every number for who wants another.

    On air only the bitrate can change.
    """

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__("picture", parent)
        self._studio = studio
        self._is_custom = False
        self._opened_with_kbps = MOST_KBPS
        self.format_box = ColumnBox("picture.format", self)
        self.width_spin = self._spin("width", 160, 3840, 2)
        self.height_spin = self._spin("height", 90, 2160, 2)
        self.fps_spin = self._spin("fps", 1, 60, 1)
        self.bitrate_spin = self._spin("bitrate", 100, MOST_KBPS, 100)
        self._labels: dict[QWidget, QLabel] = {}
        self._form = QFormLayout()
        self._problem = Note("picture.problem", "problem", self)
        self._hint = Note("picture.hint", "hint", self)
        self._arrange()
        self.encoder = EncoderRows(studio, self._form, self)
        self._retext()
        self.format_box.activated.connect(self._on_format)
        self.bitrate_spin.valueChanged.connect(self._on_bitrate)
        for spin in (self.width_spin, self.height_spin, self.fps_spin):
            spin.valueChanged.connect(self._on_canvas)
        studio.choices_changed.connect(self._show)
        studio.broadcast.situation_changed.connect(self._show_lock)
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retext()
            self._show()
        super().changeEvent(event)

    def _on_format(self, index: int) -> None:
        name = str(self.format_box.itemData(index))
        self._is_custom = name == CUSTOM
        if name in PRESETS:
            canvas, bitrate_bps = PRESETS[name]
            self._change(self._encoding(bitrate_bps))
            self._studio.change_canvas(canvas)
        self._show()

    def _on_canvas(self) -> None:
        width = self.width_spin.value() // 2 * 2
        height = self.height_spin.value() // 2 * 2
        self._studio.change_canvas(Canvas(width, height, self.fps_spin.value()))

    def _on_encoding(self) -> None:
        self._change(self._encoding(self.bitrate_spin.value() * KILO))

    def _on_bitrate(self) -> None:
        self._on_encoding()
        if self._studio.broadcast.situation.is_on_air and not self._studio.refusals():
            self._studio.broadcast.set_bitrate(self.bitrate_spin.value() * KILO)

    def _encoding(self, bitrate_bps: int) -> Encoding:
        encoding = self._studio.keeper.settings.encoding
        video: VideoEncoding = msgspec.structs.replace(encoding.video, bitrate_bps=bitrate_bps)
        return msgspec.structs.replace(encoding, video=video)

    def _change(self, encoding: Encoding) -> None:
        keeper = self._studio.keeper
        keeper.change(msgspec.structs.replace(keeper.settings, encoding=encoding))

    def _show(self) -> None:
        settings = self._studio.keeper.settings
        canvas, video = settings.canvas, settings.encoding.video
        if video.bitrate_bps // KILO > self.bitrate_spin.maximum():  # found on air like this
            self._opened_with_kbps = video.bitrate_bps // KILO
            self.bitrate_spin.setMaximum(self._opened_with_kbps)
        name = CUSTOM if self._is_custom else format_name(canvas)
        self._set(self.format_box, self.format_box.findData(name))
        for spin, value in (
            (self.width_spin, canvas.width),
            (self.height_spin, canvas.height),
            (self.fps_spin, canvas.fps),
            (self.bitrate_spin, video.bitrate_bps // KILO),
        ):
            spin.blockSignals(True)
            spin.setValue(value)
            spin.blockSignals(False)
            if spin is not self.bitrate_spin:
                self._form.setRowVisible(spin, name == CUSTOM)
        self.encoder.show()
        refusals = [p for p in self._studio.refusals() if p.code in LIMIT_CODES]
        self._problem.say("\n".join(message_of(problem) for problem in refusals))
        self._hint.say(hint_of(refusals[0]) if refusals else "")
        self._show_lock()

    def _show_lock(self) -> None:
        situation = self._studio.broadcast.situation
        is_free = not situation.is_encoding
        # The encoder can go down and up again on air, but not above what it was opened with.
        if is_free:
            self._opened_with_kbps = self.bitrate_spin.value()
        self.bitrate_spin.setMaximum(MOST_KBPS if is_free else self._opened_with_kbps)
        for widget in self._labels:
            widget.setEnabled(is_free or (situation.is_on_air and widget is self.bitrate_spin))

    def _set(self, box: QComboBox, index: int) -> None:
        box.blockSignals(True)
        box.setCurrentIndex(index)
        box.blockSignals(False)

    def _spin(self, name: str, low: int, high: int, step: int) -> QSpinBox:
        spin = QSpinBox(self)
        spin.setObjectName(f"picture.{name}")
        spin.setRange(low, high)
        spin.setSingleStep(step)
        spin.setGroupSeparatorShown(True)
        spin.setKeyboardTracking(False)
        spin.lineEdit().setTextMargins(SPACING.tight, 0, 0, 0)
        spin.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return spin

    def _arrange(self) -> None:
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(SPACING.normal)
        self._form.setVerticalSpacing(SPACING.small)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for widget in (
            self.format_box,
            self.width_spin,
            self.height_spin,
            self.fps_spin,
            self.bitrate_spin,
        ):
            label = QLabel(self)
            label.setBuddy(widget)
            self._labels[widget] = label
            self._form.addRow(label, widget)
        self.rows.addLayout(self._form)
        self.rows.addWidget(self._problem)
        self.rows.addWidget(self._hint)

    def _retext(self) -> None:
        self.set_title(self.tr("Picture"))
        texts = {
            self.format_box: self.tr("Format"),
            self.width_spin: self.tr("Width"),
            self.height_spin: self.tr("Height"),
            self.fps_spin: self.tr("Frame rate"),
            self.bitrate_spin: self.tr("Bitrate"),
        }
        for widget, text in texts.items():
            self._labels[widget].setText(text)
            widget.setAccessibleName(text)
        self.bitrate_spin.setSuffix(" kb/s")
        self.fps_spin.setSuffix(" fps")
        self.encoder.retext()
        self.format_box.blockSignals(True)
        self.format_box.clear()
        for name, (canvas, bitrate_bps) in PRESETS.items():
            rate = QLocale().toString(bitrate_bps / 1e6, "f", 1)
            lines = f"{canvas.height}p{canvas.fps} · {rate} Mb/s"
            self.format_box.addItem(lines, name)
        self.format_box.addItem(self.tr("Custom"), CUSTOM)
        self.format_box.blockSignals(False)


def format_name(canvas: Canvas) -> str:
    """Return the usual format that this canvas is, or "custom"."""
    return next((name for name, (usual, _) in PRESETS.items() if usual == canvas), CUSTOM)
