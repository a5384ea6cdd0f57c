"""Deliveries to servers."""

import json
from typing import Any

from tests.cloud.practice.account.behaviour.living import Listener, Living


def subscribed(account: Living, url: str, **attributes: str) -> str:
    sns = account.client("sns")
    topic = sns.create_topic(Name="t")["TopicArn"]
    sns.subscribe(TopicArn=topic, Protocol="http", Endpoint=url, Attributes=attributes)
    return str(topic)


def confirmed(account: Living, listener: Listener, **attributes: str) -> str:
    topic = subscribed(account, listener.url, **attributes)
    question: Any = listener.next()[1]
    account.client("sns").confirm_subscription(TopicArn=topic, Token=question["Token"])
    return topic


def test_a_raw_message_comes_as_it_was_published(account: Living, listener: Listener) -> None:
    topic = confirmed(account, listener, RawMessageDelivery="true")
    account.client("sns").publish(TopicArn=topic, Message='{"raw": 1}')

    headers, content = listener.next()
    assert content == {"raw": 1}
    assert headers["x-amz-sns-rawdelivery"] == "true"


def test_a_server_that_comes_back_gets_what_it_missed(account: Living, listener: Listener) -> None:
    topic = confirmed(account, listener)
    listener.status = 500
    account.client("sns").publish(TopicArn=topic, Message="missed")
    account.settle()
    listener.status = 200
    account.advance(20)
    account.advance(60)

    assert [listener.next()[1]["Message"] for _ in range(2)] == ["missed", "missed"]
    assert listener.got.empty()


def test_a_question_is_asked_again(account: Living, listener: Listener) -> None:
    listener.status = 500
    subscribed(account, listener.url)
    account.settle()
    listener.status = 200
    account.advance(60)

    kinds = [json.loads(json.dumps(listener.next()[1]))["Type"] for _ in range(2)]
    assert kinds == ["SubscriptionConfirmation"] * 2
    assert listener.got.empty()
