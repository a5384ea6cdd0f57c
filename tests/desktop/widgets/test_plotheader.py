import pytest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.widgets.plotheader import LegendItem, PlotHeader

LEGEND = (
    LegendItem("encoded", "3.16", "#66ACFF"),
    LegendItem("sent", "3.12", "#F2BB4E"),
    LegendItem("target", "3.16", "#8A96A5", is_dashed=True),
)


@pytest.fixture
def header(stage: QWidget, dressed: QApplication) -> PlotHeader:
    header = PlotHeader(stage)
    header.resize(360, header.sizeHint().height())
    header.show()
    return header


def test_texts_are_painted_where_there_is_room(header: PlotHeader) -> None:
    blank = header.grab().toImage()

    header.show_texts("Bitrate", "3.12 Mb/s", LEGEND)

    assert header.grab().toImage() != blank


def test_what_is_old_is_painted_dimmed(header: PlotHeader) -> None:
    header.show_texts("Bitrate", "3.12 Mb/s", LEGEND)
    fresh = header.grab().toImage()

    header.show_texts("Bitrate", "3.12 Mb/s", LEGEND, is_dimmed=True)

    assert header.grab().toImage() != fresh


@pytest.mark.parametrize("width", [1, 40, 90, 150])
def test_a_narrow_header_paints_without_complaint(header: PlotHeader, width: int) -> None:
    header.show_texts("エンジンのメモリ", "3.12 Mb/s", LEGEND)
    header.resize(width, header.height())

    assert not header.grab().isNull()


def test_its_height_does_not_depend_on_its_texts(header: PlotHeader) -> None:
    before = header.sizeHint().height()

    header.show_texts("Bitrate", "3.12 Mb/s", LEGEND)

    assert header.sizeHint().height() == before
