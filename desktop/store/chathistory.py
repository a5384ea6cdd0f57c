"""The record of whole streams' chats on this computer: written behind, searched, looked up."""

import contextlib
import logging
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from chatclient.messages import Arrived, Began, ChatEvent, Entry
from desktop.store import chatqueries
from desktop.store.chatfile import open_to_read
from desktop.store.chatfindings import Card, ChatPlace, Excitement, SearchResult
from desktop.store.chatwriter import ChatWriter

MOST_HITS = 200
PAGE = 200
FRESH_S = 0.2
"""So long a question waits for what was just said to be written."""
WRITTEN_S = 5.0
"""So long one waits that must not miss it."""

_logger = logging.getLogger(__name__)
Lines = Iterator[tuple[Entry, bool]]
_Answer = TypeVar("_Answer")


class ChatHistory:
    """One record. What is asked of it blocks, and is nothing where there is none; any thread.

    Without a file nothing is kept.
    """

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._writer = None if file is None else ChatWriter(file)

    @property
    def losses(self) -> int:
        """Entries that came faster than the disk took them, up to now."""
        return 0 if self._writer is None else self._writer.losses

    def listener(self, room: str) -> Callable[[ChatEvent], None]:
        """Return what records a client's events for this room; it doesn't block."""
        writer, place = self._writer, ChatPlace(room)

        def hear(event: ChatEvent) -> None:
            nonlocal place
            if isinstance(event, Began):
                place = ChatPlace(room, event.epoch)
            elif isinstance(event, Arrived) and writer is not None:
                writer.heard(place, event)

        return hear

    def mark_read(self, place: ChatPlace, seq: int) -> None:
        """Remember that all up to this number was read; doesn't block."""
        if self._writer is not None:
            self._writer.mark_read(place, seq)

    def flush(self, timeout_s: float = FRESH_S) -> None:
        """Wait until what was heard before is on disk. Blocks."""
        if self._writer is not None:
            self._writer.flush(timeout_s)

    def close(self) -> None:
        """Write what waits. Blocks."""
        if self._writer is not None:
            self._writer.close()

    # ---- asked of it ----

    def last_read(self, place: ChatPlace) -> int:
        """Return the number up to which all was read; 0: none."""
        self.flush(WRITTEN_S)
        return self._ask(lambda record: chatqueries.last_read(record, place), 0)

    def older(self, place: ChatPlace, before_seq: int, limit: int = PAGE) -> tuple[Entry, ...]:
        """Return what was said before this number, the oldest first; gaps among it."""
        return self._ask(lambda record: chatqueries.older(record, place, before_seq, limit), ())

    def search(self, place: ChatPlace, query: str, limit: int = MOST_HITS) -> SearchResult:
        """Return the newest lines of the room, also of its earlier orders, that the query means."""
        self.flush()
        nothing = SearchResult(query)
        return self._ask(lambda record: chatqueries.search(record, place, query, limit), nothing)

    def card(self, place: ChatPlace, user_id: str) -> Card:
        """Return what is known of one person in the present order of the room."""
        self.flush()
        return self._ask(lambda record: chatqueries.card(record, place, user_id), Card())

    def excitement(self, place: ChatPlace, since_ms: int = 0) -> tuple[Excitement, ...]:
        """Return how much was said in each ten seconds since then, where anything was."""
        return self._ask(lambda record: chatqueries.excitement(record, place, since_ms), ())

    def each_line(
        self, place: ChatPlace, use: Callable[[Lines], _Answer], nothing: _Answer
    ) -> _Answer:
        """Return what `use` makes of every line of this order, with whether it was removed."""
        self.flush(WRITTEN_S)
        return self._ask(lambda record: use(chatqueries.lines(record, place)), nothing)

    # ---- private ----

    def _ask(self, question: Callable[[sqlite3.Connection], _Answer], nothing: _Answer) -> _Answer:
        if self._file is None or not self._file.exists():
            return nothing
        try:
            with contextlib.closing(open_to_read(self._file)) as record:
                if record.execute("PRAGMA user_version").fetchone() == (0,):
                    return nothing  # the writer is about to make its tables
                return question(record)
        except (sqlite3.Error, msgspec.DecodeError) as error:
            _logger.warning("The record of the chat can't be read: %s", error)
            return nothing
