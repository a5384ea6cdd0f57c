"""Chooses one source among the kinds the engine offers, with the form of its options."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.language import device_title, hint_of, message_of, translated
from desktop.panels.section import ColumnBox, Note
from desktop.widgets.fieldform import FieldForm
from desktop.widgets.tokens import SPACING
from encoder.messages import SourceKindInfo
from encoder.settings import OptionValue, SourceSpec


class SourceChooser(QWidget):
    """A list of kinds and, below it, the chosen kind's own form.

    With `none_text` the first entry means no source of its own (None).

    Signals:
        chosen(object): the user wants this SourceSpec, or None.
    """

    chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._title = ""
        self._none_text: str | None = None
        self._kinds: dict[str, SourceKindInfo] = {}
        self._options: dict[str, dict[str, OptionValue]] = {}
        self._spec: SourceSpec | None = None
        self._form: FieldForm | None = None
        self._form_kind: SourceKindInfo | None = None
        self.setObjectName(name)
        self.box = ColumnBox(f"{name}.kind", self)
        self.box.activated.connect(self._on_activated)
        self._problem = Note(f"{name}.problem", "problem", self)
        self._hint = Note(f"{name}.hint", "hint", self)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(SPACING.small)
        for widget in (self.box, self._problem, self._hint):
            self._rows.addWidget(widget)

    @property
    def form(self) -> FieldForm | None:
        """The form of the chosen kind."""
        return self._form

    def set_texts(self, title: str, none_text: str | None = None) -> None:
        """Name the list for screen readers, and its first entry that means none."""
        self._title, self._none_text = title, none_text
        self.box.setAccessibleName(title)
        self._refill()

    def show_kinds(self, kinds: Sequence[SourceKindInfo]) -> None:
        """Offer these kinds; the chosen one stays, even where it is not among them."""
        self._kinds = {kind.kind: kind for kind in kinds}
        self._refill()
        self._show_form()

    def show_spec(self, spec: SourceSpec | None) -> None:
        """Show what is chosen, without emitting."""
        if spec == self._spec and self.box.count():
            return
        self._spec = spec
        if spec is not None:
            self._options[spec.kind] = dict(spec.options)
        self._refill()
        self._show_form()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._refill()
        super().changeEvent(event)

    def _refill(self) -> None:
        self.box.clear()
        if self._none_text is not None:
            self.box.addItem(self._none_text, "")
        for kind in self._kinds.values():
            title = translated(kind.title)
            if kind.problem is not None:
                title = self.tr("{source} (not available)").format(source=title)
            self.box.addItem(title, kind.kind)
        wanted = self._spec.kind if self._spec is not None else ""
        if wanted and wanted not in self._kinds:
            self.box.addItem(wanted, wanted)
        self.box.setCurrentIndex(max(0, self.box.findData(wanted)))
        self._show_problem()

    def _show_problem(self) -> None:
        kind = self._chosen_kind()
        problem = None if kind is None else kind.problem
        self._problem.say("" if problem is None else message_of(problem))
        if problem is not None:
            self._hint.say(hint_of(problem))
        elif self._lacks_file():
            self._hint.say(self.tr("Choose a file; until then the picture stays as it is."))
        else:
            self._hint.say("")

    def _show_form(self) -> None:
        kind = self._chosen_kind()
        if kind != self._form_kind:
            self._form_kind = kind
            self._replace_form(kind)
        if self._form is not None and kind is not None:
            self._form.set_values(self._options.get(kind.kind, {}))
        self._show_problem()

    def _replace_form(self, kind: SourceKindInfo | None) -> None:
        if self._form is not None:
            self._rows.removeWidget(self._form)
            self._form.hide()
            self._form.deleteLater()
            self._form = None
        if kind is None:
            return
        self._form = FieldForm(
            kind.schema,
            self._name,
            translate=translated,
            choices=[(device.id, device_title(device.title)) for device in kind.devices],
            parent=self,
        )
        self._form.changed.connect(self._on_options)
        self._rows.addWidget(self._form)

    def _on_activated(self, index: int) -> None:
        kind = str(self.box.itemData(index) or "")
        self._spec = SourceSpec(kind, dict(self._options.get(kind, {}))) if kind else None
        self._show_form()
        self._choose()

    def _on_options(self, values: Mapping[str, OptionValue]) -> None:
        kind = self._chosen_kind()
        if kind is None:
            return
        self._options[kind.kind] = dict(values)
        self._spec = SourceSpec(kind.kind, dict(values))
        self._show_problem()
        self._choose()

    def _choose(self) -> None:
        if not self._lacks_file():
            self.chosen.emit(self._spec)

    def _chosen_kind(self) -> SourceKindInfo | None:
        return None if self._spec is None else self._kinds.get(self._spec.kind)

    def _lacks_file(self) -> bool:
        """Return whether the kind plays a file and none is chosen yet."""
        kind = self._chosen_kind()
        properties = kind.schema.get("properties") if kind is not None else None
        if not isinstance(properties, Mapping):
            return False
        options = self._options.get(kind.kind, {}) if kind is not None else {}
        return any(
            "x-file" in rules and not options.get(name) for name, rules in properties.items()
        )
