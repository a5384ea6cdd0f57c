"""The cloud as the window sees it: catalogue, account, stacks, prices; nothing of it blocks."""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QObject, Signal

from cloud.patterns.pattern import Pattern
from cloud.settings import Account
from desktop.bridges.cloudaccount import CloudAccount
from desktop.bridges.cloudboard import CloudBoard, problem_of
from desktop.bridges.clouddoor import CloudDoor, IngestPlace, Order, Quote, Role
from desktop.bridges.cloudrehearsal import CloudRehearsal
from desktop.bridges.cloudworks import CloudWorks
from desktop.bridges.mailbox import Mailbox
from desktop.bridges.settingskeeper import SettingsKeeper
from desktop.bridges.tasks import Task, Tasks
from desktop.clouding.situation import CloudSituation

PAID = "paid"
"""Why the account is asked though nobody looks: something was left running in it."""


class Cloud(QObject):
    """One window's cloud. Its parts: `account`, `works` on stacks, `rehearsal` in practice.

    Signals:
        changed(CloudSituation): something is known that was not.
        chosen(str): the architecture of this id shall be seen.
    """

    changed = Signal(object)
    chosen = Signal(str)

    def __init__(
        self,
        keeper: SettingsKeeper,
        mailbox: Mailbox,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        """`tasks` is a pool of its own: changes of stacks keep a thread for minutes."""
        super().__init__(parent)
        self._keeper = keeper
        self._tasks = tasks
        self.board = CloudBoard(self)
        self.board.put(account=keeper.settings.cloud.account)
        self.board.changed.connect(self.changed)
        self.account = CloudAccount(self.board, mailbox, tasks, self)
        self.works = CloudWorks(self.board, self.account, mailbox, tasks, self)
        self.rehearsal = CloudRehearsal(self.board, self.account, tasks, self)
        self._door: CloudDoor | None = None
        self._reading: Task | None = None

    @property
    def situation(self) -> CloudSituation:
        """What is known now."""
        return self.board.situation

    def use(self, door: CloudDoor) -> None:
        """Go through this door from now on; no account is asked until somebody looks."""
        self._door = door
        self.account.use(door)
        account = self.situation.account
        self._tasks.run(
            lambda: door.has_noted(account),
            lambda has_any: self.account.keep(PAID, has_any),
            lambda error: self.account.keep(PAID, True),
        )
        self.read_catalogue()  # so that it is there when the page is looked at

    def show(self, is_visible: bool) -> None:
        """The cloud page is seen, or is not any more."""
        if is_visible:
            self.read_catalogue()
        self.account.show(is_visible)

    def read_catalogue(self) -> None:
        """Read the architectures, unless that was done; again after it failed."""
        door = self._door
        if door is None or self._reading is not None or self.situation.patterns is not None:
            return
        self._reading = self._tasks.run(door.catalogue, self._on_catalogue, self._on_no_catalogue)

    def choose_account(self, account: Account) -> None:
        """Work in this account from now on, and remember it."""
        self.works.forget()
        self.account.keep(PAID, False)
        settings = self._keeper.settings
        chosen = msgspec.structs.replace(settings.cloud, account=account)
        self._keeper.change(msgspec.structs.replace(settings, cloud=chosen))
        self.account.choose(account)

    def choose_pattern(self, pattern_id: str) -> None:
        """Look at this architecture."""
        self.chosen.emit(pattern_id)

    def read_profiles(self) -> None:
        """Look which profiles this computer has."""
        if self._door is not None:
            self._tasks.run(
                self._door.profiles,
                lambda names: self.board.put(profiles=names),
                lambda error: self.board.put(problem=problem_of(error, "Reading the profiles")),
            )

    def quote(
        self, order: Order, done: Callable[[Quote], None], failed: Callable[[Exception], None]
    ) -> Task | None:
        """Price something, in the background."""
        door, region = self._door, self.situation.account.region
        if door is None:
            return None
        return self._tasks.run(lambda: door.quote(order, region), done, failed)

    def regions(self, pattern: Pattern, done: Callable[[tuple[str, ...]], None]) -> None:
        """Find out where an architecture can be built."""
        door = self._door
        if door is not None:
            self._tasks.run(
                lambda: door.regions(pattern),
                done,
                lambda error: self.board.put(problem=problem_of(error, "Listing the regions")),
            )

    def own_address(
        self, done: Callable[[str], None], failed: Callable[[Exception], None]
    ) -> Task | None:
        """Ask for this computer's public address."""
        door, account = self._door, self.situation.account
        if door is None:
            return None
        return self._tasks.run(lambda: door.own_address(account), done, failed)

    def write_file(
        self,
        write: Callable[[], None],
        done: Callable[[None], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Draw and write a file in the background."""
        self._tasks.run(write, done, failed)

    def policy(
        self, role: Role, done: Callable[[str], None], failed: Callable[[Exception], None]
    ) -> Task | None:
        """Write the IAM policy for this role."""
        door, situation = self._door, self.situation
        if door is None:
            return None
        account_id = "" if situation.identity is None else situation.identity.account_id
        region = situation.account.region
        return self._tasks.run(lambda: door.policy(role, account_id, region), done, failed)

    def places(
        self,
        account: Account,
        stack: str,
        done: Callable[[tuple[IngestPlace, ...]], None],
        failed: Callable[[Exception], None],
    ) -> Task | None:
        """Fetch where a stack takes the stream, with its keys; opens the account if it must.

        An account other than the present one is opened for this one question.
        """
        door, side = self._door, self.account.side
        if door is None:
            return None
        if side is not None and self.situation.account == account:
            present = side
            return self._tasks.run(lambda: present.places(stack), done, failed)

        def ask() -> tuple[IngestPlace, ...]:
            other = door.open(account, self.account.ask_code)
            try:
                return other.places(stack)
            finally:
                other.close()

        return self._tasks.run(ask, done, failed)

    @property
    def is_paid(self) -> bool:
        """Something runs that really costs money, and could be stopped."""
        is_live = not self.situation.account.is_practice
        return is_live and any(each.can_stop for each in self.situation.running)

    def close(self) -> None:
        """Ask nothing any more; what is being made in the cloud goes on there."""
        self.works.close()
        self.account.close()

    def _on_catalogue(self, patterns: tuple[Pattern, ...]) -> None:
        self._reading = None
        self.board.put(patterns=patterns, catalogue_problem=None)

    def _on_no_catalogue(self, error: Exception) -> None:
        self._reading = None
        problem = problem_of(error, "Reading the catalogue")
        self.board.put(catalogue_problem=problem, is_unexpected=problem is None, patterns=None)
