"""What the record of the chat is asked for, and answers."""

from dataclasses import dataclass

from chatclient.messages import Entry
from chatclient.wire.envelopes import User


@dataclass(frozen=True, slots=True)
class ChatPlace:
    """Whose record is meant: a room, and which of its orders."""

    room: str
    epoch: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One line that was found."""

    entry: Entry
    is_here: bool = True
    """False: from before the room's order began anew; its number means nothing in the list."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search found, the newest first."""

    query: str
    hits: tuple[Hit, ...] = ()
    is_more: bool = False
    """There are more than are returned."""


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of one person in a room."""

    user: User | None = None
    """As they were called last; None where nothing of them is recorded."""
    first_ms: int = 0
    """When they first said something here, in UTC."""
    messages: int = 0
    removed_count: int = 0
    entries: tuple[Entry, ...] = ()
    """What they said last, the newest first; removed lines are among them."""
    removed: frozenset[int] = frozenset()
    """Those of the entries that were taken down, by their numbers."""
    audit: tuple[Entry, ...] = ()
    """What moderators did to them, the newest first."""


@dataclass(frozen=True, slots=True)
class Excitement:
    """How much was said in ten seconds."""

    at_ms: int
    """When they began, in UTC."""
    messages: int = 0
    stamps: int = 0
    donations: int = 0


@dataclass(frozen=True, slots=True)
class Exported:
    """A chat that was saved as a file."""

    path: str
    lines: int = 0
    problem: str = ""
    """Why it could not be saved, in the system's words; empty: it was."""
