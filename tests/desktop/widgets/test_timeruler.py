import pytest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.widgets.timeruler import TimeRuler
from tests.desktop.widgets.conftest import Brackets


@pytest.fixture
def ruler(stage: QWidget, dressed: QApplication) -> TimeRuler:
    ruler = TimeRuler(300.0, stage)
    ruler.resize(400, ruler.sizeHint().height())
    ruler.show()
    return ruler


def test_it_paints_itself_at_any_width(ruler: TimeRuler) -> None:
    pictures = []
    for width in (400, 120, 30):
        ruler.resize(width, ruler.height())
        pictures.append(ruler.grab().toImage())

    assert all(not picture.isNull() for picture in pictures)


def test_it_changes_its_language(ruler: TimeRuler, qapp: QApplication, bracketed: Brackets) -> None:
    before = ruler.grab().toImage()

    qapp.installTranslator(bracketed)

    assert ruler.grab().toImage() != before
