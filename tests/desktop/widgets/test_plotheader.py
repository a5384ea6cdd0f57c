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


def test_a_name_of_which_nothing_fits_is_left_out_with_its_dots(header: PlotHeader) -> None:
    values = tuple(LegendItem("", value) for value in ("8", "26", "480"))
    named = zip(("最小", "平均", "最大"), values, strict=True)
    header.resize(107, header.height())
    header.show_texts("送信待ち", "15 ms", values)
    bare = header.grab().toImage()

    header.show_texts("送信待ち", "15 ms", tuple(LegendItem(n, i.value) for n, i in named))

    assert header.grab().toImage() == bare


def test_its_height_does_not_depend_on_its_texts(header: PlotHeader) -> None:
    before = header.sizeHint().height()

    header.show_texts("Bitrate", "3.12 Mb/s", LEGEND)

    assert header.sizeHint().height() == before
