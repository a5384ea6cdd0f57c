"""Preview pictures through shared memory: the window owns the blocks, the engine writes them.

A picture is 0.9 MB and comes 30 times a second, so only its slot number travels in a message.
The reader gives each slot back; while none is free the engine skips a picture. There are no
flags in the memory itself: the message is the barrier.
"""

import contextlib
import secrets
from multiprocessing import resource_tracker
from multiprocessing.shared_memory import SharedMemory

from encoder.messages import PreviewReady, PreviewSlots

BYTES_PER_PIXEL = 4


class PreviewReader:
    """The window's side: creates the blocks and removes them in `close()`."""

    def __init__(self, width: int, height: int, slots: int = 3) -> None:
        size = width * height * BYTES_PER_PIXEL
        self._blocks = [
            SharedMemory(f"livedesk-{secrets.token_hex(6)}", create=True, size=size)
            for _ in range(slots)
        ]
        self.slots = PreviewSlots(tuple(block.name for block in self._blocks), width, height)

    def read(self, event: PreviewReady) -> bytes:
        """Return a copy of the picture: `event.height` rows of `event.width` BGRA pixels.

        Raises ValueError when the event names a slot or size that was never offered.
        """
        size = event.width * event.height * BYTES_PER_PIXEL
        is_offered = 0 <= event.slot < len(self._blocks) and min(event.width, event.height) > 0
        if not is_offered or size > self._blocks[event.slot].size:
            raise ValueError("the engine named a preview slot that does not exist")
        return bytes(_pixels(self._blocks[event.slot])[:size])

    def close(self) -> None:
        """Release and remove the blocks; an engine still attached keeps its mapping."""
        for block in self._blocks:
            block.close()
            with contextlib.suppress(FileNotFoundError):
                block.unlink()


class PreviewWriter:
    """The engine's side: maps the blocks a window named. Raises FileNotFoundError if gone."""

    def __init__(self, slots: PreviewSlots) -> None:
        self.slots = slots
        self._blocks: list[SharedMemory] = []
        try:
            for name in slots.names:
                self._blocks.append(_attach(name))
        except FileNotFoundError:
            self.close()
            raise
        self._free = list(range(len(self._blocks)))

    def take(self) -> int | None:
        """Return a free slot and keep it until `release`; None when all are being read."""
        return self._free.pop(0) if self._free else None

    def memory(self, slot: int) -> memoryview:
        """Return the writable bytes of a slot."""
        return _pixels(self._blocks[slot])

    def release(self, slot: int) -> None:
        """Give a slot back; unknown or free ones are ignored."""
        if 0 <= slot < len(self._blocks) and slot not in self._free:
            self._free.append(slot)

    def close(self) -> None:
        """Unmap the blocks."""
        for block in self._blocks:
            block.close()
        self._blocks = []
        self._free = []


def _pixels(block: SharedMemory) -> memoryview:
    if block.buf is None:
        raise ValueError("the preview memory is closed")
    return block.buf


def _attach(name: str) -> SharedMemory:
    block = SharedMemory(name)
    # Python 3.11 and 3.12 register an attached block as if it were our own, and would remove
    # the window's block when the engine exits (3.13 has track=False).
    with contextlib.suppress(Exception):
        resource_tracker.unregister(block._name, "shared_memory")  # type: ignore[attr-defined]  # noqa: SLF001
    return block
