import pickle
import traceback

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from encoder.errors import ErrorCode, SettingsError
from encoder.settings import (
    Canvas,
    Destination,
    Encoding,
    Recording,
    StreamKey,
    checked,
    decode_hook,
    encode_hook,
)

KEY = "sk_eu-west-1_verySecret"


@given(st.text().map(lambda text: KEY + text))
def test_a_key_does_not_show_itself(text: str) -> None:
    key = StreamKey(text)
    destination = Destination("rtmp://ingest.example/app", key)

    for shown in (repr(key), str(key), f"{key}", f"{[key]}", repr(destination), f"{destination}"):
        assert "***" in shown
        assert text not in shown
    assert key.reveal() == text


def test_a_key_does_not_show_in_an_exception() -> None:
    destination = Destination("rtmp://ingest.example/app", StreamKey(KEY))
    try:
        raise ValueError("cannot use", destination, destination.key)
    except ValueError as error:
        text = "".join(traceback.format_exception(error))

    assert KEY not in text


def test_a_key_is_not_written_by_an_ordinary_json_encoder() -> None:
    with pytest.raises(TypeError) as caught:
        msgspec.json.encode(Destination("rtmp://ingest.example/app", StreamKey(KEY)))

    assert KEY not in str(caught.value)


def test_keys_are_equal_when_their_texts_are_and_empty_ones_are_false() -> None:
    assert StreamKey(KEY) == StreamKey(KEY)
    assert StreamKey(KEY) != KEY
    assert len({StreamKey(KEY), StreamKey(KEY)}) == 1
    assert not StreamKey("")
    assert pickle.loads(pickle.dumps(StreamKey(KEY))) == StreamKey(KEY)


@pytest.mark.parametrize(
    ("url", "key", "shown"),
    [
        ("rtmps://ingest.example:443/app/", KEY, "rtmps://ingest.example:443/app/"),
        (f"rtmp://ingest.example/app?token={KEY}", KEY, "rtmp://ingest.example/app"),
        (f"rtmp://10.0.0.1:1935/app/{KEY}", "", "rtmp://10.0.0.1:1935/app/***"),
        (f"rtmp://10.0.0.1/app/{KEY}?priority=1", "", "rtmp://10.0.0.1/app/***"),
    ],
)
def test_the_shown_address_has_no_key(url: str, key: str, shown: str) -> None:
    destination = Destination(url, StreamKey(key))

    assert destination.shown_url == shown


@pytest.mark.parametrize(
    ("kind", "values", "setting", "limit"),
    [
        (Canvas, {"width": 161}, "width", "multiple of 2"),
        (Canvas, {"width": 158}, "width", "160"),
        (Canvas, {"height": 2162}, "height", "2160"),
        (Canvas, {"fps": 61}, "fps", "60"),
        (Encoding, {"video": {"bitrate_bps": 99_999}}, "bitrate_bps", "100000"),
        (Encoding, {"video": {"preset": "placebo"}}, "preset", "veryfast"),
        (Encoding, {"video": {"b_frames": 4}}, "b_frames", "3"),
        (Encoding, {"audio": {"bitrate_bps": 320_001}}, "bitrate_bps", "320000"),
        (Recording, {"replay_s": 601}, "replay_s", "600"),
        (Destination, {"url": "", "key": "", "id": "A b"}, "id", "^[a-z0-9]"),
    ],
)
def test_a_setting_outside_its_limits_is_refused_by_name(
    kind: type, values: dict[str, object], setting: str, limit: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        checked(kind, values)

    problem = caught.value.problem
    assert problem.code is ErrorCode.SETTING_INVALID
    assert problem.params["setting"] == setting
    assert limit in problem.params["limit"]
    assert problem.params["value"] in problem.message


def test_settings_that_say_nothing_are_the_defaults() -> None:
    assert checked(Canvas, {}) == Canvas(1280, 720, 30)
    assert checked(Encoding, {}).video.encoder == "libx264"
    assert checked(Recording, {}).replay_s == 20


def test_a_key_is_read_only_from_text() -> None:
    assert decode_hook(StreamKey, KEY) == StreamKey(KEY)
    with pytest.raises(msgspec.ValidationError, match=r"at `\$\.key`"):
        msgspec.convert({"url": "", "key": 17}, Destination, dec_hook=decode_hook)


def test_the_hooks_know_nothing_else() -> None:
    assert encode_hook(StreamKey(KEY)) == KEY
    assert decode_hook(object, KEY) == KEY
    with pytest.raises(NotImplementedError):
        encode_hook(object())
    with pytest.raises(NotImplementedError):
        decode_hook(complex, "1")


def test_a_destination_shows_neither_its_key_nor_the_stream_name_in_its_address() -> None:
    shown = repr(Destination("rtmp://192.0.2.7:1935/app/hunter2", StreamKey("")))

    assert "hunter2" not in shown
    assert "rtmp://192.0.2.7:1935/app/***" in shown
