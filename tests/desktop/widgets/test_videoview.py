import numpy as np
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.widgets.videoview import VideoView, ViewState

RED = QColor("#FF0000")


def _pixels(width: int, height: int, bgra: tuple[int, int, int, int] = (0, 0, 255, 255)) -> bytes:
    return np.full((height, width, 4), bgra, np.uint8).tobytes()


@pytest.fixture
def view(qtbot: QtBot, dressed: QApplication) -> VideoView:
    view = VideoView()
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show()
    return view


def _colour(view: VideoView, x: int, y: int) -> QColor:
    return view.grab().toImage().pixelColor(x, y)


def test_a_new_view_is_empty_and_black(view: VideoView) -> None:
    assert view.state is ViewState.EMPTY
    assert _colour(view, 200, 20) == QColor("#000000")


def test_a_picture_keeps_its_shape(view: VideoView) -> None:
    view.show_picture(_pixels(160, 90), 160, 90)

    assert view.state is ViewState.RUNNING
    assert view.picture_size == QSize(160, 90)
    assert _colour(view, 200, 150) == RED
    around = _colour(view, 200, 20)  # 400 x 225 of 400 x 300 are picture
    assert _colour(view, 200, 280) == around


def test_a_black_picture_is_told_from_what_is_around_it(view: VideoView) -> None:
    view.show_picture(_pixels(160, 90, (0, 0, 0, 255)), 160, 90)

    assert _colour(view, 200, 150) == QColor("#000000")
    assert _colour(view, 200, 20) != QColor("#000000")


def test_the_pixels_are_copied(view: VideoView) -> None:
    pixels = bytearray(_pixels(16, 9))
    view.show_picture(memoryview(pixels), 16, 9)

    pixels[:] = bytes(len(pixels))

    assert _colour(view, 200, 150) == RED


def test_the_newest_picture_wins(view: VideoView) -> None:
    view.show_picture(_pixels(16, 9), 16, 9)
    view.show_picture(_pixels(16, 9, (255, 0, 0, 255)), 16, 9)

    assert _colour(view, 200, 150) == QColor("#0000FF")


@pytest.mark.parametrize(("width", "height"), [(17, 9), (0, 9), (16, -1)])
def test_pixels_that_are_no_picture_are_refused(view: VideoView, width: int, height: int) -> None:
    with pytest.raises(ValueError, match="BGRA"):
        view.show_picture(_pixels(16, 9), width, height)

    assert view.state is ViewState.EMPTY


def test_an_old_picture_is_dimmed_and_its_age_said(view: VideoView) -> None:
    view.show_picture(_pixels(16, 9), 16, 9)
    view.show_stale("Last picture, 12 s old")

    assert view.state is ViewState.STALE
    assert view.accessibleDescription() == "Last picture, 12 s old"
    assert 40 < _colour(view, 10, 150).red() < 160


def test_a_new_picture_ends_what_was_said(view: VideoView) -> None:
    view.show_error("The screen can't be captured.", "Check the display.")
    assert view.accessibleDescription() == "The screen can't be captured. Check the display."

    view.show_picture(_pixels(16, 9), 16, 9)

    assert view.state is ViewState.RUNNING
    assert view.sentence == view.accessibleDescription() == ""


def test_empty_forgets_the_last_picture(view: VideoView) -> None:
    view.show_picture(_pixels(16, 9), 16, 9)
    view.show_empty("No picture yet")

    assert view.picture_size.isEmpty()
    assert _colour(view, 10, 150) == QColor("#000000")


def test_words_are_painted(view: VideoView) -> None:
    view.show_loading("")
    blank = view.grab().toImage()

    view.show_loading("画面を開いています…")

    assert view.grab().toImage() != blank
    assert view.state is ViewState.LOADING


def test_words_fit_a_very_small_view(qtbot: QtBot, dressed: QApplication) -> None:
    view = VideoView()
    qtbot.addWidget(view)
    view.setMinimumSize(1, 1)
    view.resize(20, 20)
    view.show_error("The screen can't be captured.", "Check the display.")

    assert not view.grab().isNull()
