"""What of one room is still to be kept: a queue of what was heard, and up to where the store is.

Pure bookkeeping; `persister` holds its lock around every call.
"""

import time
from collections import deque
from collections.abc import Sequence

from chatclient.wire.envelopes import Envelope
from chatclient.wire.pages import Segment

MAX_SEGMENTS = 10_000


class RoomBacklog:
    """One room. Everything up to `mark` is kept, or was in no log any more."""

    def __init__(self) -> None:
        self.queue: deque[tuple[str, Envelope]] = deque()
        self._segments: deque[tuple[str, int, Segment]] = deque(maxlen=MAX_SEGMENTS)
        """Each with the newest number there was when it was told."""
        self.state: tuple[int, bytes] | None = None
        self.mark = 0
        self.since_s = 0.0
        """When it began to be behind the log, on the monotonic clock."""
        self.is_scheduled = False
        self._epoch: str | None = None
        """That `mark` counts in; None before the store was asked."""
        self._heard_epoch = ""
        self._head = 0
        self._snapshot_s = time.monotonic()

    @property
    def is_settled(self) -> bool:
        """`mark` is known to be right."""
        return self._epoch is not None

    def is_settled_in(self, epoch: str) -> bool:
        """Tell whether `mark` counts in this epoch."""
        return self._epoch == epoch

    @property
    def behind(self) -> int:
        """How many envelopes the store lacks, as far as is known."""
        if not self._heard_epoch:
            return 0
        if self._epoch != self._heard_epoch:
            return max(1, len(self.queue))
        return max(0, self._head - self.mark)

    @property
    def behind_or_waiting(self) -> bool:
        """Envelopes are to be written, or to be dropped because they are kept."""
        return bool(self.queue) or self.behind > 0

    @property
    def has_hole(self) -> bool:
        """What comes next was not laid down here."""
        if self.queue:
            return self.queue[0][0] == self._epoch and self.queue[0][1].seq > self.mark + 1
        return self.behind > 0

    @property
    def has_work(self) -> bool:
        """Something can be written now."""
        ripe = self.state is not None and self.is_settled and self.state[0] <= self.mark
        return self.behind_or_waiting or bool(self.ripe_segments()) or ripe

    def told(self, segments: Sequence[Segment]) -> None:
        """Lay down segments of the room's video."""
        self._segments.extend((self._heard_epoch, self._head, segment) for segment in segments)

    def ripe_segments(self) -> list[Segment]:
        """Return those whose turn it is: what was said before they were told is kept.

        Who finds a segment in the store finds what was said during it as well.
        """
        ripe = []
        for epoch, head, segment in self._segments:
            if self.behind_or_waiting and not (epoch == self._epoch and head <= self.mark):
                break
            ripe.append(segment)
        return ripe

    def wrote_segments(self, count: int) -> None:
        """Note that the oldest are kept."""
        for _ in range(count):
            self._segments.popleft()

    def is_snapshot_due(self, every_s: float) -> bool:
        """Tell once in a while that a snapshot is wanted."""
        now_s = time.monotonic()
        if now_s - self._snapshot_s < every_s:
            return False
        self._snapshot_s = now_s
        return True

    def heard(self, epoch: str, fitting: Sequence[Envelope], head: int) -> None:
        """Lay down those that fit; `head` is the newest, whether it fits or not."""
        if not self.behind_or_waiting:
            self.since_s = time.monotonic()
        self.queue.extend((epoch, envelope) for envelope in fitting)
        self._head = max(head, self._head) if epoch == self._heard_epoch else head
        self._heard_epoch = epoch

    def next_number(self) -> tuple[str, int]:
        """Return the epoch and the number that come next, as far as was heard."""
        if self.queue:
            return self.queue[0][0], self.queue[0][1].seq
        return self._heard_epoch, self._head

    def settle(self, epoch: str, mark: int) -> None:
        """Count in an epoch from now on."""
        self._epoch, self.mark = epoch, mark

    def next_batch(self, limit: int) -> list[Envelope]:
        """Return what comes right after `mark`, in one epoch; what is kept already is dropped."""
        while self.queue and self._is_next_in_epoch() and self.queue[0][1].seq <= self.mark:
            self.queue.popleft()
        batch: list[Envelope] = []
        for epoch, envelope in self.queue:
            if len(batch) == limit or epoch != self._epoch:
                break
            if envelope.seq != self.mark + 1 + len(batch):
                break
            batch.append(envelope)
        return batch

    def wrote(self, batch: Sequence[Envelope]) -> int:
        """Note that a batch is kept; return how many left the queue."""
        for _ in batch:
            self.queue.popleft()
        self.mark = batch[-1].seq
        return len(batch)

    def filled(self, epoch: str, head: int, items: Sequence[Envelope]) -> int:
        """Note what the log had after `mark`, which is kept now; return how many it had no more."""
        if epoch != self._epoch:
            # The order was lost meanwhile; the log knows better than what was laid down of it.
            while self.queue and self._is_next_in_epoch():
                self.queue.popleft()
            self._epoch = self._heard_epoch = epoch
            self._head = head
        last = self.mark
        if items:
            last = items[-1].seq
        elif not self.queue:
            last = max(self._head, self.mark)
        elif self._is_next_in_epoch():
            last = self.queue[0][1].seq - 1
        missing = last - self.mark - len(items)
        self.mark = last
        return missing

    def _is_next_in_epoch(self) -> bool:
        return self.queue[0][0] == self._epoch
