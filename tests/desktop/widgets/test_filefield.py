import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.filefield import FileField, FileKind
from tests.desktop.widgets.conftest import Brackets

# Only the offscreen platform says so, of every dialog.


@pytest.fixture
def field(stage: QWidget) -> FileField:
    field = FileField(stage)
    field.line.setObjectName("source.file")
    field.show()
    return field


def test_a_chosen_file_is_written_into_the_line(qtbot: QtBot, field: FileField) -> None:
    dialog = field.browse()

    with qtbot.waitSignal(field.line.textChanged):
        dialog.fileSelected.emit("/videos/opening.mp4")

    assert field.line.text() == "/videos/opening.mp4"
    dialog.reject()


def test_the_button_opens_the_dialog_without_blocking(qtbot: QtBot, field: FileField) -> None:
    QTest.mouseClick(field.button, Qt.MouseButton.LeftButton)
    dialog = field.window().findChild(QFileDialog)

    assert dialog is not None
    assert dialog.objectName() == "source.file.dialog"
    assert dialog.fileMode() is QFileDialog.FileMode.ExistingFile
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()


def test_a_cancelled_choice_changes_nothing(field: FileField) -> None:
    field.line.setText("/videos/old.mp4")

    field.browse().reject()

    assert field.line.text() == "/videos/old.mp4"


def test_the_keyboard_reaches_line_and_button(field: FileField) -> None:
    assert field.focusProxy() is field.line
    assert field.button.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_it_changes_its_language(
    qtbot: QtBot, field: FileField, qapp: QApplication, bracketed: Brackets
) -> None:
    qapp.installTranslator(bracketed)

    qtbot.waitUntil(lambda: field.button.text() == "[Browse…]")


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        (FileKind.IMAGE, "Choose a picture"),
        (FileKind.CERTIFICATES, "Choose a file of certificates"),
        (FileKind.FOLDER, "Choose a folder"),
    ],
)
def test_it_asks_for_what_the_path_leads_to(stage: QWidget, kind: FileKind, title: str) -> None:
    field = FileField(stage, kind)

    dialog = field.browse()

    assert dialog.windowTitle() == title
    assert field.button.accessibleName() == title
    is_folder = dialog.fileMode() is QFileDialog.FileMode.Directory
    assert is_folder is (kind is FileKind.FOLDER)
    dialog.reject()


def test_a_chosen_path_is_told(stage: QWidget, qtbot: QtBot) -> None:
    field = FileField(stage, FileKind.FOLDER)
    dialog = field.browse()

    with qtbot.waitSignal(field.chosen) as chosen:
        dialog.fileSelected.emit("/videos")

    assert chosen.args == ["/videos"]
    assert field.line.text() == "/videos"
    dialog.reject()
