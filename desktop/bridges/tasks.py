"""Calls that may take long, in a small pool of threads; results come back on the GUI thread."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from desktop.bridges.mailbox import Mailbox

THREADS = 4
Result = TypeVar("Result")


class Task:
    """A call under way; `cancel()` means that nobody wants its result any more."""

    def __init__(self) -> None:
        self._is_cancelled = threading.Event()

    def cancel(self) -> None:
        """Don't start it if it still waits, and drop its result if it doesn't. Any thread."""
        self._is_cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        """True once nobody wants the result."""
        return self._is_cancelled.is_set()


class Tasks:
    """A pool of threads. Every call given to it has to come to an end by a timeout of its own."""

    def __init__(self, mailbox: Mailbox, threads: int = THREADS) -> None:
        self._post = mailbox.inlet(_act)
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="task")

    def run(
        self,
        call: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[Exception], None],
    ) -> Task:
        """Make `call` on another thread, then `done` or `failed` on the GUI thread."""
        task = Task()

        def act() -> None:
            if task.is_cancelled:
                return
            try:
                result = call()
            except Exception as error:  # noqa: BLE001 - the thread's main: whoever asked is told
                self._deliver(task, failed, error)
            else:
                self._deliver(task, done, result)

        self._pool.submit(act)
        return task

    def close(self) -> None:
        """Drop what still waits and join the threads; what runs is waited for."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _deliver(self, task: Task, take: Callable[[Result], None], result: Result) -> None:
        def hand_over() -> None:
            if not task.is_cancelled:
                take(result)

        self._post(hand_over)


def _act(hand_over: Callable[[], None]) -> None:
    hand_over()
