import queue
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from encoder.engine.keepawake import KeepAwake


@dataclass
class Agreed:
    active: bool = True


class FakeSystem:
    """A system that tells when it is kept awake and when it may sleep."""

    def __init__(self) -> None:
        self.said: queue.SimpleQueue[str] = queue.SimpleQueue()

    @contextmanager
    def keep(self) -> Iterator[Agreed]:
        self.said.put("awake")
        yield Agreed()
        self.said.put("may sleep")

    def next(self) -> str:
        return self.said.get(timeout=30)


@pytest.fixture
def system() -> FakeSystem:
    return FakeSystem()


@pytest.fixture
def awake(system: FakeSystem) -> Iterator[KeepAwake]:
    made = KeepAwake(system.keep)
    yield made
    made.close()


def test_the_computer_is_kept_awake_only_while_wanted(system: FakeSystem, awake: KeepAwake) -> None:
    awake.want(True)
    assert system.next() == "awake"

    awake.want(False)
    assert system.next() == "may sleep"

    awake.want(True)
    assert system.next() == "awake"


def test_wanting_it_twice_asks_the_system_once(system: FakeSystem, awake: KeepAwake) -> None:
    awake.want(True)
    awake.want(True)
    assert system.next() == "awake"
    awake.want(False)

    assert system.next() == "may sleep"
    assert system.said.empty()


def test_closing_lets_the_computer_sleep(system: FakeSystem) -> None:
    awake = KeepAwake(system.keep)
    awake.want(True)
    assert system.next() == "awake"

    awake.close()

    assert system.next() == "may sleep"


def test_a_system_that_can_not_be_asked_changes_nothing() -> None:
    tried: queue.SimpleQueue[str] = queue.SimpleQueue()

    @contextmanager
    def refuse() -> Iterator[Agreed]:
        tried.put("tried")
        raise OSError("no bus")
        yield Agreed()

    awake = KeepAwake(refuse)
    awake.want(True)
    assert tried.get(timeout=30) == "tried"
    awake.want(False)
    awake.want(True)
    awake.close()
