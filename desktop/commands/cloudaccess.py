"""The account that `livedesk cloud` works in: practice without a profile, else the named one."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from cloud.settings import DEFAULT_REGION, Account, Mode
from desktop.commands.cloudwords import CloudWish
from desktop.commands.output import say
from desktop.store.paths import DataFolder

if TYPE_CHECKING:
    from cloud.awsclient import Aws
    from cloud.practice.accountclient import AccountClient

Ask = Callable[[str], str]
"""Shows a question and returns the line that was typed; empty where nobody can type."""


def ask_terminal(question: str) -> str:
    """Ask on the terminal, whatever stdout is used for."""
    if not sys.stdin.isatty():
        return ""
    sys.stderr.write(question)
    sys.stderr.flush()
    return sys.stdin.readline().strip()


def account_of(wish: CloudWish) -> Account:
    """Return the account that was asked for."""
    mode = Mode.LIVE if wish.profile else Mode.PRACTICE
    return Account(mode, wish.profile, wish.region or DEFAULT_REGION)


def practice_account(data_folder: Path) -> "AccountClient":
    """Return the practice account of a data folder, running or not."""
    from cloud.practice.accountclient import AccountClient

    return AccountClient(DataFolder(data_folder).practice)


@contextmanager
def opened(wish: CloudWish, data_folder: Path, ask: Ask) -> Iterator["Aws"]:
    """Give the account's calls; starts the practice account if needed. Raises CloudError."""
    from cloud.awsclient import Aws
    from cloud.awserrors import MfaCancelled

    def ask_code(prompt: str) -> str:
        if not (code := ask(prompt)):
            raise MfaCancelled
        return code

    account = account_of(wish)
    if account.is_practice:
        url = practice_account(data_folder).ensure_running().url
        aws = Aws(account, practice_url=url)
    else:
        aws = Aws(account, ask_mfa=ask_code)
    try:
        identity = aws.identity()
        say(f"{account.mode.name}: {identity.arn} in {account.region}")
        yield aws
    finally:
        aws.close()
