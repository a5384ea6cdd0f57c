import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop.bridges.garbage import GarbageTurn


class Knot:
    """Garbage that only the collector finds."""

    def __init__(self, freed_on: list[str]) -> None:
        self.itself = self
        weakref.finalize(self, lambda: freed_on.append(threading.current_thread().name))


@pytest.fixture
def turn(qtbot: QtBot) -> Iterator[GarbageTurn]:
    gc.collect()
    made = GarbageTurn()
    yield made
    made.close()


def allocate() -> None:
    """Make enough to set the collector off."""
    kept = [[number] for number in range(20_000)]
    del kept


def test_what_a_thread_leaves_is_collected_on_the_gui_thread(turn: GarbageTurn) -> None:
    freed_on: list[str] = []
    Knot(freed_on)

    worker = threading.Thread(target=allocate, name="worker")
    worker.start()
    worker.join()
    assert freed_on == []

    kept = [[number] for number in range(2_000)]
    turn.collect()

    assert freed_on == [threading.current_thread().name]
    del kept


def test_with_little_to_collect_nothing_is_done(turn: GarbageTurn) -> None:
    freed_on: list[str] = []
    Knot(freed_on)

    turn.collect()

    assert freed_on == []


def test_afterwards_python_collects_by_itself_if_it_did(qtbot: QtBot) -> None:
    for was_enabled in (True, False):
        gc.enable() if was_enabled else gc.disable()
        turn = GarbageTurn()
        assert not gc.isenabled()

        turn.close()

        assert gc.isenabled() is was_enabled


def test_what_is_kept_is_not_looked_at_until_the_end(turn: GarbageTurn) -> None:
    freed_on: list[str] = []
    Knot(freed_on)
    turn.keep()

    gc.collect()
    assert freed_on == []

    turn.close()
    gc.collect()
    assert freed_on == [threading.current_thread().name]


def test_masses_are_not_looked_at(qtbot: QtBot) -> None:
    turn = GarbageTurn(most_old=10_000)
    turn.keep()
    kept = [[number] for number in range(20_000)]

    turn.collect()

    assert gc.get_freeze_count() > len(kept)
    assert gc.get_count()[0] < 10_000
    turn.close()


def test_what_lives_for_a_while_is_looked_at_until_it_is_too_much(qtbot: QtBot) -> None:
    turn = GarbageTurn(most_old=10_000)
    turn.keep()
    before = gc.get_freeze_count()
    kept = []

    for _ in range(4):
        kept.append([[number] for number in range(2_000)])
        turn.collect()
        assert gc.get_freeze_count() <= before
    for _ in range(4):
        kept.append([[number] for number in range(2_000)])
        turn.collect()

    assert gc.get_freeze_count() > before
    turn.close()
