import threading
from collections.abc import Iterator

import pytest

from encoder.engine.errands import MAX_WAITING, Errands
from encoder.errors import ErrorCode, SettingsError
from encoder.messages import Alive, CatalogueListed, Failed
from tests.fakes.eventlog import EventLog


@pytest.fixture
def log() -> EventLog:
    return EventLog()


@pytest.fixture
def errands(log: EventLog) -> Iterator[Errands]:
    errands = Errands("test-errands", log)
    yield errands
    errands.close()


def test_what_an_errand_returns_is_reported_in_order(errands: Errands, log: EventLog) -> None:
    errands.run(lambda: CatalogueListed(()))
    errands.run(Alive)
    log.wait_for(Alive)

    assert [type(event) for event in log.all(object)] == [CatalogueListed, Alive]


def test_an_errand_that_fails_says_so_and_the_next_one_is_run(
    errands: Errands, log: EventLog
) -> None:
    def refuse() -> CatalogueListed:
        raise SettingsError(ErrorCode.CANVAS_LOCKED)

    def break_down() -> CatalogueListed:
        raise ZeroDivisionError

    for errand in (refuse, break_down, Alive):
        errands.run(errand)
    log.wait_for(Alive)

    codes = [event.problem.code for event in log.all(Failed)]
    assert codes == [ErrorCode.CANVAS_LOCKED, ErrorCode.ENGINE_FAULT]


def test_whoever_asks_never_waits_and_too_much_is_left_out(errands: Errands, log: EventLog) -> None:
    begun, gate = threading.Event(), threading.Event()

    def slow() -> Alive:
        begun.set()
        assert gate.wait(30)
        return Alive()

    errands.run(slow)
    assert begun.wait(30)
    for _ in range(MAX_WAITING + 5):
        errands.run(Alive)
    gate.set()
    log.wait_for(Alive, count=1 + MAX_WAITING)
    errands.run(lambda: CatalogueListed(()))
    log.wait_for(CatalogueListed)

    assert len(log.all(Alive)) == 1 + MAX_WAITING


def test_closing_forgets_what_waits(log: EventLog) -> None:
    errands = Errands("test-errands", log)
    begun, gate = threading.Event(), threading.Event()

    def slow() -> Alive:
        begun.set()
        assert gate.wait(30)
        return Alive()

    errands.run(slow)
    assert begun.wait(30)
    for _ in range(MAX_WAITING):
        errands.run(lambda: CatalogueListed(()))
    closing = threading.Thread(target=errands.close)
    closing.start()
    assert errands._closing.wait(30)
    gate.set()
    closing.join(30)

    assert not closing.is_alive()
    assert not log.all(CatalogueListed)
