from fractions import Fraction

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from encoder.engine.sources.pattern import PatternOptions, TestPattern, open_pattern
from encoder.engine.sources.patternlayout import Area, layout_of
from encoder.engine.sources.timecodecells import read
from encoder.settings import Canvas
from tests.encoder.engine.sources.mediamaker import starts_s

SMALL = Canvas(320, 180, 30)
START_UTC_S = 1_700_000_000.0


def pattern(canvas: Canvas = SMALL, options: PatternOptions | None = None) -> TestPattern:
    return TestPattern(options or PatternOptions(), canvas, START_UTC_S)


def luma(frame: av.VideoFrame) -> NDArray[np.uint8]:
    plane = frame.planes[0]
    rows = np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)
    return rows[:, : plane.width]


def everything(frame: av.VideoFrame) -> bytes:
    return b"".join(bytes(plane) for plane in frame.planes)


def seen(frame: av.VideoFrame, area: Area) -> NDArray[np.uint8]:
    return luma(frame)[area.luma]


def is_flashing(frame: av.VideoFrame, canvas: Canvas) -> bool:
    return bool(seen(frame, layout_of(canvas).flash).mean() > 200)


@pytest.mark.parametrize("fps", [2, 15, 24, 25, 30, 50, 60])
def test_flash_and_beep_begin_in_the_same_instant(fps: int) -> None:
    canvas = Canvas(320, 180, fps)
    source = pattern(canvas)
    flashes = starts_s(
        [is_flashing(source.picture(number / fps), canvas) for number in range(3 * fps)], 1 / fps
    )
    beeps = starts_s(np.abs(source.sound(0, 3 * 48_000)[0]) > 0.005, 1 / 48_000)

    assert flashes == pytest.approx([0, 1, 2])
    assert beeps == pytest.approx(flashes, abs=0.001)


@pytest.mark.parametrize(("fps", "frames"), [(2, 1), (24, 2), (25, 2), (30, 3), (60, 6)])
def test_the_flash_lasts_a_tenth_of_a_second_in_whole_frames(fps: int, frames: int) -> None:
    canvas = Canvas(320, 180, fps)
    source = pattern(canvas)

    assert [is_flashing(source.picture(5 + n / fps), canvas) for n in range(fps)] == [
        number < frames for number in range(fps)
    ]


@given(second=st.integers(1, 48 * 3600), fps=st.sampled_from([24, 25, 30, 50, 60]))
def test_even_after_days_the_flash_begins_at_the_frame_of_the_second(second: int, fps: int) -> None:
    canvas = Canvas(160, 90, fps)
    source = pattern(canvas)

    assert not is_flashing(source.picture((second * fps - 1) / fps), canvas)
    assert is_flashing(source.picture(second * fps / fps), canvas)


def test_between_two_frames_the_earlier_one_is_shown() -> None:
    source = pattern()

    assert source.picture(1.0) is source.picture(1.02)
    assert source.picture(1.0) is not source.picture(1.04)


@pytest.mark.parametrize("motion", ["still", "moving", "busy"])
def test_a_returned_picture_is_never_written_to_again(motion: str) -> None:
    source = pattern(options=PatternOptions(motion=motion))  # type: ignore[arg-type]
    frames = [source.picture(number / 30) for number in range(20)]
    kept = [everything(frame) for frame in frames]
    for number in range(20, 200):
        source.picture(number / 30)

    assert [everything(frame) for frame in frames] == kept


def test_the_picture_is_a_pure_function_of_media_time() -> None:
    one, other = pattern(), pattern()
    for number in range(50):
        one.picture(number / 30)

    assert everything(one.picture(7.5)) == everything(other.picture(7.5))


def test_the_picture_is_bt709_limited_range_of_the_canvas_size() -> None:
    frame = pattern().picture(0)

    assert (frame.width, frame.height, frame.format.name) == (320, 180, "yuv420p")
    assert (frame.colorspace, frame.color_range) == (1, 1)  # AVCOL_SPC_BT709, AVCOL_RANGE_MPEG
    assert luma(frame).min() >= 16
    assert luma(frame).max() <= 235


