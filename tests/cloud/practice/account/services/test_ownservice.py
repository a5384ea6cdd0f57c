from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError
from moto.ivs import urls

from cloud.practice.account.services.ownservice import ByRegion, Refused, page, plain, serve


def test_pages_follow_each_other_by_their_tokens() -> None:
    names = ("maxResults", "nextToken")
    first, token = page([1, 2, 3], {"maxResults": 2}, most=100, names=names)
    rest, end = page([1, 2, 3], {"maxResults": 2, **token}, most=100, names=names)

    assert (first, rest, end) == ([1, 2], [3], {})


def test_no_page_is_longer_than_the_service_allows() -> None:
    found, token = page([1, 2, 3], {"maxResults": 50}, most=2, names=("maxResults", "nextToken"))

    assert found == [1, 2]
    assert token == {"nextToken": "2"}


def test_books_are_made_for_a_region_when_it_is_first_asked_for() -> None:
    books = ByRegion(list)

    assert list(books) == []
    assert books["eu-west-1"] is books["eu-west-1"]


def test_parameters_are_kept_as_plain_values() -> None:
    given = {"a": [{"b": 1}], "c": "d"}
    kept = plain(given)

    assert kept == given
    assert kept["a"][0] is not given["a"][0]


def test_a_refusal_has_the_code_of_the_service() -> None:
    assert Refused("ConflictException", "It is live.").code == "ConflictException"


def test_an_operation_without_an_answer_is_not_offered(client: Callable[[str], Any]) -> None:
    with pytest.raises(NotImplementedError, match="InsertAdBreak"):
        client("ivs").insert_ad_break(
            channelArn="arn:aws:ivs:ap-northeast-1:123456789012:channel/a", durationSeconds=10
        )


def test_a_service_is_given_back_to_moto() -> None:
    before = urls.url_paths
    give_back = serve("ivs", ("/all",), {})
    during = list(urls.url_paths)
    give_back()

    assert during == ["{0}/all"]
    assert urls.url_paths is before


def test_an_error_arrives_with_code_and_sentence(ivs: Any) -> None:
    arn = "arn:aws:ivs:ap-northeast-1:123456789012:channel/gone"
    with pytest.raises(ClientError) as caught:
        ivs.get_channel(arn=arn)

    error = caught.value.response
    assert error["Error"]["Code"] == "ResourceNotFoundException"
    assert arn in error["Error"]["Message"]
    assert error["ResponseMetadata"]["HTTPStatusCode"] == 404
