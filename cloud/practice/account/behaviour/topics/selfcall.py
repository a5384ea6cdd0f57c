"""Confirms a subscription by a call to the account itself, so that it is kept like any other."""

from collections.abc import Callable

from cloud.awsclient import Aws
from cloud.settings import Account

Confirm = Callable[[str, str], str]
"""Gets a topic's ARN and a token, returns the subscription's ARN; raises CloudError."""


def confirm_by_call(url: str) -> Confirm:
    """Return what confirms at the account that listens there; not under the account's lock."""

    def confirm(topic_arn: str, token: str) -> str:
        aws = Aws(Account(region=topic_arn.split(":")[3]), practice_url=url)
        try:
            answer = aws.call("sns", "confirm_subscription", TopicArn=topic_arn, Token=token)
        finally:
            aws.close()
        return str(answer["SubscriptionArn"])

    return confirm
