"""Opens the chosen account, and asks it regularly how everything is while somebody looks."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from cloud.awserrors import MfaCancelled
from cloud.errors import PracticeUnreachable
from cloud.settings import Account
from desktop.bridges.cloudboard import CloudBoard, problem_of
from desktop.bridges.clouddoor import CloudDoor, CloudSide, Look
from desktop.bridges.mailbox import Mailbox
from desktop.bridges.tasks import Task, Tasks
from desktop.clouding.situation import AccountState

CHANGING_MS = 2_000
QUIET_MS = 15_000
PRACTICE_MS = 4_000
"""Asking also tells the practice account that it is used: unused for 10 s, it ends."""
HIDDEN_MS = 60_000
CODE_TIMEOUT_S = 180.0


class CodeQuestion:
    """Asks for the code of an MFA device; the thread that needs it waits."""

    def __init__(self, prompt: str) -> None:
        self.prompt = prompt
        self._code = ""
        self._is_answered = threading.Event()

    def answer(self, code: str) -> None:
        """Give the code, or nothing. Any thread."""
        self._code = code
        self._is_answered.set()

    def wait(self, timeout_s: float = CODE_TIMEOUT_S) -> str:
        """Return the code; raises MfaCancelled where there is none."""
        if not self._is_answered.wait(timeout_s) or not self._code:
            raise MfaCancelled
        return self._code


class CloudAccount(QObject):
    """Owns the account that is open; `side` is what calls are made to.

    Signals:
        opened(): an account can be used now.
        looked(): the account has answered.
        code_asked(CodeQuestion): somebody has to type the code of the MFA device.
    """

    opened = Signal()
    looked = Signal()
    code_asked = Signal(object)

    def __init__(
        self,
        board: CloudBoard,
        mailbox: Mailbox,
        tasks: Tasks,
        parent: QObject | None = None,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(parent)
        self._board = board
        self._tasks = tasks
        self._now = now
        self._ask_code = mailbox.inlet(self._on_code_wanted)
        self._question: CodeQuestion | None = None
        self._door: CloudDoor | None = None
        self._task: Task | None = None
        self._is_visible = False
        self._kept_for: set[str] = set()
        self._is_closed = False
        self._reopened = False
        self.side: CloudSide | None = None
        """The account, once it is open."""
        self.watched = ""
        """The stack whose resources and outputs are wanted."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)

    def use(self, door: CloudDoor) -> None:
        """Go through this door from now on."""
        self._door = door
        if self._is_wanted:
            self.open()

    def show(self, is_visible: bool) -> None:
        """Somebody looks, or nobody does any more."""
        self._is_visible = is_visible
        self._wake()

    def keep(self, reason: str, is_kept: bool) -> None:
        """Go on asking though nobody looks, for this reason, or for it no more."""
        if is_kept != (reason in self._kept_for):
            (self._kept_for.add if is_kept else self._kept_for.discard)(reason)
            self._wake()

    def choose(self, account: Account) -> None:
        """Leave the present account for this one."""
        self._drop()
        # Nothing of one account may be shown as if it were of the other.
        self._board.put(
            account=account, state=AccountState.CLOSED, identity=None, problem=None,
            is_unexpected=False, stacks={}, works={}, running=(), mails=(), asked_at=None,
            scenarios=frozenset(), ahead_s=0.0, is_stale=False,
        )  # fmt: skip
        self.open()

    def open(self) -> None:
        """Sign in, in the background; also again after it failed."""
        door, account = self._door, self._board.situation.account
        if door is None or self._task is not None or self._is_closed:
            return
        self._board.put(state=AccountState.OPENING, problem=None, is_unexpected=False)
        self._task = self._tasks.run(
            lambda: door.open(account, self.ask_code), self._on_open, self._on_not_open
        )

    def look(self) -> None:
        """Ask how everything is, now."""
        side, watched = self.side, self.watched
        if side is None or self._task is not None or self._is_closed:
            return
        self._timer.stop()
        self._task = self._tasks.run(lambda: side.look(watched), self._on_look, self._on_no_look)

    def watch(self, stack: str) -> None:
        """Want this stack's resources and outputs from now on."""
        if stack != self.watched:
            self.watched = stack
            self.look()

    def close(self) -> None:
        """Ask nothing any more."""
        self._is_closed = True
        self._drop()

    # ---- private ----

    @property
    def _is_wanted(self) -> bool:
        return self._is_visible or bool(self._kept_for)

    def _wake(self) -> None:
        if not self._is_wanted:
            self._schedule()
        elif self.side is None and self._board.situation.state is not AccountState.FAILED:
            self.open()
        else:
            self.look()

    def _drop(self) -> None:
        self._timer.stop()
        if self._question is not None:
            self._question.answer("")
        if self._task is not None:
            self._task.cancel()
            self._task = None
        if self.side is not None:
            side, self.side = self.side, None
            self._tasks.run(side.close, lambda _: None, lambda error: None)

    def ask_code(self, prompt: str) -> str:
        """Have the code of the MFA device typed; blocks, for any thread but the GUI's."""
        question = CodeQuestion(prompt)
        self._ask_code(question)
        return question.wait()

    def _on_code_wanted(self, question: CodeQuestion) -> None:
        if self._is_closed:
            question.answer("")
            return
        self._question = question
        self.code_asked.emit(question)

    def _on_open(self, side: CloudSide) -> None:
        self._task = self._question = None
        self.side = side
        self._board.put(state=AccountState.OPEN, identity=side.identity, problem=None)
        self.opened.emit()
        self.look()

    def _on_not_open(self, error: Exception) -> None:
        self._task = self._question = None
        problem = problem_of(error, "Opening the account")
        self._board.put(
            state=AccountState.FAILED, problem=problem, is_unexpected=problem is None, identity=None
        )

    def _on_look(self, look: Look) -> None:
        self._task = None
        self._reopened = False
        status = look.practice
        self._board.put(
            stacks={each.stack: each for each in look.stacks},
            running=look.running,
            asked_at=self._now(),
            is_stale=False,
            problem=None,
            is_unexpected=False,
            scenarios=frozenset() if status is None else frozenset(status.scenarios),
            ahead_s=0.0 if status is None else status.ahead_s,
        )
        self.looked.emit()
        self._schedule()

    def _on_no_look(self, error: Exception) -> None:
        self._task = None
        if isinstance(error, PracticeUnreachable) and not self._reopened:
            # It ends by itself when nobody uses it; what it knew is kept.
            self._reopened = True
            self._drop()
            self.open()
            return
        problem = problem_of(error, "Asking the account")
        self._board.put(is_stale=True, problem=problem, is_unexpected=problem is None)
        self._schedule()

    def _schedule(self) -> None:
        situation = self._board.situation
        is_practice = situation.account.is_practice
        if self.side is None or self._is_closed:
            return
        if self._is_wanted or situation.is_changing:
            quiet_ms = PRACTICE_MS if is_practice else QUIET_MS
            self._timer.start(CHANGING_MS if situation.is_changing else quiet_ms)
        elif situation.running and not is_practice:
            self._timer.start(HIDDEN_MS)  # money is spent: the clock has to be right
        else:
            self._timer.stop()
