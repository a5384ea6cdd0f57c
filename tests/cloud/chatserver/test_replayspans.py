import pytest

from chatclient.wire.codes import Code
from cloud.chatserver.replayspans import BadSpan, number_of, position_of, span_of


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("00:00:00", 0),
        ("01:02:03", 3_723_000),
        ("1:02:03.5", 3_723_500),
        ("01:02:03.045", 3_723_045),
        ("123:59:59.999", 446_399_999),
    ],
)
def test_a_position_is_read_to_the_millisecond(text: str, ms: int) -> None:
    assert position_of(text) == ms


@pytest.mark.parametrize(
    "text",
    [
        "", "12", "00:00", "00:60:00", "00:00:60", "-1:00:00", "00:00:00.", "00:00:00.1234",
        "1e3:00:00", "9999:00:00", "00:00:00\n", "００:００:００", "00:00:00 ", "1" * 100_000,
    ],
)  # fmt: skip
def test_what_is_no_position_is_refused_with_a_short_sentence(text: str) -> None:
    with pytest.raises(BadSpan) as refusal:
        position_of(text)

    assert refusal.value.code is Code.BAD_REQUEST
    assert len(str(refusal.value)) < 120


def test_a_span_has_both_ends() -> None:
    assert span_of("00:00:10", "00:00:11.5") == (10_000, 11_500)
    for ends in ((None, "00:00:10"), ("00:00:10", None), (None, None)):
        with pytest.raises(BadSpan, match="from="):
            span_of(*ends)


@pytest.mark.parametrize("to_text", ["00:00:10", "00:00:09.999"])
def test_a_span_that_ends_before_it_begins_is_refused(to_text: str) -> None:
    with pytest.raises(BadSpan, match="before it begins"):
        span_of("00:00:10", to_text)


def test_a_span_is_60_s_at_most() -> None:
    assert span_of("00:00:00", "00:01:00") == (0, 60_000)
    with pytest.raises(BadSpan, match="60 seconds at most") as refusal:
        span_of("00:00:00", "00:01:00.001")
    assert refusal.value.code is Code.TOO_LARGE


def test_a_cursor_is_a_number() -> None:
    assert number_of(None) == 0
    assert number_of("42") == 42
    for text in ("-1", "x", "", "9" * 17, str(2**53), "１"):
        with pytest.raises(BadSpan):
            number_of(text)