def test_the_machine_readable_row_tells_utc() -> None:
    source = pattern()
    row = layout_of(SMALL).time_row

    for time_s in (0.0, 1.5, 3600.0):
        expected = round((START_UTC_S + time_s) * 1000) % 2**32
        assert read(seen(source.picture(time_s), row)) == expected


def test_opening_sets_utc_by_the_media_clock() -> None:
    source = open_pattern(PatternOptions(), SMALL, now=lambda: 40.0, utc=lambda: 1040.0)

    assert read(seen(source.picture(40.0), layout_of(SMALL).time_row)) == 1_040_000


def test_the_row_survives_encoding_at_a_low_bitrate() -> None:
    canvas = Canvas(640, 360, 30)
    source = pattern(canvas, PatternOptions(motion="busy"))
    decoded = decode(encode(source, canvas, {"crf": "45", "preset": "ultrafast"}))

    row = layout_of(canvas).time_row
    expected = [round((START_UTC_S + n / 30) * 1000) % 2**32 for n in range(len(decoded))]
    assert [read(seen(frame, row)) for frame in decoded] == expected


def test_without_time_code_a_still_picture_does_not_change_at_all() -> None:
    source = pattern(options=PatternOptions(motion="still", show_timecode=False))
    first = everything(source.picture(0))

    assert all(everything(source.picture(number / 30)) == first for number in range(1, 60))
    assert read(seen(source.picture(0), layout_of(SMALL).time_row)) is None


def test_the_clock_runs_in_frames() -> None:
    source = pattern()
    clock = layout_of(SMALL).clock

    shown = {seen(source.picture(number / 30), clock).tobytes() for number in range(60)}
    assert len(shown) == 60


def test_the_spot_moves_evenly_and_comes_round() -> None:
    source = pattern(options=PatternOptions(show_timecode=False))
    track = layout_of(SMALL).track
    rows = [seen(source.picture(number / 30), track)[0] for number in range(121)]
    centres = [float(np.average(np.arange(320), weights=row - 15.0)) for row in rows[20:80]]

    assert np.diff(centres) == pytest.approx(320 / 120, abs=0.8)
    assert np.array_equal(rows[120], rows[0])


def test_more_motion_takes_more_bits() -> None:
    sizes = [
        len(b"".join(encode(pattern(options=PatternOptions(motion=motion)), SMALL, {})))
        for motion in ("still", "moving", "busy")
    ]

    assert sizes[0] < sizes[1]
    assert sizes[2] > 4 * sizes[1]


def test_noise_fills_the_place_of_the_bars_and_scrolls_without_a_jump() -> None:
    source = pattern(options=PatternOptions(motion="busy"))
    column = layout_of(SMALL).bars.columns(4)[0]

    for number in range(200):
        now, then = (seen(source.picture(n / 30), column) for n in (number, number + 1))
        assert np.array_equal(now[:-34, :-70], then[34:, 70:])


def test_the_beep_is_as_loud_as_asked() -> None:
    sound = pattern(options=PatternOptions(volume_db=-6)).sound(0, 48_000)

    assert np.abs(sound).max() == pytest.approx(0.501, abs=0.001)


def encode(source: TestPattern, canvas: Canvas, options: dict[str, str]) -> list[bytes]:
    encoder = av.CodecContext.create("libx264", "w")
    assert isinstance(encoder, av.VideoCodecContext)
    encoder.width, encoder.height, encoder.pix_fmt = canvas.width, canvas.height, "yuv420p"
    encoder.time_base = Fraction(1, canvas.fps)
    encoder.options = {"tune": "zerolatency", **options}
    packets = []
    for number in range(30):
        frame = source.picture(number / canvas.fps)
        frame.pts = number
        packets += encoder.encode(frame)
    packets += encoder.encode(None)
    return [bytes(packet) for packet in packets]


def decode(packets: list[bytes]) -> list[av.VideoFrame]:
    decoder = av.CodecContext.create("h264", "r")
    assert isinstance(decoder, av.VideoCodecContext)
    frames = [frame for packet in packets for frame in decoder.decode(av.Packet(packet))]
    return frames + decoder.decode(None)
