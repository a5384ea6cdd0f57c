from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from desktop.widgets.fieldeditors import ChoiceEditor, make_editor
from desktop.widgets.filefield import FileField
from desktop.widgets.formfield import Editor, Field
from desktop.widgets.linesfield import LinesField

MakeEditor = Callable[..., Editor]


@pytest.fixture
def changes() -> list[bool]:
    return []


@pytest.fixture
def make(stage: QWidget, changes: list[bool]) -> MakeEditor:
    def make(
        *, choices: tuple[tuple[str, str], ...] = (), is_nullable: bool = False, **schema: object
    ) -> Editor:
        field = Field("option", schema, choices, is_nullable)
        return make_editor(field, lambda: changes.append(True), stage)

    return make


@pytest.mark.parametrize(
    ("schema", "kind"),
    [
        ({"type": "integer"}, QSpinBox),
        ({"type": "number"}, QDoubleSpinBox),
        ({"type": "boolean"}, QCheckBox),
        ({"type": "string"}, QLineEdit),
        ({"enum": ["a", "b"]}, QComboBox),
        ({"type": "string", "x-choices": "devices"}, QComboBox),
        ({"type": "string", "x-file": "media"}, FileField),
        ({"type": "string", "x-lines": 3}, LinesField),
        ({}, QLineEdit),
    ],
)
def test_each_type_has_its_editor(
    make: MakeEditor, schema: dict[str, object], kind: type[QWidget]
) -> None:
    assert isinstance(make(**schema).widget, kind)


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"type": "integer", "minimum": 0, "maximum": 7680}, 1920),
        ({"type": "integer"}, -(2**31) + 1),
        ({"type": "number", "minimum": -60.0, "maximum": 0.0}, -6.25),
        ({"type": "boolean"}, True),
        ({"type": "string"}, "配信中"),
        ({"enum": ["a", "b"]}, "b"),
        ({"type": "string", "x-file": "media"}, "/videos/opening.mp4"),
    ],
)
def test_a_value_goes_in_and_comes_out(
    make: MakeEditor, changes: list[bool], schema: dict[str, object], value: object
) -> None:
    editor = make(**schema)
    editor.set_value(value)

    assert editor.value() == value
    assert changes == [True]


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"type": "integer", "default": 30, "minimum": 1}, 30),
        ({"type": "number", "default": 29.97}, 29.97),
        ({"type": "boolean", "default": True}, True),
        ({"type": "string", "default": ":0"}, ":0"),
        ({"enum": ["a", "b"], "default": "b"}, "b"),
        ({"enum": ["a", "b"]}, "a"),
    ],
)
def test_an_untouched_editor_has_the_default(
    make: MakeEditor, schema: dict[str, object], value: object
) -> None:
    assert make(**schema).value() == value


def test_a_number_stays_within_its_limits(make: MakeEditor) -> None:
    editor = make(type="integer", minimum=1, maximum=60)
    editor.set_value(500)

    assert editor.value() == 60


def test_a_number_shows_its_unit_in_the_present_language(make: MakeEditor) -> None:
    editor = make(type="integer", **{"x-unit": "px"}, default=4)

    editor.retitle(lambda text: {"px": "ピクセル"}[text])

    assert isinstance(editor.widget, QSpinBox)
    assert editor.widget.text() == "4 ピクセル"


def test_a_number_that_may_be_missing_says_automatic(make: MakeEditor) -> None:
    editor = make(type="integer", minimum=0, maximum=10, is_nullable=True, default=None)
    assert isinstance(editor.widget, QSpinBox)
    assert (editor.value(), editor.widget.text()) == (None, "automatic")

    editor.set_value(0)
    assert editor.value() == 0

    editor.set_value(None)
    assert editor.value() is None


def test_a_device_that_is_gone_stays_chosen(make: MakeEditor) -> None:
    editor = make(choices=((":0", "Screen 1"), (":1", "Screen 2")), **{"x-choices": "devices"})
    editor.set_value(":1")
    assert isinstance(editor, ChoiceEditor)

    editor.set_choices(((":0", "Screen 1"),))

    assert editor.value() == ":1"


def test_a_choice_is_shown_in_the_present_language(make: MakeEditor) -> None:
    editor = make(enum=["flash"])
    editor.retitle(lambda text: {"flash": "フラッシュ"}[text])

    assert isinstance(editor.widget, QComboBox)
    assert (editor.widget.currentText(), editor.value()) == ("フラッシュ", "flash")


@pytest.mark.parametrize("schema", [{"type": "integer"}, {"enum": ["a", "b"]}])
def test_a_wheel_turned_over_the_form_changes_nothing(
    make: MakeEditor, changes: list[bool], schema: dict[str, object]
) -> None:
    editor = make(**schema)
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )

    QApplication.sendEvent(editor.widget, wheel)

    assert not changes


def test_what_is_automatic_is_not_shown_as_the_first_device(make: MakeEditor) -> None:
    choices = (("serif", "Serif"), ("sans", "Sans"))
    editor = make(choices=choices, **{"type": "string", "x-choices": "devices", "default": ""})
    assert isinstance(editor, ChoiceEditor)

    assert editor.value() == ""
    editor.set_value("sans")
    editor.set_choices((("mono", "Mono"),))
    assert editor.value() == "sans"
    editor.set_value("")
    assert editor.value() == ""
