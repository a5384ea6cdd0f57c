from typing import get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from encoder.errors import ErrorCode
from encoder.ingestlimits import LIMITS, has_takeover, limit_violations
from encoder.settings import (
    AudioEncoding,
    Canvas,
    Destination,
    Encoding,
    IngestKind,
    StreamKey,
    VideoEncoding,
)

FULL_HD = Canvas(1920, 1080, 60)
IVS: tuple[IngestKind, ...] = ("ivs-standard", "ivs-basic", "ivs-advanced")


def encoding(total_bps: int) -> Encoding:
    return Encoding(VideoEncoding(total_bps - 160_000), AudioEncoding(160_000))


def destination(ingest: IngestKind, url: str = "rtmps://ingest.example/app") -> Destination:
    return Destination(url, StreamKey("sk_secret"), ingest)


def violations(ingest: IngestKind, canvas: Canvas, total_bps: int) -> list[str]:
    found = limit_violations(canvas, encoding(total_bps), destination(ingest))
    return [problem.message for problem in found]


def test_every_kind_of_ingest_has_its_limits() -> None:
    assert set(LIMITS) == set(get_args(IngestKind))


@pytest.mark.parametrize(
    ("ingest", "canvas", "total_bps"),
    [
        ("ivs-standard", FULL_HD, 8_500_000),
        ("ivs-advanced", FULL_HD, 8_500_000),
        ("ivs-basic", FULL_HD, 3_500_000),
        ("ivs-basic", Canvas(854, 480, 30), 1_500_000),
        ("ivs-basic", Canvas(854, 482, 30), 3_500_000),
        ("ivs-standard", Canvas(1080, 1920, 60), 8_500_000),  # upright
    ],
)
def test_what_reaches_a_limit_is_accepted(
    ingest: IngestKind, canvas: Canvas, total_bps: int
) -> None:
    assert violations(ingest, canvas, total_bps) == []


@pytest.mark.parametrize(
    ("ingest", "canvas", "total_bps", "message"),
    [
        (
            "ivs-standard",
            FULL_HD,
            8_501_000,
            "Bitrate is 8501 kbit/s, but IVS STANDARD accepts at most 8500 kbit/s.",
        ),
        (
            "ivs-advanced",
            FULL_HD,
            9_000_000,
            "Bitrate is 9000 kbit/s, but IVS ADVANCED accepts at most 8500 kbit/s.",
        ),
        (
            "ivs-basic",
            Canvas(1280, 720, 30),
            3_600_000,
            "Bitrate is 3600 kbit/s, but IVS BASIC accepts at most 3500 kbit/s.",
        ),
        (
            "ivs-basic",
            Canvas(854, 480, 30),
            1_600_000,
            "Bitrate is 1600 kbit/s, but IVS BASIC accepts at most 1500 kbit/s.",
        ),
        (
            "ivs-basic",
            Canvas(480, 854, 30),
            1_600_000,
            "Bitrate is 1600 kbit/s, but IVS BASIC accepts at most 1500 kbit/s.",
        ),
        (
            "ivs-standard",
            Canvas(1920, 1200, 30),
            3_000_000,
            "Picture height is 1200 lines, but IVS STANDARD accepts at most 1080 lines.",
        ),
        (
            "ivs-standard",
            Canvas(2560, 1080, 30),
            3_000_000,
            "Picture width is 2560 pixels, but IVS STANDARD accepts at most 1920 pixels.",
        ),
    ],
)
def test_what_goes_beyond_a_limit_is_refused_with_value_and_limit(
    ingest: IngestKind, canvas: Canvas, total_bps: int, message: str
) -> None:
    assert violations(ingest, canvas, total_bps) == [message]


def test_everything_that_is_wrong_is_said_at_once() -> None:
    assert len(violations("ivs-basic", Canvas(3840, 2160, 60), 10_000_000)) == 3


def test_no_channel_takes_more_than_60_frames_a_second() -> None:
    assert {LIMITS[ingest].max_fps for ingest in IVS} == {60}
    (problem,) = limit_violations(Canvas(fps=90), encoding(3_000_000), destination("ivs-standard"))
    assert problem.message == "Frame rate is 90 fps, but IVS STANDARD accepts at most 60 fps."


@pytest.mark.parametrize("url", ["rtmps://10.0.0.1/app/a", "RTMPS://10.0.0.1/app/a"])
def test_medialive_takes_no_encrypted_stream(url: str) -> None:
    (problem,) = limit_violations(Canvas(), Encoding(), destination("medialive", url))

    assert problem.code is ErrorCode.RTMPS_NOT_SUPPORTED
    assert not limit_violations(Canvas(), Encoding(), destination("medialive", "rtmp://10.0.0.1/a"))


@pytest.mark.parametrize("ingest", ["practice", "custom"])
def test_practice_and_unknown_servers_have_no_limit(ingest: IngestKind) -> None:
    assert violations(ingest, Canvas(3840, 2160, 60), 50_000_000) == []


def test_sessions_are_taken_over_where_the_service_can() -> None:
    assert {ingest for ingest in LIMITS if LIMITS[ingest].has_takeover} == {*IVS, "practice"}


@given(st.sampled_from(IVS), st.integers(200_000, 20_000_000))
@example("ivs-basic", 3_500_001)
def test_one_bit_too_many_is_too_many(ingest: IngestKind, total_bps: int) -> None:
    limit_bps = LIMITS[ingest].max_bitrate_bps
    assert limit_bps is not None

    assert bool(violations(ingest, FULL_HD, total_bps)) is (total_bps > limit_bps)


def test_every_ivs_address_can_be_taken_over_whatever_the_destination_is_called() -> None:
    ivs = Destination("rtmps://a1b2.global-contribute.live-video.net:443/app/", StreamKey("k"))
    other = Destination("rtmp://ingest.example/app", StreamKey("k"))

    assert has_takeover(ivs)
    assert not has_takeover(other)
    assert has_takeover(Destination("rtmp://127.0.0.1/live", StreamKey("k"), "practice"))
