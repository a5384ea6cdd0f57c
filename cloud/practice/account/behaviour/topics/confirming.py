"""Who subscribed, and whether they said yes; beside what moto keeps of subscriptions."""

from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from moto.moto_api._internal import mock_random

ASKED = ("email", "email-json", "http", "https")
"""Protocols whose endpoints must confirm."""
PENDING = "PendingConfirmation"


def begin(subscription: Any) -> str:
    """Have a new subscription wait for its confirmation; returns the token that confirms it."""
    token: str = mock_random.get_random_hex(96)
    subscription.livedesk_token = token
    subscription.attributes |= {PENDING: "true", "ConfirmationWasAuthenticated": "false"}
    return token


def is_pending(subscription: Any) -> bool:
    """Tell whether it gets nothing yet."""
    return str(subscription.attributes.get(PENDING)).lower() == "true"


def waiting(backend: Any, topic_arn: str, token: str) -> Any | None:
    """Return the subscription with this token, confirmed or not; None where there is none."""
    for subscription in list(backend.subscriptions.values()):
        own = getattr(subscription, "livedesk_token", "")
        if own and own == token and subscription.topic.arn == topic_arn:
            return subscription
    return None


def confirm(backend: Any, topic_arn: str, token: str) -> Any | None:
    """Confirm the subscription with this token and return it; None where there is none."""
    subscription = waiting(backend, topic_arn, token)
    if subscription is not None:
        subscription.attributes[PENDING] = "false"
    return subscription


def page_link(topic_arn: str, token: str, endpoint: str) -> str:
    """Return the link in a confirmation mail."""
    region = topic_arn.split(":")[3]
    return (
        f"https://sns.{region}.amazonaws.com/confirmation.html"
        f"?TopicArn={topic_arn}&Token={token}&Endpoint={quote(endpoint)}"
    )


def call_link(url: str, topic_arn: str, token: str) -> str:
    """Return the link in a confirmation message to a server; getting it confirms.

    It has a signature, for the account answers no unsigned request; as in all of practice, one
    that nobody checks.
    """
    return (
        f"{url}/?Action=ConfirmSubscription&TopicArn={topic_arn}&Token={token}"
        f"&Version=2010-03-31&X-Amz-Signature=practice"
    )


def asked_by(link: str) -> tuple[str, str]:
    """Return the topic's ARN and the token in a link; empty where it has none."""
    query = parse_qs(urlsplit(link).query)
    return query.get("TopicArn", [""])[0], query.get("Token", [""])[0]
