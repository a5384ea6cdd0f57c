import msgspec
import pytest

from encoder.alerts import MOST_LETTERS, Alert, AlertKind
from encoder.messages import ShowAlert
from encoder.wire import WireError, decode_command, encode


def test_an_alert_crosses_to_the_engine_as_it_is() -> None:
    command = ShowAlert(Alert("7", AlertKind.DONATION, "あき", "ありがとう", "¥1,000", tier=2))

    assert decode_command(encode(command)) == command


def test_a_line_that_is_too_long_is_no_alert() -> None:
    raw = msgspec.json.encode(
        {
            "type": "ShowAlert",
            "alert": {"id": "1", "kind": "message", "text": "x" * (MOST_LETTERS + 1)},
        }
    )

    with pytest.raises(WireError):
        decode_command(raw)
