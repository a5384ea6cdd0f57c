"""Who said yes."""

from types import SimpleNamespace
from typing import Any

from cloud.practice.account.behaviour.topics.confirming import (
    asked_by,
    begin,
    call_link,
    confirm,
    is_pending,
    page_link,
)

TOPIC = "arn:aws:sns:ap-northeast-1:123456789012:alerts"


def subscription() -> Any:
    return SimpleNamespace(attributes={}, topic=SimpleNamespace(arn=TOPIC))


def test_one_waits_until_its_own_token_comes() -> None:
    one, other = subscription(), subscription()
    token, _ = begin(one), begin(other)
    backend = SimpleNamespace(subscriptions={"1": one, "2": other})

    assert confirm(backend, TOPIC, "wrong") is None
    assert confirm(backend, f"{TOPIC}2", token) is None
    assert confirm(backend, TOPIC, token) is one
    assert (is_pending(one), is_pending(other)) == (False, True)


def test_both_links_say_what_they_confirm() -> None:
    for link in (
        page_link(TOPIC, "t1", "me@example.com"),
        call_link("http://127.0.0.1:1", TOPIC, "t1"),
    ):
        assert asked_by(link) == (TOPIC, "t1")
    assert asked_by("https://example.com/") == ("", "")
