import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QColorDialog, QWidget

from desktop.widgets.colourfield import ColourField, read_colour, write_colour

MIDDLE = 8


def swatch(field: ColourField) -> QColor:
    image = field.button.icon().pixmap(field.button.iconSize()).toImage()
    return image.pixelColor(MIDDLE, image.height() // 2 - 2)


def test_the_button_shows_the_colour_that_is_written(stage: QWidget, dressed: QApplication) -> None:
    field = ColourField(stage)

    field.line.setText("#FFCC00")

    assert swatch(field).name() == "#ffcc00"


def test_a_colour_typed_by_halves_shows_none(stage: QWidget, dressed: QApplication) -> None:
    field = ColourField(stage)

    field.line.setText("#FFCC0")

    assert swatch(field).alpha() < 255


def test_the_chosen_colour_is_written(stage: QWidget, dressed: QApplication) -> None:
    field = ColourField(stage, has_alpha=True)
    field.line.setText("#FFCC00")
    QTest.mouseClick(field.button, Qt.MouseButton.LeftButton)
    dialog = stage.findChild(QColorDialog)
    assert dialog is not None
    assert dialog.currentColor().name() == "#ffcc00"

    dialog.colorSelected.emit(QColor(1, 2, 3, 128))
    dialog.reject()

    assert field.line.text() == "#01020380"


def test_only_a_colour_that_may_be_clear_asks_for_opacity(
    stage: QWidget, dressed: QApplication
) -> None:
    dialog = ColourField(stage).choose()

    assert not dialog.testOption(QColorDialog.ColorDialogOption.ShowAlphaChannel)
    dialog.reject()


@pytest.mark.parametrize("text", ["", "red", "#FFF", "#GGGGGG", "FFCC000"])
def test_other_texts_mean_no_colour(text: str) -> None:
    assert read_colour(text) is None


def test_opacity_comes_last_and_only_where_it_is_not_full() -> None:
    colour = read_colour(" #FF000080 ")

    assert colour is not None
    assert colour.getRgb() == (255, 0, 0, 128)
    assert write_colour(colour) == "#FF000080"
    assert write_colour(QColor("red")) == "#FF0000"
