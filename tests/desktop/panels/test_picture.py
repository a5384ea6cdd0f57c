import msgspec
import pytest
from PySide6.QtWidgets import QLabel, QWidget

from desktop.panels.picture import CUSTOM, PRESETS, PicturePanel, format_name
from desktop.store.settings import DestinationChoice
from encoder.ingestlimits import limit_violations
from encoder.messages import SetBitrate
from encoder.settings import (
    Canvas,
    Destination,
    Encoding,
    IngestKind,
    StreamKey,
    VideoEncoding,
)
from tests.fakes.desk import Desk


@pytest.fixture
def panel(desk: Desk, stage: QWidget) -> PicturePanel:
    made = PicturePanel(desk.studio, stage)
    made.show()
    return made


def choose(panel: PicturePanel, name: str) -> None:
    index = panel.format_box.findData(name)
    panel.format_box.setCurrentIndex(index)
    panel.format_box.activated.emit(index)


@pytest.mark.parametrize("name", PRESETS)
def test_a_usual_format_sets_size_rate_and_bitrate(
    desk: Desk, panel: PicturePanel, name: str
) -> None:
    choose(panel, name)

    canvas, bitrate_bps = PRESETS[name]
    assert desk.keeper.settings.canvas == canvas
    assert desk.keeper.settings.encoding.video.bitrate_bps == bitrate_bps
    assert panel.bitrate_spin.value() == bitrate_bps // 1000
    assert not panel.width_spin.isVisible()


@pytest.mark.parametrize(
    ("name", "ingest"),
    [(name, "ivs-standard") for name in PRESETS]
    + [("720p30", "ivs-basic"), ("480p30", "ivs-basic")],
)
def test_a_usual_format_is_within_the_limits(name: str, ingest: IngestKind) -> None:
    canvas, bitrate_bps = PRESETS[name]
    destination = Destination("rtmps://host/app", StreamKey("k"), ingest)

    encoding = Encoding(VideoEncoding(bitrate_bps=bitrate_bps))

    assert limit_violations(canvas, encoding, destination) == ()


def test_custom_shows_every_number(desk: Desk, panel: PicturePanel) -> None:
    choose(panel, CUSTOM)
    assert panel.width_spin.isVisible()

    panel.width_spin.setValue(1001)
    panel.fps_spin.setValue(25)

    assert desk.keeper.settings.canvas == Canvas(1000, 720, 25)
    assert panel.format_box.currentData() == CUSTOM


def test_a_limit_is_named_while_choosing(desk: Desk, panel: PicturePanel) -> None:
    desk.keeper.change(
        msgspec.structs.replace(
            desk.keeper.settings, destinations=(DestinationChoice("rtmp", ingest="ivs-basic"),)
        )
    )

    choose(panel, "1080p60")

    problem = panel.findChild(QLabel, "picture.problem")
    assert problem is not None
    assert problem.text() == "Bitrate is 6160 kbit/s, but IVS BASIC accepts at most 3500 kbit/s."


def test_on_air_only_the_bitrate_can_change(desk: Desk, panel: PicturePanel) -> None:
    desk.is_live()
    assert not panel.format_box.isEnabled()
    assert not panel.encoder.speed_box.isEnabled()

    panel.bitrate_spin.setValue(2_000)

    assert desk.sent(SetBitrate) == [SetBitrate(2_000_000)]

    desk.hears(desk.engine.stops)
    assert panel.format_box.isEnabled()


def test_on_air_the_bitrate_goes_no_higher_than_it_went_live_with(
    desk: Desk, panel: PicturePanel
) -> None:
    opened_with = panel.bitrate_spin.value()
    desk.is_live()
    panel.bitrate_spin.setValue(1_000)
    panel.bitrate_spin.setValue(40_000)
    assert panel.bitrate_spin.value() == opened_with

    desk.hears(desk.engine.stops)
    panel.bitrate_spin.setValue(40_000)
    assert panel.bitrate_spin.value() == 40_000


def test_a_broadcast_found_on_air_shows_its_bitrate(desk: Desk, panel: PicturePanel) -> None:
    desk.is_live()
    fast = Encoding(VideoEncoding(bitrate_bps=9_000_000))
    desk.keeper.change(msgspec.structs.replace(desk.keeper.settings, encoding=fast))

    assert panel.bitrate_spin.value() == 9_000


def test_the_encoders_speed_is_chosen(desk: Desk, panel: PicturePanel) -> None:
    index = panel.encoder.speed_box.findData("superfast")
    panel.encoder.speed_box.setCurrentIndex(index)
    panel.encoder.speed_box.activated.emit(index)

    assert desk.keeper.settings.encoding.video.preset == "superfast"


def test_a_format_is_recognised() -> None:
    assert format_name(Canvas(1920, 1080, 60)) == "1080p60"
    assert format_name(Canvas(1920, 1080, 59)) == CUSTOM


def test_while_recording_alone_nothing_of_the_encode_can_be_changed(
    desk: Desk, panel: PicturePanel
) -> None:
    desk.is_ready()
    desk.hears(desk.engine.records)
    assert not panel.format_box.isEnabled()
    assert not panel.bitrate_spin.isEnabled()
    assert not panel.encoder.speed_box.isEnabled()

    desk.hears(desk.engine.ends_recording)
    assert panel.bitrate_spin.isEnabled()
