"""What each deed of `livedesk cloud` has at hand: the wish, the account, and how it answers."""

import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from cloud.errors import ErrorCode, PlanError
from desktop.commands.cloudaccess import Ask, opened, practice_account
from desktop.commands.cloudwords import CloudWish
from desktop.commands.output import print_json, print_line
from desktop.store.paths import DataFolder

if TYPE_CHECKING:
    from cloud.awsclient import Aws
    from cloud.practice.accountclient import AccountClient
    from cloud.pricelist import PriceList
    from cloud.running import RunningNotes
    from cloud.stacks.stacks import Stacks

DONE = 0
NOT_AS_WANTED = 1
"""It was looked at, and is not as it should be."""


def _engine(aws: "Aws", prices: "PriceList") -> "Stacks":
    from cloud.stacks.stacks import Stacks

    return Stacks(aws, prices=prices.price)


@dataclass(frozen=True, slots=True)
class Desk:
    """At hand of one command; tests hand in their own account."""

    wish: CloudWish
    data_folder: Path
    ask: Ask
    open: Callable[[CloudWish, Path, Ask], AbstractContextManager["Aws"]] = opened
    engine: Callable[["Aws", "PriceList"], "Stacks"] = _engine

    def account(self) -> AbstractContextManager["Aws"]:
        """Open the account that was asked for; raises CloudError."""
        return self.open(self.wish, self.data_folder, self.ask)

    def stacks(self, aws: "Aws") -> "Stacks":
        """Return the stacks of the account that was opened."""
        return self.engine(aws, self.prices)

    @property
    def prices(self) -> "PriceList":
        """What things cost; the window reads and writes the same."""
        from cloud.pricelist import PriceList

        return PriceList(DataFolder(self.data_folder).prices)

    @property
    def practice(self) -> "AccountClient":
        """The practice account, running or not."""
        return practice_account(self.data_folder)

    @property
    def running_notes(self) -> "RunningNotes":
        """Since when what is paid by the hour runs; the window reads and writes the same."""
        from cloud.running import RunningNotes

        return RunningNotes(DataFolder(self.data_folder).running_notes)

    def answer(self, result: object, lines: Iterable[str]) -> None:
        """Print the result as JSON or as lines."""
        if self.wish.is_json:
            print_json(result)
            return
        for each in lines:
            print_line(each)

    def confirmed(self, question: str) -> str:
        """Return the stack's name as it was typed, or given beforehand; any in practice.

        Raises PlanError (NOT_CONFIRMED) for anything but the name.
        """
        wish = self.wish
        if not wish.profile:
            return wish.stack
        typed = wish.confirmed or self.ask(f"{question} Type {wish.stack} to go on: ")
        if typed != wish.stack:
            raise PlanError(ErrorCode.NOT_CONFIRMED, stack=wish.stack)
        return typed


@contextmanager
def stopping() -> Iterator[threading.Event]:
    """Give an event that Ctrl-C sets: the watching ends, what AWS does goes on."""
    stop = threading.Event()

    def on_signal(number: int, frame: FrameType | None) -> None:
        stop.set()

    before = {name: signal.signal(name, on_signal) for name in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
