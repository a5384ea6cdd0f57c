"""Trouble to practise, a clock to put forward and mails to read: of the practice account only."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from cloud.practice.accountmessages import Mail, Scenario
from desktop.bridges.cloudaccount import CloudAccount
from desktop.bridges.cloudboard import CloudBoard, problem_of
from desktop.bridges.clouddoor import CloudSide
from desktop.bridges.tasks import Tasks


class CloudRehearsal(QObject):
    """Wishes to the practice account; each is followed by a look at how everything is."""

    def __init__(
        self,
        board: CloudBoard,
        account: CloudAccount,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._board = board
        self._account = account
        self._tasks = tasks

    def play(self, scenario: Scenario, is_on: bool) -> None:
        """Begin or end some trouble."""
        self._wish(lambda side: side.play(scenario, is_on))

    def advance(self, seconds: float) -> None:
        """Put the clock of the practice account forward."""
        self._wish(lambda side: side.advance(seconds))

    def load_mails(self) -> None:
        """Read the mails that never left this machine."""
        side = self._account.side
        if side is not None and self._board.situation.account.is_practice:
            self._tasks.run(side.mails, self._on_mails, self._on_failed)

    def confirm(self, mail: Mail) -> None:
        """Do what opening the link in a mail does: its subscription gets what is sent."""
        self._wish(lambda side: side.confirm(mail))

    def _wish(self, call: Callable[[CloudSide], None]) -> None:
        side = self._account.side
        if side is None or not self._board.situation.account.is_practice:
            return
        self._tasks.run(lambda: call(side), lambda _: self._account.look(), self._on_failed)

    def _on_mails(self, mails: tuple[Mail, ...]) -> None:
        self._board.put(mails=mails)

    def _on_failed(self, error: Exception) -> None:
        problem = problem_of(error, "A wish to the practice account")
        self._board.put(problem=problem, is_unexpected=problem is None)
