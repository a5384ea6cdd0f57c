"""One editor for each type a JSON Schema property can have."""

from collections.abc import Callable, Mapping
from typing import cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from desktop.widgets.formfield import Choices, Editor, Field
from desktop.widgets.texteditors import LinesEditor, TextEditor
from desktop.widgets.tokens import SPACING

_INT_LIMIT = 2**31 - 1
_FLOAT_LIMIT = 1e9


def make_editor(field: Field, on_changed: Callable[[], None], parent: QWidget) -> Editor:
    """Return the editor for `field`; it calls `on_changed` whenever the user changes it."""
    if "x-choices" in field.schema:
        return ChoiceEditor(field, field.choices, on_changed, parent)
    values = field.schema.get("enum")
    if isinstance(values, (list, tuple)):
        titles = field.schema.get("x-titles")
        known = titles if isinstance(titles, Mapping) else {}
        choices = [(str(v), str(known.get(v, v))) for v in values]
        return ChoiceEditor(field, choices, on_changed, parent)
    match field.schema.get("type"):
        case "boolean":
            return SwitchEditor(field, on_changed, parent)
        case "integer" | "number":
            return NumberEditor(field, on_changed, parent)
        case _ if "x-lines" in field.schema:
            return LinesEditor(field, on_changed, parent)
        case _:
            return TextEditor(field, on_changed, parent)


class ChoiceEditor:
    """A combo box; a value that is not among the choices is kept and shown as it is.

    Where the schema's default is no text, that can be chosen too: else the box would show, and
    with the next change return, a device that nobody chose.
    """

    def __init__(
        self, field: Field, choices: Choices, on_changed: Callable[[], None], parent: QWidget
    ) -> None:
        self._box = QComboBox(parent)
        self._box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._box.setMinimumContentsLength(8)
        self._box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._translate: Callable[[str], str] = str
        self._has_automatic = field.default == "" and all(value for value, _ in choices)
        self._choices = list(choices)
        self._fill()
        self.set_value(field.default)
        self._box.currentIndexChanged.connect(lambda _: on_changed())
        _leave_wheel_to_the_page(self._box)

    @property
    def widget(self) -> QWidget:
        return self._box

    def value(self) -> object:
        return self._box.currentData()

    def set_value(self, value: object) -> None:
        if value is None:
            return
        at = self._box.findData(str(value))
        if at < 0 and str(value):
            self._box.addItem(str(value), str(value))
            at = self._box.count() - 1
        self._box.setCurrentIndex(max(0, at))

    def set_choices(self, choices: Choices) -> None:
        """Offer other choices and keep the chosen one, even where it is no longer among them."""
        chosen = self.value()
        self._choices = list(choices)
        self._fill()
        self.set_value(chosen)

    def retitle(self, translate: Callable[[str], str]) -> None:
        self._translate = translate
        self.set_choices(self._choices)

    def _fill(self) -> None:
        self._box.blockSignals(True)
        self._box.clear()
        if self._has_automatic:
            self._box.addItem(QCoreApplication.translate("FieldForm", "automatic"), "")
        for value, title in self._choices:
            self._box.addItem(self._translate(title), value)
        self._box.blockSignals(False)


class SwitchEditor:
    """A check box; the form writes its title beside it."""

    def __init__(self, field: Field, on_changed: Callable[[], None], parent: QWidget) -> None:
        self._box = QCheckBox(parent)
        self.set_value(field.default)
        self._box.toggled.connect(lambda _: on_changed())

    @property
    def widget(self) -> QWidget:
        return self._box

    def value(self) -> object:
        return self._box.isChecked()

    def set_value(self, value: object) -> None:
        self._box.setChecked(bool(value))

    def retitle(self, translate: Callable[[str], str]) -> None:
        """Nothing to do: its words are the form's."""


class NumberEditor:
    """A spin box for integers or fractions, within the schema's limits.

    A nullable number says "automatic" one step below its minimum, and that is its None.
    """

    def __init__(self, field: Field, on_changed: Callable[[], None], parent: QWidget) -> None:
        self._field = field
        self._is_whole = field.schema.get("type") == "integer"
        self._spin: QSpinBox | QDoubleSpinBox = (
            QSpinBox(parent) if self._is_whole else QDoubleSpinBox(parent)
        )
        step = field.schema.get("multipleOf", 1 if self._is_whole else 0.1)
        limit = _INT_LIMIT if self._is_whole else _FLOAT_LIMIT
        low = _number(field.schema.get("minimum", field.schema.get("exclusiveMinimum", -limit)))
        high = _number(field.schema.get("maximum", field.schema.get("exclusiveMaximum", limit)))
        if field.is_nullable:
            low -= _number(step)
        if isinstance(self._spin, QSpinBox):
            self._spin.setRange(max(-_INT_LIMIT, int(low)), min(_INT_LIMIT, int(high)))
            self._spin.setSingleStep(max(1, int(_number(step))))
        else:
            self._spin.setDecimals(2)
            self._spin.setRange(low, high)
            self._spin.setSingleStep(_number(step))
        self._spin.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._spin.setKeyboardTracking(False)
        # Style sheets give a spin box's text no padding of its own.
        self._spin.lineEdit().setTextMargins(SPACING.tight, 0, 0, 0)
        self._spin.setGroupSeparatorShown(True)
        self.retitle(str)
        self.set_value(field.default)
        self._spin.valueChanged.connect(lambda _: on_changed())
        _leave_wheel_to_the_page(self._spin)

    @property
    def widget(self) -> QWidget:
        return self._spin

    def value(self) -> object:
        if self._field.is_nullable and self._spin.value() == self._spin.minimum():
            return None
        return self._spin.value()

    def set_value(self, value: object) -> None:
        if value is None and self._field.is_nullable:
            self._spin.setValue(cast("int", self._spin.minimum()))
        elif isinstance(value, (int, float)):
            self._spin.setValue(int(value) if self._is_whole else value)  # type: ignore[arg-type]

    def retitle(self, translate: Callable[[str], str]) -> None:
        unit = translate(self._field.unit) if self._field.unit else ""
        self._spin.setSuffix(f" {unit}" if unit else "")
        if self._field.is_nullable:
            self._spin.setSpecialValueText(QCoreApplication.translate("FieldForm", "automatic"))


class _WheelGuard(QObject):
    """Keeps a wheel turned over a form from changing what the pointer happens to be over."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.Wheel
            and isinstance(watched, QWidget)
            and not watched.hasFocus()
        ):
            event.ignore()
            return True
        return False


def _leave_wheel_to_the_page(widget: QWidget) -> None:
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    widget.installEventFilter(_WheelGuard(widget))


def _number(value: object) -> float:
    return float(value) if isinstance(value, (int, float)) else 0.0
