"""Builds a form from a JSON Schema, so that a source kind brings its own settings page."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from desktop.widgets.fieldeditors import ChoiceEditor, make_editor
from desktop.widgets.formfield import Choices, Editor, Field
from desktop.widgets.texteditors import TextEditor
from desktop.widgets.tokens import SPACING, set_role


class FieldForm(QWidget):
    """One row for each property of `schema`, in its order.

    `translate` turns the schema's English titles, descriptions, units and enum values into the
    present language; `choices` fills the options marked `"x-choices"`. Editors are called
    `<prefix>.<option>`, a browse button `<prefix>.<option>.browse`.

    Signals:
        changed(dict): the user changed a value, and each is as the schema wants it; all values.
            A colour typed by halves is nobody's choice yet.
    """

    changed = Signal(dict)

    def __init__(
        self,
        schema: Mapping[str, object],
        prefix: str,
        *,
        translate: Callable[[str], str] = str,
        choices: Choices = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._translate = translate
        self._is_quiet = False
        self._rows: dict[str, _Row] = {}
        layout = QFormLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(SPACING.normal)
        layout.setVerticalSpacing(SPACING.small)
        layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        layout.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for field in read_fields(schema, choices):
            row = _Row(field, f"{prefix}.{field.name}", self._on_changed, self)
            self._rows[field.name] = row
            row.add_to(layout)
        self.retranslate()

    def values(self) -> dict[str, object]:
        """Return all values by option name, of the schema's types."""
        return {name: row.editor.value() for name, row in self._rows.items()}

    def set_values(self, values: Mapping[str, object]) -> None:
        """Show these values without emitting `changed`; unknown options are ignored."""
        self._is_quiet = True
        for name, value in values.items():
            if name in self._rows:
                self._rows[name].editor.set_value(value)
        self._is_quiet = False
        self._check()

    def set_choices(self, choices: Choices) -> None:
        """Offer these (id, title) from now on, without emitting `changed`."""
        self._is_quiet = True
        for row in self._rows.values():
            if "x-choices" in row.field.schema and isinstance(row.editor, ChoiceEditor):
                row.editor.set_choices(choices)
        self._is_quiet = False

    def set_problem(self, option: str, text: str) -> None:
        """Show what is wrong with an option below it (translated); empty text clears it."""
        self._rows[option].show_problem(text)

    def problem(self, option: str) -> str:
        """Return what is shown as wrong with an option."""
        return self._rows[option].problem.text()

    def is_valid(self) -> bool:
        """Return True unless a text is missing, or not of the shape that the schema wants."""
        return self._check()

    def editor(self, option: str) -> QWidget:
        """Return the widget that edits an option; raises KeyError."""
        return self._rows[option].focus_widget

    def align_labels(self, least_px: int) -> None:
        """Make every label at least this wide, so that several forms stand in line."""
        for row in self._rows.values():
            row.label.setMinimumWidth(least_px)

    @property
    def label_px(self) -> int:
        """How wide the widest label would like to be."""
        return max((row.label.sizeHint().width() for row in self._rows.values()), default=0)

    def focus_first(self) -> None:
        """Put the keyboard into the first field, ready to write over what stands there."""
        for row in self._rows.values():
            row.focus_widget.setFocus(Qt.FocusReason.OtherFocusReason)
            if isinstance(row.editor, TextEditor):
                row.editor.line.selectAll()
            return

    def retranslate(self) -> None:
        """Ask `translate` for every text again."""
        self._is_quiet = True
        for row in self._rows.values():
            row.retitle(self._translate)
        self._is_quiet = False
        self._check()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _on_changed(self) -> None:
        if not self._is_quiet and self._check():
            self.changed.emit(self.values())

    def _check(self) -> bool:
        """Mark the texts that can't be used; a problem set from outside ends with the edit."""
        is_valid = True
        for row in self._rows.values():
            value = row.editor.value()
            is_fine = row.field.accepts(value)
            # The description says what is wanted, in the present language.
            wanted = row.focus_widget.toolTip() if value else self.tr("Please fill this in.")
            row.show_problem("" if is_fine else wanted)
            is_valid = is_valid and is_fine
        return is_valid


