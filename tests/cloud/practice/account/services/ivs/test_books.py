import pytest

from cloud.practice.account.services.ivs.books import Books, found, ingest_name
from cloud.practice.account.services.ownservice import Refused


def test_arns_name_service_region_account_and_kind() -> None:
    arn = Books("eu-west-1").new_arn("channel")

    assert arn.startswith("arn:aws:ivs:eu-west-1:123456789012:channel/")
    assert len(arn.rpartition("/")[2]) == 12


def test_the_ingest_calls_a_channel_by_the_last_part_of_its_arn() -> None:
    assert ingest_name("arn:aws:ivs:eu-west-1:123456789012:channel/aBcD") == "abcd"


def test_whatever_has_an_arn_can_be_tagged() -> None:
    books = Books("eu-west-1")
    books.others["playback-key"]["one"] = {"tags": {}}

    assert books.tagged("one") == {"tags": {}}
    with pytest.raises(Refused, match="two not found"):
        books.tagged("two")


def test_what_is_not_there_is_refused() -> None:
    with pytest.raises(Refused, match="ResourceNotFoundException"):
        found({}, "gone")
