import threading
from collections.abc import Callable

from encoder.engine.diskworker import MAX_JOBS, DiskWorker

PATIENCE_S = 30.0


def fails() -> None:
    raise ValueError("broken")


def test_jobs_are_done_in_order_and_all_of_them_before_it_closes() -> None:
    done: list[int] = []
    worker = DiskWorker("worker")
    jobs: list[Callable[[], None]] = [lambda n=n: done.append(n) for n in range(MAX_JOBS)]  # type: ignore[misc]
    assert all(worker.run(job) for job in jobs[:5])
    worker.close()

    assert done == list(range(5))


def test_more_than_it_can_hold_is_refused_at_once() -> None:
    begun, go_on = threading.Event(), threading.Event()
    worker = DiskWorker("worker")

    def held() -> None:
        begun.set()
        go_on.wait(PATIENCE_S)

    worker.run(held)
    assert begun.wait(PATIENCE_S)
    taken = [worker.run(lambda: None) for _ in range(MAX_JOBS + 1)]
    go_on.set()
    worker.close()

    assert taken == [True] * MAX_JOBS + [False]


def test_a_job_that_fails_does_not_stop_the_next(expected_log: Callable[[str, str], None]) -> None:
    expected_log("ERROR", "A disk job failed")
    done = threading.Event()
    worker = DiskWorker("worker")
    worker.run(fails)
    worker.run(done.set)
    worker.close()

    assert done.is_set()
