import pytest

from encoder.rtmp.events import (
    AudioReceived,
    ConnectRequested,
    PublishRequested,
    VideoReceived,
)


def requested(**parameters: str) -> PublishRequested:
    return PublishRequested("live/secret", "secret", parameters, "live", 1)


@pytest.mark.parametrize(("digits", "priority"), [("1", 1), ("007", 7), ("2147483647", 2**31 - 1)])
def test_a_priority_is_a_positive_31_bit_number(digits: str, priority: int) -> None:
    assert requested(priority=digits).priority == priority


@pytest.mark.parametrize("digits", ["", "0", "-1", "1.5", "2147483648", "９", "²", "9" * 9999])
def test_anything_else_is_no_priority(digits: str) -> None:
    assert requested(priority=digits).priority is None


def test_no_priority_is_none() -> None:
    assert requested().priority is None


@pytest.mark.parametrize(
    "event",
    [
        requested(token="secret"),
        ConnectRequested("app/secret", "rtmp://host/app/secret", "FMLE", "nonprivate"),
        VideoReceived(0, b"secret"),
        AudioReceived(0, b"secret"),
    ],
)
def test_what_may_hold_a_key_stays_out_of_the_repr(event: object) -> None:
    assert "secret" not in repr(event)
