import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.fieldform import FieldForm, read_fields
from tests.desktop.widgets.conftest import Brackets

SCHEMA: dict[str, object] = {
    "type": "object",
    "properties": {
        "display": {
            "type": "string",
            "title": "Display",
            "description": "Which screen to capture.",
            "x-choices": "devices",
            "default": ":0",
        },
        "left": {"type": "integer", "title": "Left", "minimum": 0, "maximum": 7680, "default": 0},
        "caption": {"type": "string", "title": "Caption", "minLength": 1, "default": "Live"},
        "file": {"type": "string", "title": "File", "x-file": "media", "default": ""},
        "cursor": {"type": "boolean", "title": "Show cursor", "default": True},
    },
}
DEVICES = [(":0", "Screen 1"), (":1", "Screen 2")]
DEFAULTS = {"display": ":0", "left": 0, "caption": "Live", "file": "", "cursor": True}


@pytest.fixture
def form(stage: QWidget, dressed: QApplication) -> FieldForm:
    form = FieldForm(SCHEMA, "source", choices=DEVICES, parent=stage)
    form.resize(360, 300)
    form.show()
    return form


def test_an_untouched_form_has_the_defaults(form: FieldForm) -> None:
    assert form.values() == DEFAULTS


def test_what_the_user_changes_is_told_with_all_values(qtbot: QtBot, form: FieldForm) -> None:
    box = form.editor("display")
    assert isinstance(box, QComboBox)

    with qtbot.waitSignal(form.changed) as changed:
        box.setCurrentIndex(1)

    assert changed.args == [DEFAULTS | {"display": ":1"}]


def test_values_can_be_set_without_telling(qtbot: QtBot, form: FieldForm) -> None:
    with qtbot.assertNotEmitted(form.changed):
        form.set_values({"left": 1280, "cursor": False, "unknown": 1})

    assert form.values() == DEFAULTS | {"left": 1280, "cursor": False}


def test_other_devices_can_be_offered_without_telling(qtbot: QtBot, form: FieldForm) -> None:
    with qtbot.assertNotEmitted(form.changed):
        form.set_choices([(":0", "Screen 1"), (":7", "Screen 3")])

    box = form.editor("display")
    assert isinstance(box, QComboBox)
    assert [box.itemText(at) for at in range(box.count())] == ["Screen 1", "Screen 3"]
    assert form.values()["display"] == ":0"


def test_every_editor_has_a_name_for_tools_and_one_for_people(form: FieldForm) -> None:
    for name, schema in dict(SCHEMA["properties"]).items():  # type: ignore[call-overload]
        editor = form.editor(name)
        assert editor.objectName() == f"source.{name}"
        assert editor.accessibleName() == schema["title"]
    browse = form.findChild(QPushButton, "source.file.browse")
    assert browse is not None
    assert browse.accessibleName()


def test_the_description_is_tooltip_and_accessible_description(form: FieldForm) -> None:
    editor = form.editor("display")

    assert editor.toolTip() == editor.accessibleDescription() == "Which screen to capture."


def test_titles_are_asked_for_in_the_present_language(stage: QWidget) -> None:
    words = {"Show cursor": "カーソルを表示"}
    form = FieldForm(SCHEMA, "source", translate=lambda text: words.get(text, text), parent=stage)
    box = form.editor("cursor")
    assert isinstance(box, QCheckBox)
    assert box.text() == "カーソルを表示"

    words["Show cursor"] = "Show the cursor"
    form.retranslate()

    assert box.text() == box.accessibleName() == "Show the cursor"


def test_a_missing_text_is_said_below_its_field(form: FieldForm) -> None:
    line = form.editor("caption")
    assert isinstance(line, QLineEdit)
    line.clear()

    assert not form.is_valid()
    assert form.problem("caption") == "Please fill this in."
    assert line.property("invalid") is True

    line.setText("Now")
    assert form.is_valid()
    assert form.problem("caption") == ""


def test_a_problem_from_outside_ends_with_the_next_change(form: FieldForm) -> None:
    form.set_problem("left", "The region lies outside the screen.")
    assert form.problem("left") == "The region lies outside the screen."

    form.set_values({"left": 10})

    assert form.problem("left") == ""


def test_a_problem_is_part_of_what_a_screen_reader_says(form: FieldForm) -> None:
    form.set_problem("display", "The screen is gone.")

    assert form.editor("display").accessibleDescription() == (
        "The screen is gone. Which screen to capture."
    )


def test_tab_goes_through_the_fields_in_order(qtbot: QtBot, form: FieldForm) -> None:
    order = ["source.display", "source.left", "source.caption", "source.file"]
    form.editor("display").setFocus()
    qtbot.waitUntil(form.editor("display").hasFocus)

    seen = []
    for _ in order:
        focused = QApplication.focusWidget()
        assert focused is not None
        seen.append(focused.objectName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)

    assert seen == order


def test_the_form_changes_its_language(
    qtbot: QtBot, form: FieldForm, qapp: QApplication, bracketed: Brackets
) -> None:
    form.set_values({"caption": ""})

    qapp.installTranslator(bracketed)

    qtbot.waitUntil(lambda: form.problem("caption") == "[Please fill this in.]")


def test_references_and_alternatives_of_a_schema_are_followed() -> None:
    fields = read_fields(
        {
            "$ref": "#/$defs/Options",
            "$defs": {
                "Mode": {"enum": ["a", "b"], "title": "Mode"},
                "Options": {
                    "properties": {
                        "mode": {"$ref": "#/$defs/Mode", "default": "b"},
                        "limit": {
                            "anyOf": [{"type": "integer", "minimum": 1}, {"type": "null"}],
                            "default": None,
                        },
                    }
                },
            },
        }
    )

    mode, limit = fields
    assert (mode.schema["enum"], mode.default, mode.is_nullable) == (["a", "b"], "b", False)
    assert (limit.schema["type"], limit.schema["minimum"], limit.is_nullable) == (
        "integer",
        1,
        True,
    )


@pytest.mark.parametrize("schema", [{}, {"type": "object", "properties": {}}])
def test_a_kind_without_options_has_an_empty_form(
    stage: QWidget, schema: dict[str, object]
) -> None:
    assert FieldForm(schema, "source", parent=stage).values() == {}


def test_a_colour_typed_by_halves_is_not_told_but_marked(
    qtbot: QtBot, stage: QWidget, dressed: QApplication
) -> None:
    schema: dict[str, object] = {
        "properties": {
            "colour": {
                "type": "string",
                "description": "Such as #FFFFFF.",
                "pattern": "^#[0-9A-F]{6}$",
                "x-colour": True,
                "default": "#FFFFFF",
            }
        }
    }
    form = FieldForm(schema, "source", parent=stage)
    line = form.editor("colour")
    assert isinstance(line, QLineEdit)

    with qtbot.assertNotEmitted(form.changed):
        line.setText("#FFCC0")
    assert form.problem("colour") == "Such as #FFFFFF."
    assert line.accessibleDescription() == "Such as #FFFFFF."

    with qtbot.waitSignal(form.changed) as told:
        line.setText("#FFCC00")
    assert told.args == [{"colour": "#FFCC00"}]
    assert form.problem("colour") == ""


def test_the_first_field_can_be_written_over_at_once(qtbot: QtBot, form: FieldForm) -> None:
    form.focus_first()

    assert form.editor("display").hasFocus()
