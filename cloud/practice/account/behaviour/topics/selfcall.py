"""Confirms subscriptions by a call to the account itself, so that they are kept like any other."""

from typing import Any

from moto.sns.models import sns_backends

from cloud.awsclient import Aws
from cloud.errors import CloudError
from cloud.practice.account.behaviour.errands import Errands
from cloud.practice.account.behaviour.topics import confirming
from cloud.practice.account.context import AccountContext
from cloud.practice.accountmessages import ACCOUNT_ID
from cloud.settings import Account


class Confirmation:
    """What follows a link in a mail or a message: a visit changes nothing, so it makes a call."""

    def __init__(self, context: AccountContext, errands: Errands) -> None:
        self._context = context
        self._errands = errands

    def follow(self, link: str) -> str:
        """Confirm what a link is for, and return the subscription's ARN.

        Not under the account's lock. Raises ValueError when nobody waits for it.
        """
        topic_arn, token = confirming.asked_by(link)
        if not topic_arn or confirming.waiting(_backend(topic_arn), topic_arn, token) is None:
            raise ValueError("nobody waits for this confirmation")
        try:
            return self._call(topic_arn, token)
        except CloudError as error:
            raise ValueError(str(error)) from error

    def visited(self, topic_arn: str, token: str) -> None:
        """Confirm soon; for a request that is under the lock itself."""

        def call() -> None:
            self._call(topic_arn, token)

        self._errands.do(call)

    def _call(self, topic_arn: str, token: str) -> str:
        region = topic_arn.split(":")[3]
        aws = Aws(Account(region=region), practice_url=self._context.url)
        try:
            answer = aws.call("sns", "confirm_subscription", TopicArn=topic_arn, Token=token)
        finally:
            aws.close()
        return str(answer["SubscriptionArn"])


def _backend(topic_arn: str) -> Any:
    return sns_backends[ACCOUNT_ID][topic_arn.split(":")[3]]
