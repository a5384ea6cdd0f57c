"""The numbers that a room's list shows as missing, and what is left of them when some come late.

Pure.
"""

from bisect import bisect_right
from collections.abc import Collection

MAX_GAPS = 1000
"""The oldest ones beyond can't be filled any more."""


class Gaps:
    """Stretches of missing numbers, in order, each with the time of what came before it."""

    def __init__(self) -> None:
        self.numbers: list[range] = []
        self._at_ms: list[int] = []

    def add(self, numbers: range, at_ms: int) -> None:
        """Add a stretch later than all others."""
        self.numbers.append(numbers)
        self._at_ms.append(at_ms)
        if len(self.numbers) > MAX_GAPS:
            del self.numbers[0], self._at_ms[0]

    def __contains__(self, seq: int) -> bool:
        at = self._index(seq)
        return at >= 0 and seq in self.numbers[at]

    def fill(self, found: dict[int, int]) -> tuple[set[int], list[tuple[range, int]]]:
        """Take numbers (and their times) out.

        Returns the first numbers of the stretches that were hit, and what is left of those.
        """
        hit = sorted({self._index(seq) for seq in found}, reverse=True)
        marks = set()
        left: list[tuple[range, int]] = []
        for at in hit:
            numbers, at_ms = self.numbers[at], self._at_ms[at]
            marks.add(numbers.start)
            inside = sorted(seq for seq in found if seq in numbers)
            rest = _without(numbers, at_ms, inside, found)
            self.numbers[at : at + 1] = [piece for piece, _ in rest]
            self._at_ms[at : at + 1] = [since_ms for _, since_ms in rest]
            left += rest
        return marks, left

    def _index(self, seq: int) -> int:
        return bisect_right(self.numbers, seq, key=_start) - 1


def _start(numbers: range) -> int:
    return numbers.start


def _without(
    numbers: range, at_ms: int, inside: Collection[int], times: dict[int, int]
) -> list[tuple[range, int]]:
    rest = []
    start = numbers.start
    for seq in inside:
        if seq > start:
            rest.append((range(start, seq), at_ms))
        start, at_ms = seq + 1, times[seq]
    if start < numbers.stop:
        rest.append((range(start, numbers.stop), at_ms))
    return rest
