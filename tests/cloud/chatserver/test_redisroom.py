"""What one node knows of a room: heard in order and once, and what it could give back."""

from chatclient.wire.envelopes import Envelope, Kind
from cloud.chatserver.log import numbered
from cloud.chatserver.redisring import Entry
from cloud.chatserver.redisroom import Room, blob, packed, unpacked
from tests.cloud.chatserver.heardtail import said


def _entry(seq: int) -> Entry:
    return Entry(Envelope(seq, Kind.NOTICE, 0), f"name {seq}")


def _room(*seqs: int) -> Room:
    room = Room("r")
    room.begin("e", seqs[-1], seqs[0], [_entry(seq) for seq in seqs])
    return room


def test_what_was_heard_is_not_heard_again() -> None:
    room = _room(1, 2)

    assert [item.seq for item in room.hear([_entry(2), _entry(3)])] == [3]
    assert room.hear([_entry(3)]) == []
    assert (room.heard, room.known) == (3, 3)


def test_what_is_acknowledged_but_not_heard_could_be_given_back() -> None:
    room = _room(1, 2)
    room.acknowledge(_entry(5))
    room.acknowledge(_entry(4))
    room.acknowledge(_entry(2))

    assert room.known == 5
    assert [entry.envelope.seq for entry in room.holdings(1)] == [2, 4, 5]
    room.hear([_entry(3), _entry(4)])
    assert [entry.envelope.seq for entry in room.holdings(1)] == [2, 3, 4, 5]


def test_what_reaches_behind_the_ring_is_not_answered_from_it() -> None:
    room = _room(5, 6, 9)

    assert room.after(3, 10) is None
    page = room.after(4, 10)
    assert page is not None
    assert [item.seq for item in page.items] == [5, 6, 9]
    assert (page.head, page.first, page.gaps) == (9, 5, ((7, 8),))
    beyond = room.after(9, 10)
    assert beyond is not None
    assert (beyond.items, beyond.gaps) == ((), ())


def test_a_new_order_forgets_the_one_before() -> None:
    room = _room(1, 2)
    room.acknowledge(_entry(7))
    room.begin("f", 4, 4, [_entry(4)])

    assert [entry.envelope.seq for entry in room.holdings()] == [4]
    assert (room.epoch, room.heard, room.known) == ("f", 4, 4)
    assert room.newest(10).items == (_entry(4).envelope,)


def test_an_entry_is_the_same_after_its_way_through_the_log() -> None:
    entry = Entry(numbered(said("a\nb 絵"), 7), "aki/a\nb")

    assert unpacked(packed(entry)) == ("", entry)


def test_a_draft_is_its_envelope_but_for_the_number() -> None:
    draft = said("hello")
    json, _, _ = packed(Entry(numbered(draft, 7), "")).partition(b"\n")

    assert b'{"s":7,' + blob(draft) == json
