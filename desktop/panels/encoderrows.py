"""Which encoder is used and how fast: only what proved itself here, with measured headroom."""

from typing import get_args

import msgspec
from PySide6.QtCore import QLocale, QObject, Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QFormLayout, QLabel, QPushButton, QWidget

from desktop.bridges.studio import Studio
from desktop.language import message_of
from desktop.panels.section import ColumnBox, Note
from desktop.widgets.tokens import set_role
from encoder.messages import EncoderKind, EncodersMeasured
from encoder.settings import VideoEncoding, X264Preset

X264 = "libx264"
X264_PRESETS: tuple[X264Preset, ...] = get_args(X264Preset)


class EncoderRows(QObject):
    """The rows of a form; what is chosen goes to the settings."""

    def __init__(self, studio: Studio, form: QFormLayout, parent: QWidget) -> None:
        super().__init__(parent)
        self._studio = studio
        self._form = form
        self._measured: EncodersMeasured | None = None
        self._is_measuring = False
        self._listed: tuple[tuple[EncoderKind, ...], str, str] | None = None
        self.encoder_box = ColumnBox("picture.encoder", parent)
        self.speed_box = ColumnBox("picture.speed", parent)
        for preset in X264_PRESETS:
            self.speed_box.addItem(preset, preset)
        self.measure_button = QPushButton(parent)
        self.measure_button.setObjectName("picture.measure")
        set_role(self.measure_button, "quiet")
        self.note = Note("picture.measured", "hint", parent)
        self._labels = {self.encoder_box: QLabel(parent), self.speed_box: QLabel(parent)}
        for box, label in self._labels.items():
            label.setBuddy(box)
            form.addRow(label, box)
        form.addRow(self.measure_button)
        form.addRow(self.note)
        self.encoder_box.activated.connect(self._on_chosen)
        self.speed_box.activated.connect(self._on_chosen)
        self.measure_button.clicked.connect(self._measure)
        studio.catalogue_changed.connect(lambda _: self.show())
        studio.broadcast.encoders_measured.connect(self._on_measured)
        studio.broadcast.situation_changed.connect(lambda _: self._show_usable())
        self.retext()

    def show(self) -> None:
        """Show what holds now."""
        video = self._video()
        self._fill_encoders(video.encoder)
        is_x264 = video.encoder == X264
        self._form.setRowVisible(self.encoder_box, self.encoder_box.count() > 1 or not is_x264)
        self._form.setRowVisible(self.speed_box, is_x264)
        self.speed_box.setCurrentIndex(self.speed_box.findData(video.preset))
        self._show_headroom(is_x264)
        self._show_usable()

    def retext(self) -> None:
        """Say every text in the present language."""
        texts = {self.encoder_box: self.tr("Encoder"), self.speed_box: self.tr("Encoder speed")}
        for box, text in texts.items():
            self._labels[box].setText(text)
            box.setAccessibleName(text)
        self.speed_box.setToolTip(
            self.tr("Slower ones look better at the same bitrate and cost more of the processor.")
        )
        self.measure_button.setToolTip(
            self.tr("Finds out how much faster than needed each speed is here; takes some seconds.")
        )
        self.show()

    def _fill_encoders(self, chosen: str) -> None:
        """List those that work, and those that don't with their reason."""
        box = self.encoder_box
        listed = (self._studio.encoders, chosen, self.tr("{encoder} (not available)"))
        if listed == self._listed:
            return  # a list that is open must not be filled anew
        self._listed = listed
        box.clear()
        for kind in self._studio.encoders:
            title = kind.title
            if kind.problem is not None:
                title = self.tr("{encoder} (not available)").format(encoder=kind.title)
            box.addItem(title, kind.name)
            if kind.problem is not None:
                index = box.count() - 1
                box.setItemData(index, message_of(kind.problem), Qt.ItemDataRole.ToolTipRole)
                model = box.model()
                assert isinstance(model, QStandardItemModel)
                model.item(index).setEnabled(kind.name == chosen)
        if box.findData(chosen) < 0:
            box.addItem(chosen, chosen)
        box.setCurrentIndex(box.findData(chosen))
        found = next((kind for kind in self._studio.encoders if kind.name == chosen), None)
        problem = None if found is None else found.problem
        box.setToolTip("" if problem is None else message_of(problem))

    def _show_headroom(self, is_x264: bool) -> None:
        measured = self._measured
        is_known = measured is not None and measured.canvas == self._studio.programme().canvas
        speeds = {each.preset: each.headroom for each in measured.presets} if measured else {}
        for index, preset in enumerate(X264_PRESETS):
            text: str = preset
            if is_known and preset in speeds:
                factor = QLocale().toString(speeds[preset], "f", 1)
                text = self.tr("{preset} · {factor}×").format(preset=preset, factor=factor)
            self.speed_box.setItemText(index, text)
        if not is_x264 or measured is None or not is_known:
            self.note.say("")
            return
        self.note.say(
            self.tr("× is how much faster than needed it encodes here. Advised: {preset}").format(
                preset=measured.advised
            )
        )

    def _show_usable(self) -> None:
        situation = self._studio.broadcast.situation
        if situation.failure is not None or not situation.is_attached:
            self._is_measuring = False
        is_free = not situation.is_encoding
        for widget in self._labels:
            widget.setEnabled(is_free)
        self.measure_button.setVisible(self._video().encoder == X264)
        self.measure_button.setEnabled(is_free and situation.is_attached and not self._is_measuring)
        text = self.tr("Measuring…") if self._is_measuring else self.tr("Measure this computer")
        self.measure_button.setText(text)
        self.measure_button.setAccessibleName(text)

    def _measure(self) -> None:
        self._is_measuring = True
        self._studio.broadcast.measure_encoders(self._studio.programme().canvas)
        self._show_usable()

    def _on_measured(self, event: EncodersMeasured) -> None:
        self._measured, self._is_measuring = event, False
        self.show()

    def _on_chosen(self) -> None:
        keeper = self._studio.keeper
        video = msgspec.structs.replace(
            self._video(),
            encoder=self.encoder_box.currentData() or X264,
            preset=self.speed_box.currentData(),
        )
        encoding = msgspec.structs.replace(keeper.settings.encoding, video=video)
        keeper.change(msgspec.structs.replace(keeper.settings, encoding=encoding))

    def _video(self) -> VideoEncoding:
        return self._studio.keeper.settings.encoding.video
