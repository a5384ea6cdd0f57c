"""The mails that would have been sent; they never leave this machine."""

from cloud.practice.account.context import AccountContext
from cloud.practice.accountmessages import Mail

MOST_KEPT = 500


def post(context: AccountContext, to: str, subject: str, text: str) -> None:
    """Lay a mail down, and forget the oldest of too many; hold the account's lock."""
    context.mails.append(Mail(context.clock.now(), to, subject, text))
    del context.mails[:-MOST_KEPT]
