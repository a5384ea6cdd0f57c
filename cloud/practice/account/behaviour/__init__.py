"""What happens in the practice account by itself: alarms, notifications, events, functions."""

from cloud.practice.account.context import AccountContext


def install(context: AccountContext) -> None:
    """Bring the account to life; before its first request is served."""
