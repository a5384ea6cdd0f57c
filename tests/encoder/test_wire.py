import json
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encoder import messages, wire
from encoder.messages import Command, Event
from encoder.settings import Destination, Encoding, StreamKey
from tests.encoder.anything import strategy

KEY = "sk_eu-west-1_verySecret"
GO_LIVE = messages.GoLive(Encoding(), (Destination("rtmp://h/app", StreamKey(KEY)),))


@given(st.one_of([strategy(kind) for kind in get_args(Command)]))
def test_every_command_comes_back_as_it_was(command: Command) -> None:
    assert wire.decode_command(wire.encode(command)) == command


@given(st.one_of([strategy(kind) for kind in get_args(Event)]))
def test_every_event_comes_back_as_it_was(event: Event) -> None:
    assert wire.decode_event(wire.encode(event)) == event


def test_the_key_reaches_the_engine() -> None:
    received = wire.decode_command(wire.encode(GO_LIVE))

    assert isinstance(received, messages.GoLive)
    assert received.destinations[0].key.reveal() == KEY


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
        (("destinations", 0, "ingest"), "{secret}"),
        (("destinations", 0, "key"), ["{secret}"]),
        (("destinations", 0, "url"), {"{secret}": 1}),
        (("destinations", 0, "id"), "{secret}"),
        (("destinations", 0, "{secret}"), 1),
        (("encoding", "video", "bitrate_bps"), "{secret}"),
        (("encoding", "video", "preset"), "{secret}"),
        (("takeover_priorities",), "{secret}"),
        (("takeover_priorities",), {"main": "{secret}"}),
        (("destinations",), "{secret}"),
    ],
)
@pytest.mark.parametrize("secret", [KEY, f"x - at {KEY}", f"` - at `{KEY}`"])
def test_an_error_says_where_it_is_but_never_quotes_a_value(
    place: tuple[str | int, ...], value: object, secret: str
) -> None:
    message = json.loads(wire.encode(GO_LIVE))
    inner = message
    for name in place[:-1]:
        inner = inner[name]
    inner[str(place[-1]).replace("{secret}", secret)] = json.loads(
        json.dumps(value).replace("{secret}", secret)
    )

    with pytest.raises(wire.WireError) as caught:
        wire.decode_command(json.dumps(message).encode())

    assert KEY not in str(caught.value)
    assert caught.value.__cause__ is None
