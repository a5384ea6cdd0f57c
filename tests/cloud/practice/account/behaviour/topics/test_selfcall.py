"""Links that are followed."""

import pytest

from cloud.practice.account.behaviour.topics.selfcall import Confirmation
from tests.cloud.practice.account.behaviour.living import Living


def test_a_link_is_followed_by_a_call(served: Living) -> None:
    sns = served.client("sns")
    topic = sns.create_topic(Name="t")["TopicArn"]
    sns.subscribe(TopicArn=topic, Protocol="email", Endpoint="me@example.com")
    link = next(
        line for line in served.context.mails[0].text.splitlines() if line.startswith("https")
    )
    confirmation = Confirmation(served.context, served.alive.errands)

    assert confirmation.follow(link).startswith(topic)
    assert confirmation.follow(link).startswith(topic)


def test_a_link_for_nobody_is_refused(account: Living) -> None:
    confirmation = Confirmation(account.context, account.alive.errands)

    with pytest.raises(ValueError, match="nobody waits"):
        confirmation.follow("https://example.com/?TopicArn=a:b:c:ap-northeast-1:e:f&Token=x")
