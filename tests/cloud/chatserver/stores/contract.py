"""What every store promises, tried on each of them: a suite that a test module subclasses."""

from chatclient.wire.envelopes import Envelope, Kind, User
from chatclient.wire.pages import Segment
from cloud.chatserver.store import Store, Tally


def said(seq: int, position_ms: int | None = None, kind: str = Kind.MESSAGE) -> Envelope:
    media_sequence = None if position_ms is None else position_ms // 2000
    body: dict[str, object] = {"text": f"こんにちは {seq}"}
    return Envelope(seq, kind, 1000 + seq, position_ms, media_sequence, User("u", "Aki"), body)


def numbers(envelopes: list[Envelope]) -> list[int]:
    return [envelope.seq for envelope in envelopes]


class StoreContract:
    """Subclass it as `Test...` in a module that has a fixture `store`."""

    def test_what_was_written_is_read_as_it_was(self, store: Store) -> None:
        written = [said(1), said(2, 0), said(3, 1500, Kind.STAMP)]

        store.write("room", "a", written)

        assert store.after("room", 0, 10) == written
        assert store.head("room") == ("a", 3)

    def test_an_unknown_room_is_empty(self, store: Store) -> None:
        store.write("other", "a", [said(1, 0)])

        assert store.head("room") == ("", 0)
        assert store.after("room", 0, 10) == []
        assert store.between("room", 0, 99_999, 0, 10) == []
        assert store.segments("room") == []
        assert store.state("room") is None
        assert store.tallies("room") == {}

    def test_what_is_kept_already_stays_as_it_is(self, store: Store) -> None:
        store.write("room", "a", [said(1, 0), said(2, 0)])
        store.write("room", "a", [said(2, 4000, Kind.STAMP), said(3, 0)])

        assert store.after("room", 0, 10) == [said(1, 0), said(2, 0), said(3, 0)]
        assert store.tallies("room") == {0: Tally(messages=3)}

    def test_the_oldest_after_a_number_are_read(self, store: Store) -> None:
        store.write("room", "a", [said(seq) for seq in range(1, 21)])

        assert numbers(store.after("room", 5, 3)) == [6, 7, 8]

    def test_a_span_of_the_video_is_half_open_and_read_by_number(self, store: Store) -> None:
        places = {1: 1999, 2: 2000, 3: 3999, 4: 4000, 5: None, 6: 2500}
        store.write("room", "a", [said(seq, place) for seq, place in places.items()])

        assert numbers(store.between("room", 2000, 4000, 0, 10)) == [2, 3, 6]
        assert numbers(store.between("room", 2000, 4000, 2, 1)) == [3]

    def test_a_new_epoch_goes_on_after_what_the_one_before_kept(self, store: Store) -> None:
        store.write("room", "a", [said(seq, 0) for seq in (1, 2, 3)])
        store.write("room", "b", [said(seq, 0, Kind.STAMP) for seq in (3, 4)])

        assert store.head("room") == ("b", 4)
        kinds = [(envelope.seq, envelope.kind) for envelope in store.after("room", 0, 10)]
        assert kinds == [(1, "msg"), (2, "msg"), (3, "stamp"), (4, "stamp")]
        assert numbers(store.between("room", 0, 1, 1, 2)) == [2, 3]

    def test_what_comes_late_of_an_old_epoch_leaves_the_newest_as_it_is(self, store: Store) -> None:
        store.write("room", "a", [said(1)])
        store.write("room", "b", [said(2)])
        store.write("room", "a", [said(2), said(3)])

        assert store.head("room") == ("b", 2)
        assert numbers(store.after("room", 0, 10)) == [1, 2]

    def test_removals_are_found_among_everything_else(self, store: Store) -> None:
        kinds = {1: Kind.MESSAGE, 2: Kind.DELETE, 3: Kind.PURGE, 4: Kind.CLEAR, 5: Kind.MODERATION}
        store.write("room", "a", [said(seq, 0, kind) for seq, kind in kinds.items()])

        assert numbers(store.removals("room", 0)) == [2, 3, 4]
        assert numbers(store.removals("room", 3)) == [4]

    def test_what_was_said_is_counted_by_segment(self, store: Store) -> None:
        store.write(
            "room", "a", [said(1, 0), said(2, 0, Kind.STAMP), said(3, 0, Kind.PIN), said(4)]
        )
        store.write("room", "a", [said(5, 100), said(6, 2000, Kind.DONATION)])

        assert store.tallies("room") == {0: Tally(messages=2, stamps=1), 1: Tally(donations=1)}

    def test_segments_are_kept_in_order_and_once(self, store: Store) -> None:
        store.write_segments("room", [Segment(8, 2000, 2000, 2000), Segment(7, 0, 2000)])
        store.write_segments("room", [Segment(8, 9999, 1, 1), Segment(9, 4000, 2000, 4000, True)])

        kept = [
            Segment(7, 0, 2000),
            Segment(8, 2000, 2000, 2000),
            Segment(9, 4000, 2000, 4000, True),
        ]
        assert store.segments("room") == kept
        assert store.segments("room", after=7) == kept[1:]

    def test_the_newest_state_is_kept(self, store: Store) -> None:
        store.write_state("room", 5, b"five")
        store.write_state("room", 9, b"nine")

        assert store.state("room") == (9, b"nine")
