"""What is answered in trouble."""

from cloud.practice.account.behaviour.refusals import Refusals
from cloud.practice.accountmessages import Scenario


def test_without_trouble_nothing_is_refused() -> None:
    assert Refusals(set()).gate("ivs", "GetStream") is None


def test_every_second_call_is_throttled_in_the_words_of_its_service() -> None:
    gate = Refusals({Scenario.THROTTLED}).gate
    found = [gate(service, "") for service in ("ivs", "ivs", "s3", "s3", "cloudformation")]

    assert [each and each.code for each in found] == [
        "ThrottlingException",
        None,
        "SlowDown",
        None,
        "Throttling",
    ]


def test_an_expired_sign_in_refuses_everything() -> None:
    gate = Refusals({Scenario.EXPIRED_CREDENTIALS, Scenario.THROTTLED}).gate
    found = [gate(service, "") for service in ("dynamodb", "sns", "sns")]

    assert [each and each.code for each in found] == [
        "ExpiredTokenException",
        "ExpiredToken",
        "ExpiredToken",
    ]
