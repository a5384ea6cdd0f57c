import av
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloud.practice.picturesize import UnreadableSize, picture_size
from encoder.rtmp import DecoderConfiguration
from tests.cloud.practice.clips import HEIGHT, WIDTH, configurations


def encoded_set(width: int, height: int, options: dict[str, str]) -> bytes:
    """Let x264 write a sequence parameter set for that size."""
    encoder = av.CodecContext.create("libx264", "w")
    assert isinstance(encoder, av.VideoCodecContext)
    encoder.width, encoder.height = width, height
    encoder.pix_fmt = options.pop("pix_fmt", "yuv420p")
    encoder.framerate = 25  # type: ignore[assignment]
    encoder.options = {"preset": "ultrafast", **options}
    encoder.flags |= 1 << 22  # global header
    encoder.open()
    assert encoder.extradata is not None
    return DecoderConfiguration.from_annexb(encoder.extradata).sequence_parameter_sets[0]


@pytest.mark.parametrize(
    ("width", "height", "options"),
    [
        (1920, 1080, {}),
        (1280, 720, {"profile": "baseline"}),
        (854, 480, {"profile": "main"}),
        (426, 240, {"x264-params": "cqm=jvt"}),
        (1920, 1080, {"x264-params": "interlaced=1"}),
        (636, 358, {"pix_fmt": "yuv444p"}),
        (636, 358, {"pix_fmt": "yuv422p"}),
    ],
)
def test_the_size_is_the_one_that_was_encoded(
    width: int, height: int, options: dict[str, str]
) -> None:
    assert picture_size(encoded_set(width, height, options)) == (width, height)


def test_the_size_of_the_clip() -> None:
    record = DecoderConfiguration.parse(configurations()[0].body[5:])

    assert picture_size(record.sequence_parameter_sets[0]) == (WIDTH, HEIGHT)


@given(st.binary(max_size=80))
def test_any_bytes_give_a_size_or_the_one_error(octets: bytes) -> None:
    try:
        width, height = picture_size(octets)
    except UnreadableSize:
        return
    assert 0 < width <= 16384
    assert 0 < height <= 16384
