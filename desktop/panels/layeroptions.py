"""What can be set about the selected layer, folded away: how much it covers, what its source is."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSlider, QVBoxLayout, QWidget

from desktop.bridges.studio import Studio
from desktop.editing.handles import Handle
from desktop.editing.history import Edit
from desktop.editing.inputs import change_source, remove_input
from desktop.panels.inputwords import has_picture, input_title, input_trouble
from desktop.panels.layercommands import LayerCommands
from desktop.panels.section import Note
from desktop.panels.sourcechooser import SourceChooser
from desktop.widgets.boxfields import BoxField, BoxFields
from desktop.widgets.cropfields import CropFields, CropSide
from desktop.widgets.disclosure import Disclosure
from desktop.widgets.tokens import SPACING, set_role
from encoder.messages import SourceKindInfo
from encoder.scenes import Layer
from encoder.settings import SourceSpec


class LayerOptions(QWidget):
    """Why there is no picture, if there is none; folded away, opacity and the source's form."""

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("layers.options")
        self._studio = studio
        self._editor = studio.editor
        self._commands = LayerCommands(studio)
        self._offered: tuple[SourceKindInfo, ...] = ()
        self._opacity_label = QLabel(self)
        self.opacity = QSlider(Qt.Orientation.Horizontal, self)
        self.opacity.setObjectName("layers.opacity")
        self.opacity.setRange(0, 100)
        self._percent = QLabel(self)
        set_role(self._percent, "muted")
        self.fields = BoxFields("layers.box", self)
        self.crop = CropFields("layers.crop", self)
        self._trouble = Note("layers.problem", "problem", self)
        self._hint = Note("layers.hint", "hint", self)
        self.source = SourceChooser("layers.source", self)
        self.remove_button = QPushButton(self)
        self.remove_button.setObjectName("layers.source.remove")
        self._disclosure = Disclosure("layers.details", self._folded(), self)
        self._arrange()
        self.opacity.valueChanged.connect(self._on_opacity)
        self.opacity.sliderReleased.connect(self._on_opacity_released)
        self.fields.edited.connect(self._on_box)
        self.crop.edited.connect(self._on_crop)
        self.source.chosen.connect(self._on_source)
        self.remove_button.clicked.connect(self._on_remove)
        self._editor.options_asked.connect(self._on_asked)
        self._retext()

    @property
    def details(self) -> Disclosure:
        """What the form of the source is folded into."""
        return self._disclosure

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retext()
        super().changeEvent(event)

    def show_selected(self) -> None:
        """Show the layer or input selected now, or that there is none."""
        layer, each = self._editor.layer, self._editor.input
        for widget in (self._opacity_label, self.opacity, self._percent):
            widget.setVisible(layer is not None)
        if not self.opacity.isSliderDown():
            self.opacity.blockSignals(True)
            self.opacity.setValue(100 if layer is None else round(layer.opacity * 100))
            self.opacity.blockSignals(False)
        self._show_percent()
        self._show_box(layer)
        message, hint = ("", "") if each is None else input_trouble(self._studio, each.id)
        self._trouble.say(message)
        self._hint.say(hint)
        if each is None:
            self._disclosure.open(False)
            return
        title = input_title(self._studio, each)
        self._disclosure.set_title(self.tr("Options: {name}").format(name=title))
        self.remove_button.setVisible(layer is None)
        self._offer(is_seen=has_picture(self._studio, each.source.kind))
        self.source.show_spec(each.source)

    def _offer(self, *, is_seen: bool) -> None:
        """Offer what may come in the place of a source: another picture, or another sound."""
        kinds = tuple(
            info
            for info in self._studio.catalogue
            if (info.has_video if is_seen else info.has_audio and not info.has_video)
        )
        # Many times a second while a layer is dragged, and each time the same.
        if kinds != self._offered:
            self._offered = kinds
            self.source.show_kinds(kinds)

    def _show_box(self, layer: Layer | None) -> None:
        self.fields.setVisible(layer is not None)
        self.crop.setVisible(layer is not None)
        if layer is not None:
            cut = layer.crop
            self.crop.setEnabled(not layer.is_locked)
            self.crop.show_crop(cut.left, cut.top, cut.right, cut.bottom)
            canvas, seen = self._editor.programme.canvas, self._commands.seen(layer)
            self.fields.setEnabled(not layer.is_locked)
            self.fields.show_box(
                round(seen.x * canvas.width),
                round(seen.y * canvas.height),
                round(seen.width * canvas.width),
                round(seen.height * canvas.height),
            )

    def _on_box(self, field: BoxField, value_px: int) -> None:
        match field:
            case BoxField.X:
                self._commands.place_at(value_px, None)
            case BoxField.Y:
                self._commands.place_at(None, value_px)
            case BoxField.WIDTH:
                self._commands.size_to(value_px, None)
            case BoxField.HEIGHT:
                self._commands.size_to(None, value_px)
        self._show_box(self._editor.layer)  # what could be had of it

    def _on_crop(self, side: CropSide, percent: int) -> None:
        self._commands.crop_to(Handle(side.value), percent / 100)
        self._show_box(self._editor.layer)  # what could be had of it

    def _on_opacity(self, percent: int) -> None:
        self._show_percent()
        self._commands.fade_to(percent / 100, is_settled=not self.opacity.isSliderDown())

    def _on_opacity_released(self) -> None:
        self._commands.fade_to(self.opacity.value() / 100, is_settled=True)

    def _on_source(self, spec: SourceSpec | None) -> None:
        each = self._editor.input
        if each is not None and spec is not None:
            after = change_source(self._editor.programme, each.id, spec)
            self._editor.do(Edit.CHANGE_OPTIONS, after, target=each.id)

    def _on_asked(self) -> None:
        """Open, with the keyboard in the first field: what is typed next is meant for it."""
        self._disclosure.open()
        if self.source.form is not None:
            self.source.form.focus_first()

    def _on_remove(self) -> None:
        each = self._editor.input
        if each is not None:
            self._editor.do(Edit.REMOVE_INPUT, remove_input(self._editor.programme, each.id))
            self._editor.select(None)

    def _show_percent(self) -> None:
        self._percent.setText(self.tr("{percent} %").format(percent=self.opacity.value()))

    def _folded(self) -> QWidget:
        content = QWidget(self)
        line = QHBoxLayout()
        line.setSpacing(SPACING.normal)
        line.addWidget(self._opacity_label)
        line.addWidget(self.opacity, 1)
        line.addWidget(self._percent)
        self._percent.setFixedWidth(self._percent.fontMetrics().horizontalAdvance("100 %") + 4)
        self._percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        rows = QVBoxLayout(content)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(SPACING.small)
        rows.addWidget(self.source)
        rows.addSpacing(SPACING.tight)
        rows.addLayout(line)
        rows.addWidget(self.fields)
        rows.addWidget(self.crop)
        rows.addWidget(self.remove_button)
        return content

    def _arrange(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(SPACING.small)
        rows.addWidget(self._trouble)
        rows.addWidget(self._hint)
        rows.addWidget(self._disclosure)

    def _retext(self) -> None:
        self._opacity_label.setText(self.tr("Opacity"))
        self.opacity.setAccessibleName(self.tr("Opacity of the layer"))
        self.remove_button.setText(self.tr("Remove this sound"))
        self.source.set_texts(self.tr("What is captured"))
        self.show_selected()
