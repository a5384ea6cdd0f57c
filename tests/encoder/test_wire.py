import json
from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from encoder import messages, wire
from encoder.errors import ErrorCode, Problem
from encoder.messages import Command, Event
from encoder.settings import (
    AudioEncoding,
    BitrateBps,
    Canvas,
    Destination,
    Encoding,
    Programme,
    SourceSpec,
    StreamKey,
    VideoEncoding,
)

KEY = "sk_eu-west-1_verySecret"
TEXT = st.text(max_size=20)
FLOAT = st.floats(allow_nan=False, allow_infinity=False)
OPTIONS = st.dictionaries(TEXT, st.none() | st.booleans() | st.integers(-99, 99) | TEXT)
SPECS = st.builds(SourceSpec, TEXT, OPTIONS)
CANVASES = st.builds(
    lambda width, height, fps: Canvas(2 * width, 2 * height, fps),
    st.integers(80, 1920),
    st.integers(45, 1080),
    st.integers(1, 60),
)
ENCODINGS = st.builds(
    Encoding,
    st.builds(VideoEncoding, st.integers(100_000, 50_000_000), b_frames=st.integers(0, 3)),
    st.builds(AudioEncoding, st.integers(32_000, 320_000)),
)
BY_TYPE = {
    StreamKey: st.builds(StreamKey, TEXT),
    Programme: st.builds(Programme, CANVASES, SPECS, st.none() | SPECS),
    Destination: st.builds(Destination, TEXT, st.builds(StreamKey, TEXT)),
    Encoding: ENCODINGS,
    Problem: st.builds(
        Problem, st.sampled_from(ErrorCode), st.dictionaries(TEXT, TEXT, max_size=3)
    ),
    dict[str, object]: st.dictionaries(TEXT, TEXT | st.lists(st.integers(0, 9), max_size=3)),
    float: FLOAT,
    BitrateBps: st.integers(100_000, 50_000_000),
    int: st.integers(-(2**53), 2**53),
    str: TEXT,
}


def strategy(kind: object) -> st.SearchStrategy[object]:
    """Return values of a message's or field's type, with every field filled."""
    if kind in BY_TYPE:
        return BY_TYPE[kind]
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        fields = msgspec.structs.fields(kind)
        return st.builds(kind, **{field.name: strategy(field.type) for field in fields})
    if options := get_args(kind):
        if options[-1] is Ellipsis:
            return st.lists(strategy(options[0]), max_size=3).map(tuple)
        return st.one_of([strategy(option) for option in options])
    if kind is type(None):
        return st.none()
    assert isinstance(kind, type)
    return st.from_type(kind)


@given(st.one_of([strategy(kind) for kind in get_args(Command)]))
def test_every_command_comes_back_as_it_was(command: Command) -> None:
    assert wire.decode_command(wire.encode(command)) == command


@given(st.one_of([strategy(kind) for kind in get_args(Event)]))
def test_every_event_comes_back_as_it_was(event: Event) -> None:
    assert wire.decode_event(wire.encode(event)) == event


def test_the_key_reaches_the_engine() -> None:
    command = messages.GoLive(Encoding(), Destination("rtmp://h/app", StreamKey(KEY)))

    received = wire.decode_command(wire.encode(command))

    assert isinstance(received, messages.GoLive)
    assert received.destination.key.reveal() == KEY


def test_fields_of_a_newer_version_are_ignored() -> None:
    raw = b'{"type":"SetBitrate","bitrate_bps":300000,"smoothly":true}'

    assert wire.decode_command(raw) == messages.SetBitrate(300_000)


@given(st.binary())
def test_bytes_that_are_no_message_are_named_so(raw: bytes) -> None:
    with pytest.raises(wire.WireError):
        wire.decode_command(raw)
    with pytest.raises(wire.WireError):
        wire.decode_event(raw)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"[]",
        b'{"type":"Explode"}',
        b'{"slot":1}',
        b'{"type":"ReleasePreview"}',
        b'{"type":"ReleasePreview","slot":"\xff"}',
        b'{"type":"SetBitrate","bitrate_bps":1e400}',
        b'{"type":"CatalogueListed","sources":' + b'[{"schema":' * 9000,
        b'{"type":"CatalogueListed","sources":[{"kind":"a","title":"","has_video":true,'
        b'"has_audio":true,"schema":' + b'{"a":' * 9000 + b"1" + b"}" * 9000 + b"}]}",
    ],
)
def test_a_message_that_is_unknown_cut_off_or_endless_is_refused(raw: bytes) -> None:
    with pytest.raises(wire.WireError):
        wire.decode_command(raw)
    with pytest.raises(wire.WireError):
        wire.decode_event(raw)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("type",), "{secret}"),
        (("destination", "ingest"), "{secret}"),
        (("destination", "key"), ["{secret}"]),
        (("destination", "url"), {"{secret}": 1}),
        (("destination", "{secret}"), 1),
        (("encoding", "video", "bitrate_bps"), "{secret}"),
        (("encoding", "video", "preset"), "{secret}"),
        (("takeover_priority",), "{secret}"),
        (("destination",), "{secret}"),
    ],
)
@pytest.mark.parametrize("secret", [KEY, f"x - at {KEY}", f"` - at `{KEY}`"])
def test_an_error_says_where_it_is_but_never_quotes_a_value(
    place: tuple[str, ...], value: object, secret: str
) -> None:
    go_live = messages.GoLive(Encoding(), Destination("rtmp://h/app", StreamKey(KEY)))
    message = json.loads(wire.encode(go_live))
    inner = message
    for name in place[:-1]:
        inner = inner[name]
    inner[place[-1].replace("{secret}", secret)] = json.loads(
        json.dumps(value).replace("{secret}", secret)
    )

    with pytest.raises(wire.WireError) as caught:
        wire.decode_command(json.dumps(message).encode())

    assert KEY not in str(caught.value)
    assert caught.value.__cause__ is None
