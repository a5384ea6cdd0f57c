import threading

from chatclient.messages import (
    Arrived,
    Began,
    ChatEvent,
    ConnectionChanged,
    Counted,
    FeedMeasured,
    OwnChanged,
    OwnState,
    Phase,
    RoomChanged,
)
from chatclient.settings import SocketIoChat
from chatclient.wire.envelopes import MessageBody
from desktop.bridges.chatfeed import SLICE, ChatFeed, Tell
from desktop.chatting.road import Entry as Door
from desktop.chatting.road import Road
from tests.fakes.chat import FakeChat, entry_of

ROAD = Road("r", SocketIoChat("http://127.0.0.1:1", "r"), Door.PRACTICE, "Host")


class Told:
    """A feed with its client, and how often it woke."""

    def __init__(self, most_waiting: int = 100_000) -> None:
        self.wakes = 0
        self.overheard: list[ChatEvent] = []
        self.clients: list[FakeChat] = []
        self.feed = ChatFeed(self._make, self._wake, self.overheard.append, most_waiting)

    def _make(self, tell: Tell) -> FakeChat:
        self.clients.append(FakeChat(ROAD, "", tell))
        return self.clients[-1]

    def _wake(self, feed: ChatFeed) -> None:
        self.wakes += 1


def said(first: int, last: int) -> Arrived:
    return Arrived(tuple(entry_of(seq, MessageBody("x")) for seq in range(first, last + 1)))


def seqs(event: ChatEvent) -> list[int]:
    assert isinstance(event, Arrived)
    return [entry.seq for entry in event.entries]


def test_many_small_arrivals_are_taken_as_one() -> None:
    told = Told()

    for seq in (1, 2, 3):
        told.feed.tell(said(seq, seq))

    (event,) = told.feed.take()
    assert seqs(event) == [1, 2, 3]
    assert told.wakes == 1


def test_the_order_of_everything_is_kept() -> None:
    told = Told()
    events: list[ChatEvent] = [
        said(1, 1),
        Began("e2"),
        said(1, 2),
        ConnectionChanged(Phase.WAITING),
    ]
    for event in events:
        told.feed.tell(event)

    taken: list[ChatEvent] = []
    while batch := told.feed.take():
        taken += batch

    assert taken == events
    assert told.wakes == len(events) - 1


def test_no_turn_takes_more_than_a_slice() -> None:
    told = Told()
    for start in range(1, 3 * SLICE, 500):
        told.feed.tell(said(start, start + 499))

    sizes = []
    while batch := told.feed.take():
        sizes.append(len(seqs(batch[0])))

    assert sizes == [SLICE, SLICE, SLICE]


def test_what_is_removed_goes_and_what_fills_a_gap_stays() -> None:
    told = Told()
    filling = entry_of(2, MessageBody("late"))
    told.feed.tell(said(1, 3))
    told.feed.tell(Arrived(removed=frozenset({3})))
    told.feed.tell(Arrived((filling,), frozenset({2})))

    (event,) = told.feed.take()

    assert isinstance(event, Arrived)
    assert event.entries == (said(1, 1).entries[0], filling)
    assert event.removed == {2, 3}


def test_what_was_missed_is_not_mixed_with_what_is_said_now() -> None:
    told = Told()
    told.feed.tell(Arrived(said(1, 2).entries, is_backlog=True))
    told.feed.tell(said(3, 3))

    first, second = told.feed.take(), told.feed.take()

    assert [seqs(first[0]), seqs(second[0])] == [[1, 2], [3]]


def test_of_figures_only_the_newest_wait() -> None:
    told = Told()
    for number in range(5):
        told.feed.tell(Counted(number))
        told.feed.tell(FeedMeasured(float(number)))
        told.feed.tell(RoomChanged(words=(str(number),)))

    assert told.feed.take() == [Counted(4), FeedMeasured(4.0), RoomChanged(words=("4",))]


def test_what_finds_no_room_is_a_gap_that_is_counted() -> None:
    told = Told(most_waiting=100)
    for start in range(1, 301, 50):
        told.feed.tell(said(start, start + 49))

    (event,) = told.feed.take()
    assert isinstance(event, Arrived)
    gaps = [entry for entry in event.entries if entry.is_gap]
    assert told.feed.losses == 250
    assert [(gap.seq, gap.gap_to) for gap in gaps] == [
        (start, start + 49) for start in range(1, 251, 50)
    ]
    assert [entry.seq for entry in event.entries if not entry.is_gap] == [*range(251, 301)]
    assert len([each for each in told.overheard if isinstance(each, Arrived)]) == 6


def test_what_comes_one_by_one_finds_no_more_room_than_the_rest() -> None:
    told = Told(most_waiting=3)
    for seq in range(1, 11):
        told.feed.tell(said(seq, seq))
        told.feed.tell(OwnChanged(f"own{seq}", "", "", OwnState.SENDING))

    events = [event for _ in range(20) for event in told.feed.take()]

    entries = [entry for event in events if isinstance(event, Arrived) for entry in event.entries]
    assert [(entry.seq, entry.gap_to) for entry in entries] == [(1, 8), (9, 0), (10, 0)]
    assert told.feed.losses == 8
    assert len([event for event in events if isinstance(event, OwnChanged)]) == 10


def test_what_finds_no_room_before_a_list_began_anew_is_no_gap_in_the_new_one() -> None:
    told = Told(most_waiting=1)
    told.feed.tell(said(7, 7))
    told.feed.tell(Began("new"))
    told.feed.tell(said(1, 1))

    events = [event for _ in range(5) for event in told.feed.take()]

    assert events == [Began("new"), said(1, 1)]
    assert told.feed.losses == 1


def test_the_client_is_opened_once_and_closed() -> None:
    told = Told()

    told.feed.open()
    told.feed.close()
    told.feed.close()

    (client,) = told.clients
    assert client.is_started
    assert client.is_closed


def test_a_client_is_not_made_after_the_end() -> None:
    told = Told()

    told.feed.close()
    told.feed.open()

    assert told.clients == []


def test_an_end_waits_for_an_opening_under_way() -> None:
    opening, may_open = threading.Event(), threading.Event()
    clients: list[FakeChat] = []

    def make(tell: Tell) -> FakeChat:
        opening.set()
        may_open.wait(30)
        clients.append(FakeChat(ROAD, "", tell))
        return clients[0]

    feed = ChatFeed(make, lambda _: None, lambda _: None)
    opener = threading.Thread(target=feed.open)
    opener.start()
    assert opening.wait(30)
    closer = threading.Thread(target=feed.close)
    closer.start()
    may_open.set()
    for thread in (opener, closer):
        thread.join(30)

    assert clients[0].is_closed


def test_nothing_is_told_after_the_end() -> None:
    told = Told()
    told.feed.open()
    told.feed.close()

    told.clients[0].says(said(1, 1))

    assert told.feed.take() == []
    assert told.wakes == 0


def test_a_waking_that_was_lost_is_made_up_for() -> None:
    told = Told()
    told.feed.tell(said(1, 1))

    told.feed.miss()
    told.feed.tell(said(2, 2))

    assert told.wakes == 2
    assert seqs(told.feed.take()[0]) == [1, 2]
