"""Where in the video a moment is: the media timeline of one room, made of its segments. Pure.

Positions are sums of durations. What the encoder did not send makes no segments, so a gap in it
never shifts what is said later; and the clock of a viewer is never asked.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from chatclient.wire.pages import Segment

MAX_LATENCY_MS = 30_000
"""A viewer further behind than this is taken to be this far behind."""
MAX_SEGMENTS = 65_536
"""36 hours of two seconds each; older ones are forgotten here, the store keeps them."""
OPEN_SEGMENTS = 3
"""A segment is known once it is finished, and told some seconds later: the moment of a message may
lie so many segments after the newest known one. Further on the encoder has stopped."""
MAX_MISSED = 43_200
"""Segments that nobody told of count with the length of the one before, up to a day of them; a
number further on is another numbering, and adds nothing."""


class Timeline:
    """The segments of one room, in order. Not thread-safe."""

    def __init__(self, segments: Sequence[Segment] = ()) -> None:
        """Begin with what a store kept, whose positions stand."""
        self._numbers = array("q")
        self._starts = array("q")
        """UTC of each, never earlier than the one before: clocks are set back, searches are not."""
        self._times = array("q")
        self._durations = array("q")
        self._positions = array("q")
        self._breaks = bytearray()
        self.extend(segments)

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, index: int) -> Segment:
        return Segment(
            self._numbers[index],
            self._times[index],
            self._durations[index],
            self._positions[index],
            bool(self._breaks[index]),
        )

    def __iter__(self) -> Iterator[Segment]:
        return (self[index] for index in range(len(self)))

    @property
    def end_ms(self) -> int:
        """Position at which the newest segment ends; 0 before there is any."""
        return self._positions[-1] + self._durations[-1] if self._numbers else 0

    def append(self, segment: Segment) -> Segment:
        """Put a segment at the end and return it with its position.

        A number that is known, or older than the newest, changes nothing: what is known of it (or
        of the one before it) is returned.
        """
        if self._numbers and segment.media_sequence <= self._numbers[-1]:
            return self[max(0, bisect_right(self._numbers, segment.media_sequence) - 1)]
        self._keep(segment, self.end_ms + self._missed_ms(segment.media_sequence))
        return self[-1]

    def extend(self, segments: Sequence[Segment]) -> None:
        """Put segments at the end that have their positions already; known ones are left out."""
        for segment in segments:
            if not self._numbers or segment.media_sequence > self._numbers[-1]:
                self._keep(segment, segment.position_ms)

    def segment_at(self, position_ms: int) -> Segment:
        """Return the last segment that begins at or before a position, else the first."""
        return self[max(0, bisect_right(self._positions, position_ms) - 1)]

    def segment(self, media_sequence: int) -> Segment | None:
        """Return the segment of a number, None when it is not known."""
        index = bisect_right(self._numbers, media_sequence) - 1
        if index < 0 or self._numbers[index] != media_sequence:
            return None
        return self[index]

    def place(
        self, at_ms: int, sender_position_ms: int | None = None
    ) -> tuple[int | None, int | None]:
        """Return position and media sequence of what its sender saw at `at_ms` of UTC.

        Where the sender says how far it was, that is where, within the last 30 s. Before there is
        video both are None; after the newest segment it is the one that is being made.
        """
        edge_ms = self._position_at(at_ms)
        if edge_ms is None:
            return None, None
        position_ms = edge_ms
        if sender_position_ms is not None:
            earliest_ms = max(self._positions[0], edge_ms - MAX_LATENCY_MS)
            position_ms = max(min(sender_position_ms, edge_ms), min(earliest_ms, edge_ms))
        return position_ms, self._number_at(position_ms)

    def _position_at(self, at_ms: int) -> int | None:
        index = bisect_right(self._starts, at_ms) - 1
        if index < 0:
            return None
        if index == len(self._starts) - 1:
            room_ms = (1 + OPEN_SEGMENTS) * self._durations[index] - 1
        else:
            # In a gap of the encoder the video stands still, where the next segment begins.
            room_ms = self._positions[index + 1] - self._positions[index]
        return self._positions[index] + min(at_ms - self._starts[index], room_ms)

    def _number_at(self, position_ms: int) -> int:
        index = bisect_right(self._positions, position_ms) - 1
        ahead = (position_ms - self._positions[index]) // self._durations[index]
        if index < len(self._numbers) - 1:
            ahead = min(ahead, self._numbers[index + 1] - self._numbers[index] - 1)
        return self._numbers[index] + ahead

    def _missed_ms(self, media_sequence: int) -> int:
        if not self._numbers:
            return 0
        missed = media_sequence - self._numbers[-1] - 1
        return missed * self._durations[-1] if missed <= MAX_MISSED else 0

    def _keep(self, segment: Segment, position_ms: int) -> None:
        if len(self._numbers) >= MAX_SEGMENTS:
            self._forget(MAX_SEGMENTS // 8)
        self._starts.append(max(segment.at_ms, self._starts[-1] if self._starts else 0))
        self._numbers.append(segment.media_sequence)
        self._times.append(segment.at_ms)
        self._durations.append(max(1, segment.duration_ms))
        self._positions.append(position_ms)
        self._breaks.append(segment.is_discontinuity)

    def _forget(self, count: int) -> None:
        for column in (self._numbers, self._starts, self._times, self._durations, self._positions):
            del column[:count]
        del self._breaks[:count]
