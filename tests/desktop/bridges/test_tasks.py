import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop.bridges.mailbox import Mailbox
from desktop.bridges.tasks import Tasks


@pytest.fixture
def mailbox(qtbot: QtBot) -> Iterator[Mailbox]:
    made = Mailbox()
    made.start()
    yield made
    made.close()


@pytest.fixture
def tasks(mailbox: Mailbox) -> Iterator[Tasks]:
    made = Tasks(mailbox, threads=1)
    yield made
    made.close()


def unexpected(error: Exception) -> None:
    raise error


def test_a_call_is_made_elsewhere_and_its_result_comes_back_here(
    qtbot: QtBot, tasks: Tasks
) -> None:
    results: list[tuple[str, bool]] = []
    here = threading.get_ident()

    tasks.run(
        threading.get_ident,
        lambda there: results.append(("done", there != here and threading.get_ident() == here)),
        unexpected,
    )

    qtbot.waitUntil(lambda: results == [("done", True)], timeout=2000)


def test_a_failure_comes_back_as_the_exception(qtbot: QtBot, tasks: Tasks) -> None:
    errors: list[Exception] = []

    tasks.run(lambda: 1 / 0, lambda _: None, errors.append)

    qtbot.waitUntil(lambda: len(errors) == 1, timeout=2000)
    assert isinstance(errors[0], ZeroDivisionError)


def test_a_cancelled_task_that_waits_is_never_started(qtbot: QtBot, tasks: Tasks) -> None:
    gate = threading.Event()
    calls: list[str] = []
    done: list[str] = []
    tasks.run(lambda: gate.wait(30), lambda _: None, unexpected)
    waiting = tasks.run(lambda: calls.append("called"), lambda _: None, unexpected)

    waiting.cancel()
    gate.set()
    tasks.run(lambda: "last", done.append, unexpected)

    qtbot.waitUntil(lambda: done == ["last"], timeout=2000)
    assert calls == []


def test_the_result_of_a_cancelled_task_goes_nowhere(qtbot: QtBot, tasks: Tasks) -> None:
    gate = threading.Event()
    results: list[object] = []
    task = tasks.run(lambda: gate.wait(30), results.append, unexpected)

    task.cancel()
    gate.set()
    tasks.run(lambda: "last", results.append, unexpected)

    qtbot.waitUntil(lambda: results == ["last"], timeout=2000)


def test_closing_drops_what_waits_and_joins_the_threads(mailbox: Mailbox) -> None:
    tasks = Tasks(mailbox, threads=1)
    gate = threading.Event()
    calls: list[str] = []
    tasks.run(lambda: gate.wait(0.2), lambda _: None, unexpected)
    tasks.run(lambda: calls.append("called"), lambda _: None, unexpected)

    tasks.close()

    assert calls == []
    assert not [t for t in threading.enumerate() if t.name.startswith("task")]
