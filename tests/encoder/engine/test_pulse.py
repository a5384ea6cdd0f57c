import time
from collections.abc import Callable

from encoder.engine.pulse import HEARTBEAT_S, STUCK_S, Pulse
from encoder.engine.statistics import Moment
from encoder.messages import Alive, Phase, Sampled
from tests.fakes.eventlog import EventLog


def test_it_says_that_it_lives_and_once_a_second_how() -> None:
    log = EventLog()
    pulse = Pulse(log, lambda: Moment(Phase.LIVE, 5.0), time.monotonic)
    pulse.start()
    log.wait_for(Sampled, count=3)
    pulse.close()

    assert 3 <= len(log.all(Alive)) <= 6
    assert log.all(Sampled)[0].stats.phase is Phase.LIVE


def test_it_is_silent_while_the_main_loop_stands_still() -> None:
    log = EventLog()
    stuck = iter([True, True, False])
    asked: list[bool] = []

    def turned_s() -> float:
        asked.append(next(stuck, False))
        return time.monotonic() - (STUCK_S + 1 if asked[-1] else 0.0)

    pulse = Pulse(log, Moment, turned_s)
    began_s = time.monotonic()
    pulse.start()
    log.wait_for(Alive)
    took_s = time.monotonic() - began_s
    pulse.close()

    assert asked[:3] == [True, True, False]
    assert took_s > 2.5 * HEARTBEAT_S


def test_one_that_never_began_can_be_closed() -> None:
    Pulse(EventLog(), Moment, time.monotonic).close()


def test_figures_that_can_not_be_had_do_not_end_the_heartbeat(
    expected_log: Callable[[str, str], None],
) -> None:
    expected_log("ERROR", "The figures of this second failed")
    log = EventLog()

    def moment() -> Moment:
        raise ZeroDivisionError

    pulse = Pulse(log, moment, time.monotonic)
    pulse.start()
    log.wait_for(Alive, count=5)
    pulse.close()

    assert not log.all(Sampled)
