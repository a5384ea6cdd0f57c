from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st

from encoder.engine.framequeue import FrameQueue


@given(st.integers(1, 8), st.lists(st.booleans(), max_size=60))
def test_what_was_accepted_comes_out_in_order_and_the_rest_is_counted(
    capacity: int, is_offered: list[bool]
) -> None:
    queue: FrameQueue[int] = FrameQueue(capacity)
    waiting: list[int] = []
    refused = 0
    for number, offers in enumerate(is_offered):
        if offers:
            if queue.offer(number):
                waiting.append(number)
            else:
                refused += 1
                assert len(waiting) == capacity
        elif waiting:
            assert queue.take() == waiting.pop(0)
        assert len(queue) == len(waiting) <= capacity

    assert queue.refused == refused


def test_a_closed_queue_gives_what_waits_and_takes_nothing_more() -> None:
    queue: FrameQueue[str] = FrameQueue(3)
    queue.offer("first")
    queue.offer("second")
    queue.close()

    assert not queue.offer("third")
    assert [queue.take(), queue.take(), queue.take(), queue.take()] == [
        "first",
        "second",
        None,
        None,
    ]
    assert queue.refused == 0


def test_a_consumer_that_waits_is_woken_by_an_item_and_by_the_end() -> None:
    queue: FrameQueue[str] = FrameQueue(3)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(queue.take)
        queue.offer("picture")
        assert waiting.result(30) == "picture"

        waiting = pool.submit(queue.take)
        queue.close()
        assert waiting.result(30) is None
