import msgspec
import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.panels.sourcechooser import SourceChooser
from encoder.errors import ErrorCode, Problem
from encoder.messages import SourceKindInfo
from encoder.settings import SourceSpec
from tests.fakes.engine import CATALOGUE, PATTERN, SCREEN

FILE = SourceKindInfo(
    "mediafile",
    "Media file",
    True,
    True,
    {"properties": {"path": {"title": "File", "type": "string", "x-file": "media", "default": ""}}},
)


@pytest.fixture
def chooser(stage: QWidget) -> SourceChooser:
    made = SourceChooser("video", stage)
    made.set_texts("Picture")
    made.show_kinds([SCREEN, PATTERN, FILE])
    made.show_spec(SourceSpec("screen"))
    made.show()
    return made


def entries(chooser: SourceChooser) -> list[str]:
    return [chooser.box.itemText(index) for index in range(chooser.box.count())]


def choose(chooser: SourceChooser, kind: str) -> None:
    index = chooser.box.findData(kind)
    chooser.box.setCurrentIndex(index)
    chooser.box.activated.emit(index)


def words(chooser: SourceChooser, name: str) -> str:
    label = chooser.findChild(QLabel, f"video.{name}")
    assert label is not None
    return "" if label.isHidden() else label.text()


def test_the_kinds_are_offered_in_their_order(chooser: SourceChooser) -> None:
    assert entries(chooser) == ["Screen", "Test pattern", "Media file"]
    assert chooser.box.currentData() == "screen"


def test_another_kind_is_chosen_with_its_form(chooser: SourceChooser, qtbot: QtBot) -> None:
    with qtbot.waitSignal(chooser.chosen) as told:
        choose(chooser, "pattern")

    assert told.args == [SourceSpec("pattern")]
    assert chooser.form is not None
    assert chooser.form.editor("motion").objectName() == "video.motion"


def test_an_option_is_chosen_with_all_the_others(chooser: SourceChooser, qtbot: QtBot) -> None:
    choose(chooser, "pattern")
    assert chooser.form is not None

    with qtbot.waitSignal(chooser.chosen) as told:
        chooser.form.changed.emit({"motion": "busy", "volume_db": -6.0})

    assert told.args == [SourceSpec("pattern", {"motion": "busy", "volume_db": -6.0})]


def test_options_are_remembered_while_another_kind_is_tried(
    chooser: SourceChooser, qtbot: QtBot
) -> None:
    chooser.show_spec(SourceSpec("pattern", {"motion": "busy", "volume_db": -6.0}))
    choose(chooser, "screen")

    with qtbot.waitSignal(chooser.chosen) as told:
        choose(chooser, "pattern")

    assert told.args == [SourceSpec("pattern", {"motion": "busy", "volume_db": -6.0})]


def test_showing_a_choice_does_not_choose_it(chooser: SourceChooser, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(chooser.chosen):
        chooser.show_spec(SourceSpec("pattern", {"motion": "still"}))

    assert chooser.form is not None
    assert chooser.form.values()["motion"] == "still"


def test_a_kind_that_can_not_be_used_says_why_and_what_to_do(chooser: SourceChooser) -> None:
    broken = msgspec.structs.replace(SCREEN, problem=Problem(ErrorCode.WAYLAND_UNSUPPORTED))

    chooser.show_kinds([broken, PATTERN])

    assert entries(chooser)[0] == "Screen (not available)"
    assert words(chooser, "problem") == "Wayland sessions can't be captured yet."
    assert "Xorg" in words(chooser, "hint")


def test_a_file_is_not_chosen_before_there_is_one(chooser: SourceChooser, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(chooser.chosen):
        choose(chooser, "mediafile")
    assert words(chooser, "hint").startswith("Choose a file")

    line = chooser.findChild(QLineEdit, "video.path")
    assert line is not None
    with qtbot.waitSignal(chooser.chosen) as told:
        line.setText("/film.mp4")
    assert told.args == [SourceSpec("mediafile", {"path": "/film.mp4"})]
    assert words(chooser, "hint") == ""


def test_a_chosen_kind_stays_even_where_it_is_not_offered(chooser: SourceChooser) -> None:
    chooser.show_spec(SourceSpec("hologram"))

    assert chooser.box.currentText() == "hologram"
    assert chooser.form is None


def test_none_is_a_choice_where_it_has_words(qtbot: QtBot) -> None:
    chooser = SourceChooser("audio")
    qtbot.addWidget(chooser)
    chooser.set_texts("Sound", "The picture's own")
    chooser.show_kinds([kind for kind in CATALOGUE if not kind.has_video])
    chooser.show_spec(None)
    assert chooser.box.currentText() == "The picture's own"

    with qtbot.waitSignal(chooser.chosen) as told:
        choose(chooser, "tone")
    assert told.args == [SourceSpec("tone")]
    with qtbot.waitSignal(chooser.chosen) as told:
        choose(chooser, "")
    assert told.args == [None]
