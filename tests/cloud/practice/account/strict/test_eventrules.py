from typing import Any

import pytest

from cloud.practice.account.strict.eventrules import LARGEST_BYTES, put_events, size_of

ENTRY: dict[str, Any] = {"Source": "livedesk.desktop", "DetailType": "metrics", "Detail": "{}"}


def test_events_of_our_own_are_taken() -> None:
    assert put_events({"Entries": [ENTRY] * 10}) is None


@pytest.mark.parametrize("source", ["aws.ivs", "aws.", "aws.anything"])
def test_nobody_sends_in_the_name_of_aws(source: str) -> None:
    refusal = put_events({"Entries": [ENTRY, ENTRY | {"Source": source}]})

    assert refusal is not None
    assert refusal.code == "NotAuthorizedForSourceException"


def test_ten_events_and_a_megabyte_are_the_most() -> None:
    many = put_events({"Entries": [ENTRY] * 11})
    large = put_events({"Entries": [ENTRY | {"Detail": "x" * LARGEST_BYTES}]})

    assert many is not None
    assert large is not None
    assert many.code == large.code == "ValidationException"


def test_a_size_counts_bytes_and_the_time() -> None:
    assert size_of({"Source": "あ", "DetailType": "b", "Detail": "c", "Resources": ["d"]}) == 6
    assert size_of({"Time": 1.0}) == 14
