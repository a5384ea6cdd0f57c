from hypothesis import given, settings
from hypothesis import strategies as st

from chatclient.wire.envelopes import Envelope
from chatclient.wire.pages import Segment
from cloud.chatserver.roombacklog import RoomBacklog


def said(*seqs: int) -> list[Envelope]:
    return [Envelope(seq, "msg", seq) for seq in seqs]


def settled(mark: int = 0) -> RoomBacklog:
    backlog = RoomBacklog()
    backlog.settle("a", mark)
    return backlog


def test_a_new_one_has_nothing_to_do() -> None:
    backlog = RoomBacklog()

    assert not backlog.has_work
    assert not backlog.is_settled
    assert backlog.behind == 0


def test_a_batch_begins_right_after_what_is_kept() -> None:
    backlog = settled(mark=2)
    backlog.heard("a", said(1, 2, 3, 4, 6), head=6)

    batch = backlog.next_batch(10)

    assert batch == said(3, 4)
    assert backlog.behind == 4
    assert backlog.wrote(batch) == 2
    assert backlog.has_hole
    assert backlog.next_number() == ("a", 6)


def test_a_batch_ends_with_its_epoch() -> None:
    backlog = settled()
    backlog.heard("a", said(1), head=1)
    backlog.heard("b", said(2), head=2)

    assert backlog.next_batch(10) == said(1)


def test_what_did_not_fit_is_a_hole() -> None:
    backlog = settled()
    backlog.heard("a", [], head=3)

    assert backlog.next_batch(10) == []
    assert backlog.has_hole
    assert backlog.filled("a", 3, said(1, 2, 3)) == 0
    assert not backlog.has_work


def test_what_the_log_has_no_more_is_counted() -> None:
    backlog = settled()
    backlog.heard("a", said(5), head=5)

    assert backlog.filled("a", 5, []) == 4
    assert backlog.next_batch(10) == said(5)


def test_another_order_takes_the_place_of_what_was_laid_down() -> None:
    backlog = settled(mark=1)
    backlog.heard("a", said(3), head=3)

    backlog.filled("b", 9, said(2, 3))

    assert backlog.is_settled_in("b")
    assert not backlog.queue
    assert backlog.behind == 6


def test_a_segment_waits_for_what_was_said_before_it() -> None:
    backlog = settled()
    first, second = Segment(1, 0, 2000), Segment(2, 2000, 2000)
    backlog.heard("a", said(1), head=1)
    backlog.told([first])
    backlog.heard("a", said(2), head=2)
    backlog.told([second])

    assert backlog.ripe_segments() == []
    backlog.wrote(backlog.next_batch(1))
    assert backlog.ripe_segments() == [first]
    backlog.wrote_segments(1)
    backlog.wrote(backlog.next_batch(1))
    assert backlog.ripe_segments() == [second]
    backlog.wrote_segments(1)
    assert not backlog.has_work


def test_a_state_waits_for_what_it_is_made_of() -> None:
    backlog = settled()
    backlog.heard("a", said(1), head=1)
    backlog.state = (1, b"")
    backlog.wrote(backlog.next_batch(10))

    assert backlog.has_work
    backlog.state = (2, b"")
    assert not backlog.has_work


@settings(max_examples=40)
@given(st.lists(st.booleans(), min_size=1, max_size=40), st.integers(1, 5))
def test_whatever_fits_all_of_it_is_kept_in_order(fits: list[bool], limit: int) -> None:
    backlog = settled()
    log = said(*range(1, len(fits) + 1))
    for envelope, fit in zip(log, fits, strict=True):
        backlog.heard("a", [envelope] if fit else [], envelope.seq)

    kept: list[Envelope] = []
    while backlog.has_work:
        batch = backlog.next_batch(limit)
        if batch:
            backlog.wrote(batch)
        elif backlog.has_hole:
            batch = [item for item in log if item.seq > backlog.mark][:limit]
            assert backlog.filled("a", len(log), batch) == 0
        kept += batch

    assert kept == log
