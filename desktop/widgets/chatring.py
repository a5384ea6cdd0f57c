"""The newest items of a chat, at most so many, which stand still while somebody reads."""

from collections import deque
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Generic, TypeVar

Item = TypeVar("Item")


class ChatRing(Generic[Item]):
    """Items in their order; `items` may be read, not changed.

    While it `is_held`, nothing is evicted: items are added until twice the capacity is reached,
    then they wait aside (the newest `capacity` of them) until it is let go.
    """

    def __init__(self, key_of: Callable[[Item], int], capacity: int) -> None:
        self.items: list[Item] = []
        self._key_of = key_of
        self._capacity = capacity
        self._waiting: deque[Item] = deque(maxlen=capacity)
        self._is_held = False
        self._is_torn = False  # some are lost between `items` and those that wait

    def __len__(self) -> int:
        return len(self.items)

    @property
    def is_held(self) -> bool:
        """Nothing is evicted now."""
        return self._is_held

    @property
    def waits(self) -> bool:
        """There are newer items than those in `items`."""
        return bool(self._waiting)

    def append(self, items: Sequence[Item]) -> None:
        """Add the newest items."""
        if not self._is_held:
            self.items += items[-self._capacity :]
            self._trim()
            return
        room = 0 if self._waiting else max(0, 2 * self._capacity - len(self.items))
        self.items += items[:room]
        self._wait(items[room:])

    def hold(self) -> None:
        """Evict nothing from now on."""
        self._is_held = True

    def let_go(self) -> None:
        """Take in what waited, and evict again."""
        self._is_held = False
        if self._is_torn:  # nothing older may precede, as if nothing were missing between
            self.items = list(self._waiting)
        else:
            self.items += self._waiting
        self._waiting.clear()
        self._is_torn = False
        self._trim()

    def clear(self) -> None:
        """Forget everything."""
        self.items = []
        self._waiting.clear()
        self._is_torn = False

    def key_of(self, item: Item) -> int:
        """Return the key of an item."""
        return self._key_of(item)

    def key_at(self, position: int) -> int:
        """Return the key of the item at `position`."""
        return self._key_of(self.items[position])

    def find(self, key: int) -> int:
        """Return where the item with this key is, or -1."""
        key_of = self._key_of
        for position in range(len(self.items) - 1, -1, -1):  # mostly wanted: something recent
            if key_of(self.items[position]) == key:
                return position
        return -1

    def replace(self, key: int, item: Item) -> bool:
        """Put `item` where `key` is; False when that is not here."""
        position = self.find(key)
        if position >= 0:
            self.items[position] = item
            return True
        key_of = self._key_of
        for position, waiting in enumerate(self._waiting):
            if key_of(waiting) == key:
                self._waiting[position] = item
                return True
        return False

    def remove(self, keys: Collection[int]) -> bool:
        """Take these away; False when none of them is in `items`."""
        gone, key_of = frozenset(keys), self._key_of
        if self._waiting:
            waiting = [item for item in self._waiting if key_of(item) not in gone]
            self._waiting = deque(waiting, self._capacity)
        left = [item for item in self.items if key_of(item) not in gone]
        is_changed = len(left) < len(self.items)
        self.items = left
        if not self.items:
            self.items = list(self._waiting)
            self._waiting.clear()
        self._is_torn &= bool(self._waiting)
        return is_changed

    def merge(self, items: Iterable[Item]) -> None:
        """Put items where their keys belong; an item of the same key (a gap's) is replaced.

        Those older than the oldest are put before it, as far as there is room.
        """
        key_of = self._key_of
        fresh = sorted(items, key=key_of)
        if self._is_torn:
            first_waiting, last = key_of(self._waiting[0]), key_of(self.items[-1])
            later = [item for item in fresh if key_of(item) >= first_waiting]
            self._waiting = deque(self._spliced(self._waiting, later), self._capacity)
            self.items = self._spliced(self.items, [x for x in fresh if key_of(x) <= last])
        else:
            self.items = self._spliced([*self.items, *self._waiting], fresh)
            self._waiting.clear()
        if self._is_held:
            beyond = self.items[2 * self._capacity :]
            del self.items[2 * self._capacity :]
            if not self._is_torn:
                self._wait(beyond)
        else:
            self._trim()

    def _wait(self, items: Sequence[Item]) -> None:
        self._is_torn |= len(self._waiting) + len(items) > self._capacity
        self._waiting.extend(items)

    def _spliced(self, older: Iterable[Item], fresh: Sequence[Item]) -> list[Item]:
        key_of = self._key_of
        new_keys = {key_of(item) for item in fresh}
        merged: list[Item] = []
        at = 0
        for item in older:
            key = key_of(item)
            while at < len(fresh) and 0 < key_of(fresh[at]) < key:
                merged.append(fresh[at])
                at += 1
            if key not in new_keys:
                merged.append(item)
            elif at < len(fresh) and key_of(fresh[at]) == key:
                merged.append(fresh[at])
                at += 1
        merged += fresh[at:]
        return merged

    def _trim(self) -> None:
        excess = len(self.items) - self._capacity
        if excess > 0:
            del self.items[:excess]
