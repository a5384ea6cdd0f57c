import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QFormLayout, QWidget

from desktop.panels.encoderrows import EncoderRows
from encoder.errors import ErrorCode, Problem
from encoder.messages import (
    CatalogueListed,
    EncoderKind,
    EncodersMeasured,
    Failed,
    MeasureEncoders,
    PresetSpeed,
)
from encoder.settings import Canvas
from tests.fakes.desk import Desk
from tests.fakes.engine import CATALOGUE

BROKEN = Problem(ErrorCode.ENCODER_UNAVAILABLE, {"encoder": "h264_nvenc", "reason": "no driver"})
ENCODERS = (
    EncoderKind("libx264", "x264", False),
    EncoderKind("h264_vaapi", "VA-API", True),
    EncoderKind("h264_nvenc", "NVENC", True, BROKEN),
)
SPEEDS = (PresetSpeed("ultrafast", 9.0), PresetSpeed("veryfast", 3.14))


@pytest.fixture
def rows(desk: Desk, stage: QWidget) -> EncoderRows:
    host = QWidget(stage)
    made = EncoderRows(desk.studio, QFormLayout(host), host)
    host.show()
    desk.is_ready()
    return made


def listed(desk: Desk) -> None:
    desk.says(CatalogueListed(CATALOGUE, ENCODERS))


def choose(rows: EncoderRows, name: str) -> None:
    index = rows.encoder_box.findData(name)
    rows.encoder_box.setCurrentIndex(index)
    rows.encoder_box.activated.emit(index)
    rows.show()


def test_where_there_is_one_encoder_there_is_nothing_to_choose(rows: EncoderRows) -> None:
    assert not rows.encoder_box.isVisible()
    assert rows.speed_box.isVisible()


def test_only_what_proved_itself_can_be_chosen(desk: Desk, rows: EncoderRows) -> None:
    listed(desk)

    model = rows.encoder_box.model()
    assert isinstance(model, QStandardItemModel)
    assert [model.item(row).isEnabled() for row in range(3)] == [True, True, False]
    assert rows.encoder_box.itemText(2) == "NVENC (not available)"
    reason = rows.encoder_box.itemData(2, Qt.ItemDataRole.ToolTipRole)
    assert "no driver" in reason


def test_another_encoder_has_no_presets_of_x264(desk: Desk, rows: EncoderRows) -> None:
    listed(desk)

    choose(rows, "h264_vaapi")

    assert desk.keeper.settings.encoding.video.encoder == "h264_vaapi"
    assert not rows.speed_box.isVisible()
    assert not rows.measure_button.isVisible()


def test_measured_headroom_stands_beside_each_speed(desk: Desk, rows: EncoderRows) -> None:
    rows.measure_button.click()
    assert desk.sent(MeasureEncoders) == [MeasureEncoders(Canvas())]
    assert rows.measure_button.text() == "Measuring…"
    assert not rows.measure_button.isEnabled()

    desk.says(EncodersMeasured(Canvas(), SPEEDS, "veryfast"))

    assert rows.speed_box.itemText(rows.speed_box.findData("veryfast")) == "veryfast · 3.1×"
    assert rows.speed_box.itemText(rows.speed_box.findData("slow")) == "slow"
    assert rows.note.text().endswith("Advised: veryfast")
    assert rows.measure_button.isEnabled()


def test_what_was_measured_for_another_canvas_is_not_shown(desk: Desk, rows: EncoderRows) -> None:
    desk.says(EncodersMeasured(Canvas(1920, 1080, 60), SPEEDS, "veryfast"))

    assert rows.speed_box.itemText(rows.speed_box.findData("veryfast")) == "veryfast"
    assert rows.note.text() == ""


def test_a_measurement_that_fails_can_be_tried_again(desk: Desk, rows: EncoderRows) -> None:
    rows.measure_button.click()

    desk.says(Failed(Problem(ErrorCode.ENCODING_IN_USE)))

    assert rows.measure_button.isEnabled()


def test_while_anything_is_encoded_nothing_can_be_changed(desk: Desk, rows: EncoderRows) -> None:
    desk.is_live()

    assert not rows.speed_box.isEnabled()
    assert not rows.measure_button.isEnabled()
