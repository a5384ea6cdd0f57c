"""The form of an architecture: a group of fields each, what fills them by itself, what is wrong."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from cloud.models import StackPhase, StackStatus
from cloud.patterns.metadata import OutputRole, Suggestion, Text
from cloud.patterns.pattern import Parameter, Pattern
from cloud.patterns.values import reason_against
from desktop.cloudwords import reason_words, spoken
from desktop.panels.cloud.schema import as_text, as_value, groups_of, schema_of, texts_of
from desktop.widgets.disclosure import Disclosure
from desktop.widgets.fieldform import FieldForm
from desktop.widgets.tokens import SPACING, set_role

MOST_LABEL_PX = 210
WIDTH_PX = 680
FILLED_BY_BUTTON = (Suggestion.OWN_ADDRESS_CIDR, Suggestion.STACK_OUTPUT)
FILLED_LATER = (Suggestion.ARTEFACT_BUCKET, Suggestion.ARTEFACT_KEY)
"""The plan gives these their values, unless the user did."""


class ParameterForm(QWidget):
    """All parameters of one architecture.

    Signals:
        changed(dict): another value; all values as CloudFormation takes them.
        address_wanted(str): the parameter of this name asks for this computer's address.
    """

    changed = Signal(dict)
    address_wanted = Signal(str)

    def __init__(self, pattern: Pattern, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cloud.form")
        self.setMaximumWidth(WIDTH_PX)
        self._pattern = pattern
        self._texts = texts_of(pattern)
        self.forms: list[FieldForm] = []
        self._headings: list[tuple[QLabel, Text]] = []
        self._by_parameter: dict[str, FieldForm] = {}
        self.suggestions: dict[str, QPushButton] = {}
        """Buttons that fill a field, by the name of its parameter."""
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(SPACING.small)
        more = QWidget(self)
        more_rows = QVBoxLayout(more)
        more_rows.setContentsMargins(0, 0, 0, 0)
        self.advanced = Disclosure("cloud.form.advanced", more, self)
        advanced: list[Parameter] = []
        for title, parameters in groups_of(pattern):
            plain = [each for each in parameters if not each.field.is_advanced]
            advanced += [each for each in parameters if each.field.is_advanced]
            if plain:
                self._add_heading(title)
                self._add_forms(plain, self._rows)
        if advanced:
            self._rows.addWidget(self.advanced)
            self._add_forms(advanced, more_rows)
        self.advanced.setVisible(bool(advanced))
        self._nothing = QLabel(self)
        set_role(self._nothing, "muted")
        self._nothing.setVisible(not pattern.parameters)
        self._rows.addWidget(self._nothing)
        self._rows.addStretch(1)
        self._retext()

    def values(self) -> dict[str, str]:
        """Return what differs from nothing, as CloudFormation takes it."""
        found: dict[str, str] = {}
        for form in self.forms:
            found |= {name: as_text(value) for name, value in form.values().items()}
        return {name: found[name] for name in found if found[name] or not self._is_later(name)}

    def set_values(self, values: Mapping[str, str]) -> None:
        """Show these, without a signal."""
        for name, text in values.items():
            parameter = self._pattern.parameter(name)
            if parameter is not None and name in self._by_parameter and not parameter.is_secret:
                self._by_parameter[name].set_values({name: as_value(parameter, text)})
        self.check()

    def set_value(self, name: str, text: str) -> None:
        """Fill one field as if it had been typed."""
        self.set_values({name: text})
        self.changed.emit(self.values())

    def check(self) -> bool:
        """Say below each field why its value can't be; True where all can."""
        is_fine = True
        values = self.values()
        for name, form in self._by_parameter.items():
            parameter = self._pattern.parameter(name)
            if parameter is None or (self._is_later(name) and not values.get(name)):
                continue
            reason = reason_against(parameter, values.get(name))
            form.set_problem(name, reason_words(reason))
            is_fine = is_fine and reason is None
        return is_fine

    def focus_first(self) -> None:
        """Put the keyboard into the first field."""
        if self.forms:
            self.forms[0].focus_first()

    def offer_outputs(self, stacks: Sequence[StackStatus]) -> None:
        """Let fields that want an output of another stack be filled with one that is there."""
        for name, button in self.suggestions.items():
            parameter = self._pattern.parameter(name)
            if parameter is None or parameter.field.suggestion is not Suggestion.STACK_OUTPUT:
                continue
            found = outputs_for(parameter, stacks)
            button.setVisible(bool(found))
            if found:
                button.setProperty("value", found[0][1])
                button.setText(self.tr("Use that of {stack}").format(stack=found[0][0]))
                button.setAccessibleName(button.text())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retext()
        super().changeEvent(event)

    def event(self, event: QEvent) -> bool:
        is_done = super().event(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.check()  # the forms inside have forgotten why a value can't be
        return is_done

    # ---- private ----

    def _is_later(self, name: str) -> bool:
        parameter = self._pattern.parameter(name)
        return parameter is not None and parameter.field.suggestion in FILLED_LATER

    def _add_heading(self, title: Text) -> None:
        label = QLabel(self)
        set_role(label, "heading")
        self._headings.append((label, title))
        self._rows.addWidget(label)

    def _add_forms(self, parameters: Sequence[Parameter], rows: QVBoxLayout) -> None:
        """Add them so that a button stands right below the field that it fills."""
        waiting: list[Parameter] = []
        for each in parameters:
            waiting.append(each)
            if each.field.suggestion in FILLED_BY_BUTTON:
                self._add_form(waiting, rows)
                waiting = []
        if waiting:
            self._add_form(waiting, rows)

    def _add_form(self, parameters: Sequence[Parameter], rows: QVBoxLayout) -> None:
        form = FieldForm(
            schema_of(parameters), "cloud.form", translate=self._translate, parent=self
        )
        form.changed.connect(self._on_changed)
        self.forms.append(form)
        rows.addWidget(form)
        for each in parameters:
            self._by_parameter[each.name] = form
            editor = form.editor(each.name)
            if each.is_secret and isinstance(editor, QLineEdit):
                editor.setEchoMode(QLineEdit.EchoMode.Password)
        last = parameters[-1]
        if last.field.suggestion in FILLED_BY_BUTTON:
            button = QPushButton(self)
            button.setObjectName(f"cloud.form.{last.name}.fill")
            set_role(button, "quiet")
            button.clicked.connect(partial(self._on_fill, last))
            self.suggestions[last.name] = button
            line = QHBoxLayout()
            line.addStretch(1)
            line.addWidget(button)
            rows.addLayout(line)

    def _on_fill(self, parameter: Parameter) -> None:
        if parameter.field.suggestion is Suggestion.OWN_ADDRESS_CIDR:
            self.address_wanted.emit(parameter.name)
        else:
            button = self.suggestions[parameter.name]
            self.set_value(parameter.name, str(button.property("value") or ""))

    def _on_changed(self, _: object) -> None:
        self.check()
        self.changed.emit(self.values())

    def _translate(self, english: str) -> str:
        text = self._texts.get(english)
        return english if text is None else spoken(text)

    def _retext(self) -> None:
        for label, title in self._headings:
            label.setText(spoken(title))
        self.advanced.set_title(self.tr("More settings"))
        self._nothing.setText(self.tr("There is nothing to choose here."))
        for name, button in self.suggestions.items():
            parameter = self._pattern.parameter(name)
            if parameter is None:
                continue
            if parameter.field.suggestion is Suggestion.OWN_ADDRESS_CIDR:
                button.setText(self.tr("Use this computer's address"))
            button.setAccessibleName(f"{button.text()}: {spoken(parameter.field.title)}")
        for form in self.forms:
            form.retranslate()
            form.align_labels(0)
        widest = min(MOST_LABEL_PX, max((form.label_px for form in self.forms), default=0))
        for form in self.forms:
            form.align_labels(widest)
        self.check()


def outputs_for(parameter: Parameter, stacks: Sequence[StackStatus]) -> list[tuple[str, str]]:
    """Return (stack, value) of the outputs that a parameter can be filled with."""
    try:
        role = OutputRole(parameter.field.from_)
    except ValueError:
        return []
    ready = [each for each in stacks if each.phase is StackPhase.READY]
    return [(each.stack, value) for each in ready if (value := each.output(role))]
