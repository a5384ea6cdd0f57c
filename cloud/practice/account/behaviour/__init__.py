"""What happens in the practice account by itself: alarms, notifications, events, functions.

`liveliness` puts it together. Figures are kept and calculated in `metrics`, watched in `alarms`;
`events` has rules and schedules, `targets` the one way from them to `functions`, `topics` and
`queues`, as far as `policies` allow; `errands` do what must not hold up a call, `mailbox` keeps
mails, `scenarios` play trouble. `keeping` saves what no journaled call would bring back, and
`grafts` puts all that in moto's places and takes it back.
"""

from cloud.practice.account.context import AccountContext


def install(context: AccountContext) -> None:
    """Bring the account to life; before its first request is served.

    One process is one account: a second installation takes the place of the first.
    """
    # Only who installs it loads moto.
    from cloud.practice.account.behaviour.liveliness import Liveliness

    Liveliness(context).start()
