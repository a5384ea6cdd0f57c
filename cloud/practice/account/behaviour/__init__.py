"""What happens in the practice account by itself: alarms, notifications, events, functions."""

from cloud.practice.account.context import AccountContext


def install(context: AccountContext) -> None:
    """Bring the account to life; before its first request is served.

    One process is one account: a second installation takes the place of the first.
    """
    # Only who installs it loads moto.
    from cloud.practice.account.behaviour.liveliness import Liveliness

    Liveliness(context).start()
