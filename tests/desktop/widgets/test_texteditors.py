from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget

from desktop.widgets.colourfield import ColourField
from desktop.widgets.fieldeditors import make_editor
from desktop.widgets.formfield import Editor, Field
from desktop.widgets.linesfield import LinesField
from desktop.widgets.texteditors import LinesEditor, TextEditor

MakeEditor = Callable[..., Editor]


@pytest.fixture
def changes() -> list[bool]:
    return []


@pytest.fixture
def make(stage: QWidget, changes: list[bool]) -> MakeEditor:
    def make(*, is_nullable: bool = False, **schema: object) -> Editor:
        field = Field("option", schema, (), is_nullable)
        return make_editor(field, lambda: changes.append(True), stage)

    return make


def test_a_text_that_may_be_missing_is_none_when_empty(make: MakeEditor) -> None:
    editor = make(type="string", is_nullable=True)
    assert editor.value() is None

    editor.set_value(" x ")
    assert editor.value() == "x"


def test_a_text_is_no_longer_than_allowed(make: MakeEditor) -> None:
    editor = make(type="string", maxLength=3)
    editor.set_value("12345")

    assert isinstance(editor, TextEditor)
    assert editor.value() == "123"


def test_a_colour_has_a_button_that_chooses_it(make: MakeEditor) -> None:
    editor = make(**{"type": "string", "x-colour": True, "default": "#FFFFFF"})

    assert isinstance(editor.widget, ColourField)
    assert editor.value() == "#FFFFFF"


def test_lines_go_in_and_come_out(make: MakeEditor, changes: list[bool]) -> None:
    editor = make(**{"type": "string", "x-lines": 3, "default": "a", "maxLength": 8})
    assert isinstance(editor, LinesEditor)
    assert editor.value() == "a"

    editor.set_value("one\ntwo")
    assert editor.value() == "one\ntwo"
    assert changes == []

    assert isinstance(editor.widget, LinesField)
    editor.widget.appendPlainText("3")
    assert editor.value() == "one\ntwo"  # would be too long
    editor.widget.setPlainText("one")
    assert changes == [True]
