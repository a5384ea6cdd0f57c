from cloud.check.topic import check_topic
from tests.cloud.check.accounts import BARE, STATUS, Account


def test_a_topic_is_shown_with_who_is_told() -> None:
    topic, destinations = check_topic(Account().aws, STATUS)

    assert topic.finding.en == "Alerts"
    assert destinations.finding.en == "email kai@example.org"


def test_of_a_webhook_only_the_host_is_shown() -> None:
    account = Account()
    (told,) = account.sns.answers["list_subscriptions_by_topic"]["Subscriptions"]
    told |= {"Protocol": "https", "Endpoint": "https://kai:pass@hooks.example.org/T0/secret?k=1"}

    _, destinations = check_topic(account.aws, STATUS)

    assert destinations.finding.en == "https https://hooks.example.org/..."
    assert "secret" not in str(destinations)
    assert "pass" not in str(destinations)


def test_somebody_who_has_not_agreed_is_not_told() -> None:
    account = Account()
    (waiting,) = account.sns.answers["list_subscriptions_by_topic"]["Subscriptions"]
    waiting["SubscriptionArn"] = "PendingConfirmation"

    _, destinations = check_topic(account.aws, STATUS)

    assert destinations.is_ok is False
    assert "kai@example.org" in destinations.finding.en


def test_a_topic_that_tells_nobody_is_not_enough() -> None:
    account = Account()
    account.sns.answers["list_subscriptions_by_topic"] = {"Subscriptions": []}

    _, destinations = check_topic(account.aws, STATUS)

    assert destinations.is_ok is False


def test_without_a_topic_there_is_one_finding() -> None:
    assert [each.is_ok for each in check_topic(Account().aws, BARE)] == [False]
