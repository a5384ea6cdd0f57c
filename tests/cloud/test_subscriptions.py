from cloud.practice.account.behaviour.topics.confirming import page_link
from cloud.settings import Account
from cloud.subscriptions import asks_to_confirm, confirm
from tests.fakes.aws import FakeClient, fake_aws

TOPIC = "arn:aws:sns:us-east-1:123456789012:LiveStreamingAlerts"
MAIL = f"To confirm this, visit:\n{page_link(TOPIC, 'abc', 'sato@example.com')}\n"


def test_a_mail_with_a_link_confirms_what_it_names() -> None:
    sns = FakeClient(confirm_subscription={"SubscriptionArn": f"{TOPIC}:1"})

    assert asks_to_confirm(MAIL)
    assert confirm(fake_aws(Account(), sns=sns), MAIL)
    assert sns.calls == [("confirm_subscription", {"TopicArn": TOPIC, "Token": "abc"})]


def test_any_other_mail_confirms_nothing() -> None:
    for text in ("ALARM: fell by half", "https://example.com/confirmation.html?Token=1"):
        assert not asks_to_confirm(text)
        assert not confirm(fake_aws(Account()), text)
