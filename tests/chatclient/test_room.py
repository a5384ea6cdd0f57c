"""Whatever arrives, in whatever order, becomes one list."""

import random

from hypothesis import given
from hypothesis import strategies as st

from chatclient.backends.base import Place
from chatclient.messages import Arrived, Began, RoomChanged
from chatclient.room import HOLE_S, MAX_CATCH_UP, MAX_FRUITLESS, Room
from chatclient.wire.answers import Joined, Paged
from chatclient.wire.envelopes import (
    Body,
    DeleteBody,
    Envelope,
    PinBody,
    PurgeBody,
    RoomSettings,
    User,
)
from chatclient.wire.pages import Latest
from chatclient.wire.pushed import Batch
from chatclient.wire.requests import Page
from tests.chatclient.reader import Reader
from tests.chatclient.roomlogs import (
    LOGS,
    USERS,
    batch,
    envelope,
    joined,
    left_of,
    log_of,
    paged,
    said,
)


def test_a_join_begins_the_list_with_its_backlog() -> None:
    room, reader = Room(), Reader()

    events = room.hear(joined(5, 6, 7), 0)
    reader.read(events)

    assert events[0] == Began("e")
    assert isinstance(events[1], Arrived)
    assert events[1].is_backlog
    assert reader.texts == ["5", "6", "7"]
    assert room.place == Place(7, "e")


def test_what_comes_twice_is_shown_once() -> None:
    room, reader = Room(), Reader()

    for heard in (joined(1, 2), batch(2, 3), batch(1, 2, 3), joined(1, 2, 3)):
        reader.read(room.hear(heard, 0))

    assert reader.texts == ["1", "2", "3"]
    assert room.duplicates == 7


def test_a_hole_is_waited_for_then_asked_for() -> None:
    room, reader = Room(), Reader()
    reader.read(room.hear(joined(1, 2), 0))

    reader.read(room.hear(batch(5, 6), 10.0))

    assert reader.texts == ["1", "2"]
    assert room.wants(10.0 + HOLE_S / 2) is None
    assert room.due_s() == 10.0 + HOLE_S
    assert room.wants(10.0 + HOLE_S) == Page(2, 2)
    reader.read(room.hear(paged(3, 4, head=6), 11))
    assert reader.texts == ["1", "2", "3", "4", "5", "6"]
    assert room.due_s() is None


def test_a_head_beyond_what_came_is_a_hole_too() -> None:
    room = Room()
    room.hear(joined(1), 0)

    room.hear(batch(2, head=4), 10)

    assert room.wants(11) == Page(2, 2)


def test_what_was_missed_before_a_join_is_asked_for_at_once() -> None:
    room = Room(Place(10, "e"))

    room.hear(Joined(True, "e", 1500, 1, said(*range(501, 1501))), 7)

    assert room.wants(7) == Page(10, 200)
    room.hear(paged(*range(11, 211), head=1500), 8)
    assert room.wants(8) == Page(210, 200)


def test_what_was_missed_by_far_too_much_is_a_gap() -> None:
    room, reader = Room(Place(10, "e")), Reader()
    head = 2 * MAX_CATCH_UP

    reader.read(room.hear(Joined(True, "e", head, 1, said(*range(head - 9, head + 1))), 0))

    assert reader.texts == [f"11-{head - MAX_CATCH_UP}"]
    assert room.wants(0) == Page(head - MAX_CATCH_UP, 200)


def test_where_history_is_gone_a_gap_is_shown() -> None:
    room, reader = Room(), Reader()
    reader.read(room.hear(joined(1, 2), 0))

    reader.read(room.hear(joined(9, 10, first=8), 1))
    assert reader.texts == ["1", "2", "3-7"]
    reader.read(room.hear(paged(9, head=10, gaps=((8, 8),)), 2))

    assert reader.texts == ["1", "2", "3-7", "8-8", "9", "10"]
    assert reader.entries[3].envelope.at_ms == 2000
    assert room.gaps == 2


