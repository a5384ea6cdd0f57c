"""What can be made to go wrong in the managed chats, all at once or alone."""

import asyncio
from typing import Annotated

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace


class Knobs(Struct, frozen=True, forbid_unknown_fields=True):
    """The faults in force; the default is none. What was said is lossy, answers never are."""

    drop_percent: Annotated[int, Meta(ge=0, le=100)] = 0
    """So much of what was said reaches a client not."""
    delay_ms: Annotated[int, Meta(ge=0, le=60_000)] = 0
    """All frames leave so much later."""
    reorders: bool = False
    """Of what was said, each two frames change places."""
    throttles: Annotated[int, Meta(ge=0, le=1000)] = 0
    """So many of the next requests are refused as too many."""
    denied_words: Annotated[tuple[str, ...], Meta(max_length=100)] = ()
    """What contains one is refused: by IVS's review handler, by AppSync's onPublish handler."""
    stalls: bool = False
    """Nothing leaves, though everything stays connected."""
    event_lists: bool = False
    """AppSync hands over events as lists of texts, as its documents show; its own clients expect
    one text."""


NO_FAULTS = Knobs()


class Board:
    """The knobs as they stand. On one event loop."""

    def __init__(self) -> None:
        self.knobs = NO_FAULTS
        self.flows = asyncio.Event()
        self.flows.set()

    def turn(self, knobs: Knobs) -> None:
        """Let these faults be in force from now on."""
        self.knobs = knobs
        if knobs.stalls:
            self.flows.clear()
        else:
            self.flows.set()

    def throttles(self) -> bool:
        """Tell whether this request is to be refused as one too many."""
        left = self.knobs.throttles
        if left:
            self.knobs = replace(self.knobs, throttles=left - 1)
        return left > 0

    def denies(self, text: str) -> bool:
        """Tell whether a reviewer denies this."""
        return any(word in text for word in self.knobs.denied_words)


def parse_knobs(body: bytes) -> Knobs:
    """Read knobs from JSON; raises msgspec.DecodeError."""
    return msgspec.json.decode(body, type=Knobs)
