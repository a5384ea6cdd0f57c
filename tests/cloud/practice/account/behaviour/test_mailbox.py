"""Mails that stay here."""

from pathlib import Path

from cloud.practice.account.behaviour.mailbox import MOST_KEPT, post
from cloud.practice.account.context import AccountContext


def test_the_newest_five_hundred_are_kept(tmp_path: Path) -> None:
    context = AccountContext(tmp_path)
    for number in range(MOST_KEPT + 1):
        post(context, "me@example.com", f"s{number}", "t")

    assert len(context.mails) == MOST_KEPT
    assert (context.mails[0].subject, context.mails[-1].subject) == ("s1", f"s{MOST_KEPT}")
