"""Verifies the topic: that it is there, and that somebody who has agreed is told."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from cloud.awsclient import Aws
from cloud.check.findings import Subject, answered, picked
from cloud.models import CheckItem, StackStatus
from cloud.patterns.metadata import OutputRole, Text

TOPIC = Subject("topic.topic", Text("Topic for alerts", "アラート用トピック"))
DESTINATIONS = Subject("topic.destinations", Text("Who is told", "通知先"))
PENDING = ("PendingConfirmation", "Pending confirmation")


def check_topic(aws: Aws, status: StackStatus) -> Iterator[CheckItem]:
    """Give one item for the topic and one for its destinations."""
    arn = status.output(OutputRole.ALERTS_TOPIC)
    if not arn:
        yield TOPIC.absent()
        return
    yield answered(TOPIC, lambda: _topic(aws, arn))
    yield answered(DESTINATIONS, lambda: _destinations(aws, arn))


def _topic(aws: Aws, arn: str) -> CheckItem:
    attributes = aws.call("sns", "get_topic_attributes", TopicArn=arn)["Attributes"]
    name = attributes.get("DisplayName") or arn.rpartition(":")[2]
    evidence = picked(attributes, "TopicArn", "DisplayName", "KmsMasterKeyId")
    return TOPIC.fine(Text(name, name), evidence)


def _destinations(aws: Aws, arn: str) -> CheckItem:
    found = [
        picked(each, "SubscriptionArn", "Protocol") | {"Endpoint": _shown(str(each["Endpoint"]))}
        for each in aws.pages("sns", "list_subscriptions_by_topic", "Subscriptions", TopicArn=arn)
    ]
    waiting = [each for each in found if each.get("SubscriptionArn") in PENDING]
    evidence: dict[str, object] = {"subscriptions": found}
    if not found:
        return DESTINATIONS.wrong(
            Text(
                "Nobody is told. Give an e-mail address and apply again.",
                "通知先がありません。メールアドレスを指定して適用し直してください。",
            ),
            evidence,
        )
    if waiting:
        names = ", ".join(str(each.get("Endpoint")) for each in waiting)
        return DESTINATIONS.wrong(
            Text(
                f"{names} has not agreed yet. Open the link in the mail that was sent there.",
                f"{names} はまだ承認していません。届いたメールのリンクを開いてください。",
            ),
            evidence,
        )
    shown = ", ".join(f"{each.get('Protocol')} {each.get('Endpoint')}" for each in found)
    return DESTINATIONS.fine(Text(shown, shown), evidence)


def _shown(endpoint: str) -> str:
    """Return a destination without what may be secret: of a webhook that is all but the host."""
    parts = urlsplit(endpoint)
    if parts.scheme not in ("http", "https"):
        return endpoint
    return f"{parts.scheme}://{parts.hostname}/..."
