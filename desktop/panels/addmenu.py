"""The menu of everything that can be added to a scene."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from desktop.bridges.studio import Studio
from desktop.editing.history import Edit
from desktop.editing.inputs import add_input, add_picture
from desktop.editing.layers import add_layer
from desktop.language import message_of, translated
from desktop.panels.inputwords import has_picture, input_title, kind_icon
from desktop.widgets.filefield import FileField, FileKind
from desktop.widgets.icon import make_icon
from encoder.messages import SourceKindInfo
from encoder.settings import SourceSpec


class AddMenu(QMenu):
    """Pictures, sounds, and the inputs there are; filled each time it opens.

    A kind that plays a file asks for the file first: nobody should see an empty slate on air.
    """

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("layers.add.menu")
        self.setToolTipsVisible(True)
        self._studio = studio
        self._editor = studio.editor
        self._field: FileField | None = None
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """Offer what there is now."""
        self.clear()
        kinds = self._studio.catalogue
        for info in kinds:
            if info.has_video:
                self._offer(info)
        existing = [
            each
            for each in self._editor.programme.inputs
            if has_picture(self._studio, each.source.kind)
        ]
        if existing:
            again = self.addMenu(self.tr("Shown already"))
            again.setObjectName("layers.add.existing")
            for each in existing:
                action = again.addAction(input_title(self._studio, each))
                action.setObjectName(f"layers.add.existing.{each.id}")
                action.setIcon(make_icon(kind_icon(each.source.kind)))
                action.triggered.connect(partial(self._add_existing, each.id))
        sounds = [info for info in kinds if info.has_audio and not info.has_video]
        if sounds:
            self.addSeparator()
        for info in sounds:
            self._offer(info)

    def _offer(self, info: SourceKindInfo) -> None:
        title = translated(info.title)
        action = self.addAction(title)
        action.setObjectName(f"layers.add.{info.kind}")
        action.setIcon(make_icon(kind_icon(info.kind, has_picture=info.has_video)))
        if info.problem is not None:
            action.setText(self.tr("{source} (not available)").format(source=title))
            action.setToolTip(message_of(info.problem))
            action.setEnabled(False)
        action.triggered.connect(partial(self._begin, info))

    def _begin(self, info: SourceKindInfo, _: bool = False) -> None:
        option, kind = file_option(info)
        if not option:
            self._add(info, {})
            return
        self._field = FileField(self.parentWidget(), kind)
        self._field.hide()
        self._field.line.setObjectName("layers.add.file")
        self._field.chosen.connect(lambda path: self._add(info, {option: path}))
        dialog = self._field.browse()
        dialog.finished.connect(self._field.deleteLater)

    def _add(self, info: SourceKindInfo, options: dict[str, str]) -> None:
        source = SourceSpec(info.kind, dict(options))
        name = self._name(info)
        programme = self._editor.programme
        if info.has_video:
            after, layer_id = add_picture(programme, source, name)
            self._editor.do(Edit.ADD_LAYER, after)
            self._editor.select(layer_id)
            if info.kind == "text" or len(info.devices) > 1:
                self._editor.options_asked.emit()  # as it is, it is hardly what was meant
            return
        after, input_id = add_input(programme, source, name)
        self._editor.do(Edit.ADD_INPUT, after)
        self._editor.select_input(input_id)

    def _add_existing(self, input_id: str, _: bool = False) -> None:
        after, layer_id = add_layer(self._editor.programme, input_id)
        self._editor.do(Edit.ADD_LAYER, after)
        self._editor.select(layer_id)

    def _name(self, info: SourceKindInfo) -> str:
        """Return a name where the kind's title would mean two inputs."""
        title = translated(info.title)
        taken = {input_title(self._studio, each) for each in self._editor.programme.inputs}
        if title not in taken:
            return ""
        number = 2
        while f"{title} {number}" in taken:
            number += 1
        return f"{title} {number}"


def file_option(info: SourceKindInfo) -> tuple[str, FileKind]:
    """Return which option takes the file a kind can't do without, and of what sort that is."""
    properties = info.schema.get("properties")
    for name, rules in properties.items() if isinstance(properties, Mapping) else ():
        if "x-file" in rules:
            known = {kind.value for kind in FileKind}
            sort = str(rules["x-file"])
            return str(name), FileKind(sort) if sort in known else FileKind.MEDIA
    return "", FileKind.MEDIA
