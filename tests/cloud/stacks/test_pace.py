import threading

from cloud.stacks.pace import Pace, pace_of, utc_now, wait_for


def test_it_looks_until_it_is_done() -> None:
    looks = iter([False, False, True])
    waits: list[float] = []

    def wait(stop: threading.Event, seconds: float) -> bool:
        waits.append(seconds)
        return False

    assert Pace(2.5, wait=wait).until(lambda: next(looks), threading.Event(), 60.0)
    assert waits == [2.5, 2.5]


def test_it_ends_when_the_time_is_over() -> None:
    times = iter([0.0, 1.0, 2.0, 61.0])

    pace = Pace(1.0, wait=lambda stop, seconds: False, monotonic=lambda: next(times))

    assert not pace.until(lambda: False, threading.Event(), 60.0)


def test_it_ends_at_once_when_it_is_stopped() -> None:
    stop = threading.Event()
    stop.set()

    assert not Pace(3600.0).until(lambda: False, stop, 7200.0)


def test_practice_is_asked_more_often() -> None:
    fast = pace_of(is_practice=True, now=utc_now, wait=wait_for)
    slow = pace_of(is_practice=False, now=utc_now, wait=wait_for)

    assert fast.period_s < slow.period_s


def test_records_are_in_utc() -> None:
    assert utc_now().utcoffset() is not None
