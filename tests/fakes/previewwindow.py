"""The window's side of the preview, in the process of its writer."""

from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker

from encoder.messages import PreviewSlots
from encoder.preview import PreviewReader


@contextmanager
def preview_window(width: int, height: int, slots: int = 3) -> Iterator[PreviewReader]:
    """Offer blocks; the writers that mapped them must be closed before this ends."""
    reader = PreviewReader(width, height, slots)
    yield reader
    register_again(reader.slots)
    reader.close()


def register_again(slots: PreviewSlots) -> None:
    """Undo what a writer does for a process of its own, so that the reader's unlink is no news."""
    for name in slots.names:
        resource_tracker.register(f"/{name}", "shared_memory")
