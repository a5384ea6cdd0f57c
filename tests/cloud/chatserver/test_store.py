"""A store is a list that is written in pieces, some of them twice and late.

What every store promises besides is tried on each in `stores/contract.py`.
"""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from chatclient.wire.envelopes import Envelope, Kind
from cloud.chatserver.store import Tally
from cloud.chatserver.stores.sqlite import SqliteStore

ROOM = "show"
PIECES = st.lists(st.tuples(st.integers(1, 20), st.integers(1, 8)), min_size=1, max_size=6)


def line(seq: int) -> Envelope:
    """Return a message; two share a moment of the video."""
    return Envelope(seq, Kind.MESSAGE, seq * 10, seq // 2 * 1000, seq // 4, body={"text": f"{seq}"})


@settings(max_examples=25)
@given(PIECES, st.integers(0, 30), st.integers(1, 30))
def test_written_in_any_pieces_it_is_read_as_one_list(
    pieces: list[tuple[int, int]], after: int, limit: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = SqliteStore(Path(folder) / "chat.sqlite3")
        try:
            for first, count in pieces:
                store.write(ROOM, "one", [line(seq) for seq in range(first, first + count)])
            there = sorted({seq for first, count in pieces for seq in range(first, first + count)})

            kept = store.after(ROOM, after, limit)
            assert kept == [line(seq) for seq in there if seq > after][:limit]
            assert store.head(ROOM) == ("one", there[-1])
            span = store.between(ROOM, 2_000, 5_000, after, limit)
            assert span == [line(s) for s in there if s > after and 4 <= s < 10][:limit]
            said = {media: sum(seq // 4 == media for seq in there) for media in range(8)}
            assert store.tallies(ROOM) == {m: Tally(messages=n) for m, n in said.items() if n}
        finally:
            store.close()