def test_a_gap_that_is_filled_gives_way() -> None:
    room, reader = Room(), Reader()
    reader.read(room.hear(joined(1, 2), 0))
    reader.read(room.hear(joined(8, 9, first=8), 1))

    reader.read(room.hear(batch(5), 2))
    assert reader.texts == ["1", "2", "3-4", "5", "6-7", "8", "9"]
    reader.read(room.hear(paged(3, 4, 5, 6, 7, head=9), 3))

    assert reader.texts == [str(seq) for seq in range(1, 10)]


def test_a_service_without_numbers_marks_what_it_may_have_missed() -> None:
    room, reader = Room(fills_gaps=False), Reader()
    reader.read(room.hear(Joined(True, "e", 0, 1, ()), 0))
    reader.read(room.hear(batch(1, 2), 1))

    reader.read(room.hear(Joined(True, "e", 3, 1, (), ((3, 3),)), 2))
    reader.read(room.hear(batch(4), 3))

    assert reader.texts == ["1", "2", "3-3", "4"]


def test_a_gap_before_the_first_entry_is_nobodys_loss() -> None:
    room, reader = Room(), Reader()

    reader.read(room.hear(joined(4, 5, gaps=((2, 3),), first=2), 0))

    assert reader.texts == ["4", "5"]


def test_pages_that_bring_nothing_end_in_a_gap() -> None:
    room, reader = Room(), Reader()
    reader.read(room.hear(joined(1), 0))
    reader.read(room.hear(batch(3), 1))

    for second in range(2, 2 + MAX_FRUITLESS):
        assert room.lapse(second) == []
        assert room.wants(second) == Page(1, 1)
        room.hear(paged(head=3), second)
    reader.read(room.lapse(20))

    assert reader.texts == ["1", "2-2", "3"]
    assert room.wants(30) is None


def test_where_nothing_can_be_fetched_a_hole_becomes_a_gap() -> None:
    room, reader = Room(fills_gaps=False), Reader()
    reader.read(room.hear(joined(1), 0))
    reader.read(room.hear(batch(4), 1))

    assert room.wants(5) is None
    reader.read(room.lapse(1 + HOLE_S))

    assert reader.texts == ["1", "2-3", "4"]


def test_a_deleted_message_is_seen_no_more_wherever_it_was() -> None:
    room, reader = Room(), Reader()
    reader.read(room.hear(joined(1, 2), 0))

    items = (envelope(3), envelope(4, DeleteBody(3)), envelope(5, DeleteBody(1)))
    reader.read(room.hear(Batch("e", 5, items), 1))

    assert reader.texts == ["2"]
    assert reader.ever == [1, 2]


def test_a_purge_takes_down_what_its_user_wrote_and_no_more() -> None:
    room, reader = Room(), Reader()
    items = tuple(envelope(seq, user=USERS[seq % 2]) for seq in range(1, 7))
    reader.read(room.hear(Batch("e", 6, items), 0))
    reader.read(room.hear(paged(head=6), 1))

    reader.read(room.hear(Batch("e", 7, (envelope(7, PurgeBody("ben", 6)),)), 2))

    assert reader.texts == ["2", "4", "6"]


def test_a_purge_reaches_what_comes_late() -> None:
    room, reader = Room(), Reader()
    reader.read(room.hear(joined(1), 0))
    reader.read(room.hear(joined(5, first=5), 1))
    purge = (envelope(6, PurgeBody("aki", 5)), envelope(7, DeleteBody(2)))
    reader.read(room.hear(Batch("e", 7, purge), 2))
    assert reader.texts == ["2-4"]

    late = (envelope(2), envelope(3, user=USERS[1]), envelope(4))
    reader.read(room.hear(Paged(True, "e", 7, 1, late), 3))

    assert reader.texts == ["3"]


