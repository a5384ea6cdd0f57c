"""Forgets the oldest of the record of the chat, so that it does not grow without end."""

import sqlite3

KEPT_MS = 90 * 86_400_000
"""Counted back from the newest line, not from now: a clock that is wrong deletes nothing."""
MOST_LINES = 1_000_000
"""About 400 MB."""


def prune(
    connection: sqlite3.Connection, kept_ms: int = KEPT_MS, most_lines: int = MOST_LINES
) -> None:
    """Forget lines that are too old, and the oldest while there are too many. Blocks."""
    orders = connection.execute("SELECT id, newest_ms FROM orders ORDER BY newest_ms DESC")
    places: list[tuple[int, int]] = orders.fetchall()
    room = most_lines
    for place, newest_ms in places:
        oldest_ms = places[0][1] - kept_ms
        first = _first_kept(connection, place, oldest_ms, room) if newest_ms >= oldest_ms else None
        room = max(0, room - _forget_before(connection, place, first))


def _first_kept(
    connection: sqlite3.Connection, place: int, oldest_ms: int, room: int
) -> int | None:
    """Return the number of the first line that stays, None where none does."""
    (by_age,) = connection.execute(
        "SELECT min(seq) FROM lines WHERE place = ? AND at_ms >= ?", (place, oldest_ms)
    ).fetchone()
    found = connection.execute(
        "SELECT seq FROM lines WHERE place = ? ORDER BY seq DESC LIMIT 1 OFFSET ?",
        (place, max(0, room - 1)),
    ).fetchone()
    if by_age is None or room == 0:
        return None
    return int(max(by_age, 0 if found is None else found[0]))


def _forget_before(connection: sqlite3.Connection, place: int, first: int | None) -> int:
    """Forget an order's lines before `first`, or all of it; return how many stay."""
    connection.execute("BEGIN IMMEDIATE")
    if first is None:
        for table, column in (("words", "place"), ("lines", "place"), ("orders", "id")):
            connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (place,))
    else:
        for table in ("words", "lines"):
            connection.execute(f"DELETE FROM {table} WHERE place = ? AND seq < ?", (place, first))
    connection.execute("COMMIT")
    (kept,) = connection.execute("SELECT count(*) FROM lines WHERE place = ?", (place,)).fetchone()
    return int(kept)
