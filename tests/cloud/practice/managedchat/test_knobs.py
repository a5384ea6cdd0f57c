import msgspec
import pytest

from cloud.practice.managedchat.knobs import NO_FAULTS, Board, Knobs, parse_knobs


def test_knobs_are_read_from_json() -> None:
    knobs = parse_knobs(b'{"drop_percent": 30, "denied_words": ["spam"], "stalls": true}')

    assert knobs == Knobs(drop_percent=30, denied_words=("spam",), stalls=True)
    assert parse_knobs(b"{}") == NO_FAULTS


@pytest.mark.parametrize("body", [b'{"drop_percent": 101}', b'{"stall": true}', b"[]", b"\xff"])
def test_what_is_no_knob_is_refused(body: bytes) -> None:
    with pytest.raises((msgspec.DecodeError, UnicodeDecodeError)):
        parse_knobs(body)


def test_a_burst_of_refusals_ends() -> None:
    board = Board()
    board.turn(Knobs(throttles=2))

    assert [board.throttles() for _ in range(3)] == [True, True, False]


def test_words_are_denied_and_a_stall_holds_everything() -> None:
    board = Board()

    board.turn(Knobs(denied_words=("spam",), stalls=True))

    assert board.denies("buy spam")
    assert not board.denies("buy eggs")
    assert not board.flows.is_set()
    board.turn(NO_FAULTS)
    assert board.flows.is_set()
