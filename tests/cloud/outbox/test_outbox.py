import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cloud.outbox.events import MetricsUpdate, OutboxEvent
from cloud.outbox.outbox import Outbox, OutboxUnusable
from cloud.outbox.show import Show
from tests.cloud.outbox.showing import CHANNEL, T0, a_show, ended, started, update

ROOT = Path(__file__).parents[3]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "outbox.sqlite3"


@pytest.fixture
def box(file: Path) -> Iterator[Outbox]:
    box = Outbox(file)
    yield box
    box.close()


def events(box: Outbox) -> list[OutboxEvent]:
    return [each.event for each in box.next(1000)]


def test_what_was_put_in_waits_in_its_order(box: Outbox) -> None:
    for event in a_show(3):
        box.put(event)

    assert events(box) == a_show(3)
    assert box.waiting == 5
    assert [each.event for each in box.next(2)] == a_show(3)[:2]


def test_put_in_twice_it_waits_once(box: Outbox) -> None:
    for _ in range(2):
        box.put(started())

    assert box.waiting == 1
    assert events(box) == [started()]


def test_what_was_taken_is_gone(box: Outbox, file: Path) -> None:
    for event in a_show(1):
        box.put(event)
    first, *rest = box.next(10)

    box.remove([first.number], rejected=1)
    box.remove([first.number])

    assert events(box) == [each.event for each in rest]
    assert (box.waiting, box.rejected) == (2, 1)


def test_after_a_restart_everything_is_there(box: Outbox, file: Path) -> None:
    box.put(started(), show := Show("show-1", CHANNEL, T0, T0, 1))
    box.close()

    again = Outbox(file)

    assert (events(again), again.waiting, again.show()) == ([started()], 1, show)
    again.close()


def test_a_show_is_known_until_it_ends(box: Outbox) -> None:
    assert box.show() is None
    box.put(started(), Show("show-1", CHANNEL, T0, T0, 1))
    box.put(update(1), show := Show("show-1", CHANNEL, T0, T0 + 10_000, 2))
    assert box.show() == show

    box.put(ended(2))

    assert box.show() is None


def test_without_room_the_oldest_figures_go_and_are_counted(file: Path) -> None:
    box = Outbox(file, most_waiting=4)

    for event in a_show(6):
        box.put(event)

    assert events(box) == [started(), update(5), update(6), ended(7)]
    assert (box.losses, box.waiting) == (4, 4)
    box.close()


def test_beginnings_and_ends_are_never_given_up(file: Path) -> None:
    box = Outbox(file, most_waiting=2)

    for number in range(3):
        for event in a_show(2, f"show-{number}"):
            box.put(event)

    kept = events(box)
    assert len(kept) == 6
    assert not any(isinstance(each, MetricsUpdate) for each in kept)
    box.close()


@pytest.mark.skipif(sys.platform == "win32", reason="has no such signal")
def test_a_killed_process_loses_nothing_that_it_had_put_in(file: Path) -> None:
    script = (
        "import itertools, sys\n"
        "from pathlib import Path\n"
        "from cloud.outbox.outbox import Outbox\n"
        "from tests.cloud.outbox.showing import update\n"
        "box = Outbox(Path(sys.argv[1]))\n"
        "for number in itertools.count(1):\n"
        "    box.put(update(number))\n"
        "    print(number, flush=True)\n"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", script, str(file)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    with child.stdout as lines:
        for _ in range(40):
            lines.readline()
        os.kill(child.pid, signal.SIGKILL)
        acknowledged = [int(line) for line in lines if line.endswith("\n")]
    child.wait(30)

    box = Outbox(file)

    last = max(acknowledged, default=40)
    assert [each.sequence for each in events(box)][:last] == list(range(1, last + 1))
    box.put(started())
    box.close()


def test_only_its_owner_reads_the_file(box: Outbox, file: Path) -> None:
    box.put(started())

    if sys.platform != "win32":
        assert {each.stat().st_mode & 0o077 for each in file.parent.iterdir()} == {0}


def test_a_file_that_is_none_of_ours_is_named(file: Path) -> None:
    file.write_bytes(b"x" * 5000)

    with pytest.raises(OutboxUnusable, match="not a database"):
        Outbox(file)


def test_a_file_of_a_later_version_is_left_alone(box: Outbox, file: Path) -> None:
    box.close()
    db = sqlite3.connect(file)
    db.execute("PRAGMA user_version = 99")
    db.close()

    with pytest.raises(OutboxUnusable, match="later Livedesk"):
        Outbox(file)