def test_a_page_of_another_epoch_is_not_asked_for_again_at_once() -> None:
    room = Room()
    room.hear(joined(1), 0)
    room.hear(batch(5), 1)
    assert room.wants(1 + HOLE_S) == Page(1, 3)

    room.hear(Paged(True, "f", 9, 1, said(2, 3, 4)), 1 + HOLE_S)

    assert room.wants(1 + HOLE_S) is None
    assert room.wants(1 + 2 * HOLE_S) == Page(1, 3)


def test_another_epoch_begins_the_list_anew() -> None:
    room, reader = Room(), Reader()
    reader.read(room.hear(joined(1, 2, 3), 0))

    reader.read(room.hear(Batch("f", 901, said(901)), 1))
    assert room.wants(1 + HOLE_S) == Page(700, 200)
    assert room.hear(paged(701, head=901), 2) == []  # of the order before
    reader.read(room.hear(Paged(True, "f", 901, 700, said(*range(701, 901))), 2))

    assert reader.texts == [str(seq) for seq in range(701, 902)]
    assert room.place == Place(901, "f")


def test_the_room_is_told_as_it_stands_and_only_when_it_changed() -> None:
    room, reader = Room(), Reader()
    told = Joined(True, "e", 2, 1, said(1, 2), settings=RoomSettings(slow_s=5))
    reader.read(room.hear(told, 0))
    assert reader.room.settings.slow_s == 5

    events = room.hear(batch(3), 1)
    reader.read(room.hear(Batch("e", 4, (envelope(4, RoomSettings()),)), 1))

    assert not [event for event in events if isinstance(event, RoomChanged)]
    assert reader.room.settings == RoomSettings()


def test_latest_messages_continue_the_list() -> None:
    room, reader = Room(), Reader()
    reader.read(room.hear(joined(1, 2), 0))

    reader.read(room.hear(Latest("e", 9, 2000, said(8, 9), pin=PinBody(8, text="hello")), 1))

    assert reader.texts == ["1", "2"]
    assert room.wants(1) == Page(2, 5)
    assert reader.room.pin == PinBody(8, text="hello")


def test_unknown_kinds_count_but_are_not_seen() -> None:
    room, reader = Room(), Reader()
    reader.read(room.hear(joined(1), 0))

    items = (Envelope(2, "hologram", 2), Envelope(3, "msg", 3, body={"text": 7}), envelope(4))
    reader.read(room.hear(Batch("e", 4, items), 1))

    assert reader.texts == ["1", "4"]
    assert room.place.last == 4


@given(LOGS, st.randoms(use_true_random=False), st.integers(0, 5))
def test_any_order_loss_and_overlap_gives_the_same_list(
    drawn: list[tuple[Body | None, User]], chance: random.Random, join_at: int
) -> None:
    log = log_of(drawn)
    known = log[: min(join_at, len(log))]
    room, reader = Room(), Reader()
    reader.read(room.hear(Joined(True, "e", len(known), 1, tuple(known)), 0))

    now_s = 0.0
    for _ in range(chance.randrange(20)):
        now_s += chance.random()
        some = tuple(chance.sample(log, chance.randint(1, min(8, len(log)))))
        head = max(one.seq for one in some)
        kind = chance.randrange(4)
        if kind == 0:
            reader.read(room.hear(Paged(True, "e", head, 1, some), now_s))
        elif kind == 1:  # a server that has forgotten: a gap, for now
            gone = sorted(chance.sample(range(1, len(log) + 1), min(2, len(log))))
            gaps = ((gone[0], gone[-1]),)
            reader.read(room.hear(Joined(True, "e", head, gone[0], some, gaps), now_s))
        else:
            reader.read(room.hear(Batch("e", head, some), now_s))
    whole = list(log)
    chance.shuffle(whole)
    reader.read(room.hear(Batch("e", len(log), tuple(whole)), now_s))

    assert [entry.seq for entry in reader.entries.values() if entry.is_gap] == []
    assert sorted(reader.entries) == left_of(log)
    assert room.place.last == len(log)
