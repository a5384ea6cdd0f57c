import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.plotframe import PlotFrame


@pytest.fixture
def frame(stage: QWidget, dressed: QApplication) -> PlotFrame:
    frame = PlotFrame(300.0, stage)
    frame.resize(320, 160)
    frame.show()
    return frame


def test_the_area_lies_inside_the_frame(frame: PlotFrame) -> None:
    area = frame.area

    assert frame.rect().contains(area.toRect())
    assert area.width() > 200
    assert area.height() > 60


def test_the_notice_stands_inside_the_area(frame: PlotFrame) -> None:
    frame.set_notice("No data yet", is_quiet=True)
    (label,) = [child for child in frame.children() if getattr(child, "text", None)]

    assert frame.notice == "No data yet"
    assert isinstance(label, QWidget)
    assert frame.area.toRect().contains(label.geometry())


def test_an_empty_notice_is_gone(frame: PlotFrame) -> None:
    plain = frame.grab().toImage()
    frame.set_notice("38 s old")
    assert frame.grab().toImage() != plain

    frame.set_notice("")

    assert frame.notice == ""
    assert frame.grab().toImage() == plain


def test_a_canvas_takes_the_blank_place(frame: PlotFrame) -> None:
    before = frame.area
    canvas = QWidget(frame)

    frame.set_canvas(canvas)
    frame.resize(330, 170)

    assert canvas.isVisible()
    assert frame.area.width() == pytest.approx(before.width() + 10)


def test_focus_is_seen(qtbot: QtBot, frame: PlotFrame) -> None:
    frame.clearFocus()
    plain = frame.grab().toImage()

    frame.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(frame.hasFocus)

    assert frame.grab().toImage() != plain
