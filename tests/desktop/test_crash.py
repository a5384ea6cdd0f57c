import faulthandler
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import qWarning

from desktop.crash import CRASH_FILE, CrashReports

Expect = Callable[[str, str], None]


class Noticed:
    """Counts."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> None:
        self.times += 1


@pytest.fixture
def noticed() -> Noticed:
    return Noticed()


@pytest.fixture
def reports(home: Path, noticed: Noticed) -> Iterator[CrashReports]:
    was_enabled = faulthandler.is_enabled()
    made = CrashReports(home / "logs", noticed)
    yield made
    made.close()
    if was_enabled:
        faulthandler.enable(2)


@pytest.mark.usefixtures("reports")
def test_an_exception_nobody_caught_is_logged_and_noticed(
    noticed: Noticed, expected_log: Expect
) -> None:
    expected_log("ERROR", "nobody caught")
    error = ValueError("example")

    sys.excepthook(ValueError, error, None)

    assert noticed.times == 1


@pytest.mark.usefixtures("reports")
def test_a_thread_that_ends_by_an_exception_is_logged_with_its_name(
    noticed: Noticed, expected_log: Expect
) -> None:
    expected_log("ERROR", "thread example ended")

    thread = threading.Thread(target=lambda: 1 / 0, name="example")
    thread.start()
    thread.join()

    assert noticed.times == 1


@pytest.mark.usefixtures("reports")
def test_what_qt_complains_about_is_logged(expected_log: Expect) -> None:
    expected_log("WARNING", "example of a complaint")

    qWarning("example of a complaint")


@pytest.mark.usefixtures("reports")
def test_a_crash_of_the_process_leaves_its_stacks(home: Path) -> None:
    assert faulthandler.is_enabled()
    assert (home / "logs" / CRASH_FILE).exists()


def test_afterwards_everything_is_as_before(home: Path, noticed: Noticed) -> None:
    before = (sys.excepthook, threading.excepthook)
    was_enabled = faulthandler.is_enabled()

    CrashReports(home / "logs", noticed).close()

    assert (sys.excepthook, threading.excepthook) == before
    if was_enabled:
        faulthandler.enable(2)
