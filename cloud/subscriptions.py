"""Confirms subscriptions by the links in their mails, which in practice nobody could open."""

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from cloud.awsclient import Aws  # windows that only look at a mail need no boto3

_LINK = re.compile(r"https://sns\.[a-z0-9-]+\.amazonaws\.com/confirmation\.html\?\S+")


def asks_to_confirm(text: str) -> bool:
    """Tell whether a mail has a link that confirms a subscription."""
    return bool(_asked(text))


def confirm(aws: "Aws", text: str) -> bool:
    """Do what opening the link of a mail does; tell whether it has one.

    Blocks; raises SignInError and CallError, e.g. NotThere for one that is gone.
    """
    if not (asked := _asked(text)):
        return False
    topic, token = asked
    aws.call("sns", "confirm_subscription", TopicArn=topic, Token=token)
    return True


def _asked(text: str) -> tuple[str, str] | None:
    """Return the topic and the token that a mail's link names."""
    if (link := _LINK.search(text)) is None:
        return None
    query = parse_qs(urlsplit(link[0]).query)
    topic, token = query.get("TopicArn"), query.get("Token")
    return (topic[0], token[0]) if topic and token else None
