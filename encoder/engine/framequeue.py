"""A bounded queue between a producer that must never wait and a consumer that may be slow."""

import threading
from collections import deque
from typing import Generic, TypeVar

Item = TypeVar("Item")


class FrameQueue(Generic[Item]):
    """Keeps at most `capacity` items; a full queue refuses the newest and counts it.

    The newest is refused rather than the oldest dropped, because what already waits is in
    order and nearly encoded; a consumer that catches up then continues without a jump back.
    """

    def __init__(self, capacity: int) -> None:
        self._items: deque[Item] = deque()
        self._capacity = capacity
        self._condition = threading.Condition()
        self._is_closed = False
        self.refused = 0

    def offer(self, item: Item) -> bool:
        """Append without waiting; False when full or closed."""
        with self._condition:
            if self._is_closed:
                return False
            if len(self._items) >= self._capacity:
                self.refused += 1
                return False
            self._items.append(item)
            self._condition.notify()
            return True

    def take(self) -> Item | None:
        """Wait for the next item; None once closed and empty."""
        with self._condition:
            while not self._items and not self._is_closed:
                self._condition.wait()
            return self._items.popleft() if self._items else None

    def close(self) -> None:
        """Refuse further items; the consumer still gets those that wait."""
        with self._condition:
            self._is_closed = True
            self._condition.notify_all()

    def __len__(self) -> int:
        with self._condition:
            return len(self._items)
