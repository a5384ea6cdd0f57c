"""Subscribing, confirming and publishing."""

import json
from typing import Any

import pytest

from tests.cloud.practice.account.behaviour.living import (
    RECORDER,
    Listener,
    Living,
    letters,
    make_function,
    make_queue,
    make_table,
)


@pytest.fixture
def topic(account: Living) -> str:
    return str(account.client("sns").create_topic(Name="alerts")["TopicArn"])


def subscribed(account: Living, topic: str, protocol: str, endpoint: str, **more: Any) -> str:
    answer = account.client("sns").subscribe(
        TopicArn=topic, Protocol=protocol, Endpoint=endpoint, **more
    )
    return str(answer["SubscriptionArn"])


def confirm(account: Living, topic: str, question: Any) -> None:
    account.client("sns").confirm_subscription(TopicArn=topic, Token=question["Token"])


def test_a_mailbox_gets_nothing_before_it_has_confirmed(served: Living, topic: str) -> None:
    account, sns = served, served.client("sns")
    assert subscribed(account, topic, "email", "me@example.com") == "pending confirmation"
    assert sns.list_subscriptions()["Subscriptions"][0]["SubscriptionArn"] == "PendingConfirmation"
    assert sns.get_topic_attributes(TopicArn=topic)["Attributes"]["SubscriptionsPending"] == "1"

    sns.publish(TopicArn=topic, Message="early")
    (question,) = account.context.mails
    link = next(line for line in question.text.splitlines() if line.startswith("https://"))
    account.context.controls["topics/confirm"](json.dumps({"link": link}).encode())
    sns.publish(TopicArn=topic, Message="late", Subject="News")

    assert [each.text for each in account.context.mails[1:]] == ["late"]
    assert account.context.mails[1].subject == "News"
    assert sns.list_subscriptions()["Subscriptions"][0]["SubscriptionArn"].startswith(topic)


def test_a_link_that_nobody_waits_for_is_refused(account: Living, topic: str) -> None:
    link = f"https://x/?TopicArn={topic}&Token=wrong"

    with pytest.raises(ValueError, match="nobody waits"):
        account.context.controls["topics/confirm"](json.dumps({"link": link}).encode())
    with pytest.raises(account.client("sns").exceptions.InvalidParameterException):
        account.client("sns").confirm_subscription(TopicArn=topic, Token="wrong")


def test_a_server_gets_its_notifications_with_a_signature(
    account: Living, topic: str, listener: Listener
) -> None:
    subscribed(account, topic, "http", listener.url)
    headers, question = listener.next()
    assert headers["x-amz-sns-message-type"] == question["Type"] == "SubscriptionConfirmation"
    confirm(account, topic, question)

    account.client("sns").publish(TopicArn=topic, Message="hello", Subject="s")

    _, notification = listener.next()
    assert (notification["Message"], notification["Subject"]) == ("hello", "s")
    assert notification["Signature"]
    assert notification["SignatureVersion"] == "2"


def test_a_dead_server_fails_no_call_and_ends_in_the_dead_letters(
    account: Living, topic: str, listener: Listener
) -> None:
    queue, arn = make_queue(account, "letters")
    policy = json.dumps({"deadLetterTargetArn": arn})
    subscribed(account, topic, "http", listener.url, Attributes={"RedrivePolicy": policy})
    confirm(account, topic, listener.next()[1])
    listener.status = 500

    account.client("sns").publish(TopicArn=topic, Message="lost")
    account.settle()
    account.advance(40)
    assert letters(account, queue) == []
    account.advance(20)

    (letter,) = letters(account, queue)
    assert letter["Message"] == "lost"
    assert listener.got.qsize() == 4


def test_another_machine_is_never_asked(account: Living, topic: str) -> None:
    answer = subscribed(account, topic, "https", "https://hooks.example.com/x")
    account.settle()

    assert answer == "pending confirmation"


def test_a_function_gets_records(served: Living) -> None:
    make_table(served)
    topic = served.client("sns").create_topic(Name="alerts")["TopicArn"]
    source = RECORDER.replace('event["id"]', 'event["Records"][0]["Sns"]["Message"]')
    arn = make_function(served, "recorder", source)
    served.client("lambda").add_permission(
        FunctionName="recorder",
        StatementId="s",
        Action="lambda:InvokeFunction",
        Principal="sns.amazonaws.com",
    )
    subscribed(served, topic, "lambda", arn)

    served.client("sns").publish(TopicArn=topic, Message="by-topic")
    served.settle()

    found = served.client("dynamodb").scan(TableName="kept")["Items"]
    assert [each["id"]["S"] for each in found] == ["by-topic"]


def test_visiting_the_link_of_a_message_confirms(served: Living, listener: Listener) -> None:
    import http.client
    from urllib.parse import urlsplit

    topic = served.client("sns").create_topic(Name="alerts")["TopicArn"]
    subscribed(served, topic, "http", listener.url)
    link = urlsplit(listener.next()[1]["SubscribeURL"])
    connection = http.client.HTTPConnection(link.hostname or "", link.port)
    connection.request("GET", f"{link.path}?{link.query}")
    assert connection.getresponse().status == 200
    connection.close()
    served.settle()

    (shown,) = served.client("sns").list_subscriptions()["Subscriptions"]
    assert shown["SubscriptionArn"].startswith(topic)
