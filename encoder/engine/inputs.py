"""The inputs of the running programme: one slot each, kept, replaced or retired as it changes."""

import time

import av

from encoder.alerts import Alert
from encoder.engine.layerpainter import Shown
from encoder.engine.sources.base import Samples
from encoder.engine.sourceslot import SourceSlot, Surroundings
from encoder.errors import error_for
from encoder.messages import PictureSized, SourceChanged
from encoder.scenes import Input

OPEN_GRACE_S = 0.5
"""How long closing waits for a source that is inside its opening; it closes itself afterwards."""
CLOSE_TIMEOUT_S = 3.0
"""How long closing waits for sources that are open; they promise 2 s."""


class InputSlots:
    """Owns the slots. `use`, `check` and `close` by one thread, the rest by any."""

    def __init__(self, surroundings: Surroundings) -> None:
        self._around = surroundings
        self._slots: dict[str, SourceSlot] = {}
        self._retired: list[SourceSlot] = []

    def use(self, inputs: tuple[Input, ...]) -> None:
        """Open what is new, keep what has the same source, retire the rest. Not blocking.

        Another source in an input's place opens once the one before is closed: it may be the
        same device. So does one that a retired input used.
        """
        before, slots = self._slots, dict[str, SourceSlot]()
        for each in inputs:
            old = before.get(each.id)
            if old is not None and old.input.source == each.source:
                old.input = each
                slots[each.id] = old
        kept = {id(slot) for slot in slots.values()}
        leaving = [slot for slot in before.values() if id(slot) not in kept]
        for slot in leaving:
            slot.retire()
        self._retired = [slot for slot in (*self._retired, *leaving) if not slot.has_ended]
        for each in inputs:
            if each.id not in slots:
                slots[each.id] = self._open(each, before.get(each.id))
        # Replaced as a whole: other threads see all of the change or nothing of it.
        self._slots = slots

    def picture(self, input_id: str, media_time_s: float) -> Shown | None:
        """Return what an input shows; None while it has nothing, or is not there."""
        slot = self._slots.get(input_id)
        return None if slot is None else slot.picture(media_time_s)

    def sound(self, input_id: str, first_sample: int, count: int) -> Samples | None:
        """Return an input's samples; None for silence."""
        slot = self._slots.get(input_id)
        return None if slot is None else slot.sound(first_sample, count)

    def alert(self, alert: Alert) -> None:
        """Tell the open sources that show what happens in the chat."""
        for slot in self._slots.values():
            slot.alert(alert)

    def states(self) -> list[SourceChanged | PictureSized]:
        """Return how each source is now, and how large its pictures are where that is known."""
        slots = self._slots.values()
        sizes = [slot.size for slot in slots if slot.size is not None]
        return [*(slot.state for slot in slots), *sizes]

    def check(self, input_ids: frozenset[str], timeout_s: float) -> None:
        """Wait until these inputs have opened; raises the error of one that can't."""
        until_s = time.monotonic() + timeout_s
        for input_id, slot in self._slots.items():
            if input_id in input_ids:
                remaining_s = max(0.0, until_s - time.monotonic())
                problem = slot.wait_until_settled(remaining_s)
                if problem is not None:
                    raise error_for(problem)

    def close(self) -> None:
        """Close all sources at once; one that hangs is left to close itself."""
        slots = [*self._retired, *self._slots.values()]
        for slot in slots:
            slot.retire()
        began_s = time.monotonic()
        for slot in slots:
            patience_s = OPEN_GRACE_S if slot.is_opening else CLOSE_TIMEOUT_S
            slot.close(max(0.0, began_s + patience_s - time.monotonic()))

    def _open(self, used: Input, replaced: SourceSlot | None) -> SourceSlot:
        predecessors = tuple(
            slot
            for slot in self._retired
            if slot.input.id == used.id or slot.input.source == used.source
        )
        last_picture: av.VideoFrame | None = None if replaced is None else replaced.last_picture
        return SourceSlot(used, self._around, last_picture, predecessors)