class _Row:
    """Label, editor and the line for a problem below it."""

    def __init__(
        self, field: Field, object_name: str, on_changed: Callable[[], None], form: QWidget
    ) -> None:
        self.field = field
        self.editor: Editor = make_editor(field, on_changed, form)
        self.label = QLabel(form)
        self.problem = QLabel(form)
        self.problem.setWordWrap(True)
        self.problem.setVisible(False)
        self.problem.setObjectName(f"{object_name}.problem")
        set_role(self.problem, "problem")
        self.focus_widget.setObjectName(object_name)
        browse = getattr(self.editor.widget, "button", None)
        if isinstance(browse, QWidget):  # of a file, or of a colour
            browse.setObjectName(f"{object_name}.browse")
        self.label.setBuddy(self.focus_widget)

    @property
    def focus_widget(self) -> QWidget:
        """What takes the keyboard."""
        return self.editor.line if isinstance(self.editor, TextEditor) else self.editor.widget

    def add_to(self, layout: QFormLayout) -> None:
        """Append this row."""
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING.hair)
        column.addWidget(self.editor.widget)
        column.addWidget(self.problem)
        if isinstance(self.focus_widget, QCheckBox):
            self.label.setVisible(False)
            layout.addRow(column)
        else:
            layout.addRow(self.label, column)

    def retitle(self, translate: Callable[[str], str]) -> None:
        """Show title, description and unit in the present language."""
        title = translate(str(self.field.schema.get("title", self.field.name)))
        description = str(self.field.schema.get("description", ""))
        self.label.setText(title)
        self.editor.retitle(translate)
        if isinstance(self.focus_widget, QCheckBox):
            self.focus_widget.setText(title)
        self.focus_widget.setAccessibleName(title)
        words = translate(description) if description else ""
        self.focus_widget.setToolTip(words)
        self.label.setToolTip(words)
        self._describe()

    def show_problem(self, text: str) -> None:
        """Show or clear the line below the editor."""
        if text == self.problem.text():
            return
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        self._describe()
        self.focus_widget.setProperty("invalid", bool(text))
        self.focus_widget.style().unpolish(self.focus_widget)
        self.focus_widget.style().polish(self.focus_widget)

    def _describe(self) -> None:
        words = dict.fromkeys((self.problem.text(), self.focus_widget.toolTip()))
        self.focus_widget.setAccessibleDescription(" ".join(filter(None, words)))


def read_fields(schema: Mapping[str, object], choices: Choices = ()) -> list[Field]:
    """Return the properties of an object schema; `$ref` to its own `$defs` is followed."""
    definitions = schema.get("$defs")
    definitions = definitions if isinstance(definitions, Mapping) else {}
    root = _resolve(schema, definitions)
    properties = root.get("properties")
    if not isinstance(properties, Mapping):
        return []
    fields = []
    for name, raw in properties.items():
        resolved = _resolve(raw, definitions)
        kinds = resolved.get("anyOf")
        is_nullable = False
        if isinstance(kinds, (list, tuple)):
            concrete = [kind for kind in kinds if kind.get("type") != "null"]
            is_nullable = len(concrete) < len(kinds)
            resolved = {**_resolve(concrete[0], definitions), **resolved}
        fields.append(Field(str(name), resolved, choices, is_nullable))
    return fields


def _resolve(
    schema: Mapping[str, object], definitions: Mapping[str, Mapping[str, object]]
) -> dict[str, object]:
    target = schema.get("$ref")
    if not isinstance(target, str):
        return dict(schema)
    named = definitions.get(target.rsplit("/", 1)[-1], {})
    return {**_resolve(named, definitions), **{k: v for k, v in schema.items() if k != "$ref"}}
