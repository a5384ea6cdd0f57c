from collections.abc import Sequence

import pytest

from cloud.functions.recorder.books import Stream
from cloud.functions.recorder.events import Origin
from cloud.functions.recorder.reconciling import Reconciler
from tests.cloud.functions.recorder.told import (
    CHANNEL,
    SHOW,
    T0,
    Desk,
    ended,
    sample,
    started,
)

IVS = f"arn:aws:ivs:us-east-1:123456789012:channel/{CHANNEL}"
MEDIALIVE = f"arn:aws:medialive:us-east-1:123456789012:channel:{CHANNEL}"
HOUR_MS = 3_600_000
STREAM = "st-" + "x" * 22


class Books:
    """What the services say."""

    def __init__(self, *streams: Stream, is_running: bool = False) -> None:
        self._streams = streams
        self._is_running = is_running
        self.audience: int | None = None

    def streams(self, arn: str, since_ms: int) -> Sequence[Stream]:
        return self._streams

    def is_running(self, arn: str) -> bool:
        return self._is_running

    def viewers(self, arn: str) -> int | None:
        return self.audience


def reconcile(desk: Desk, books: Books, arn: str = IVS) -> int:
    return Reconciler(desk.recorder, desk.store, books, arn, lambda: desk.now_ms).reconcile()


@pytest.fixture
def desk() -> Desk:
    return Desk(now_ms=T0 + 3 * HOUR_MS)


def test_a_stream_that_nobody_told_of_is_recorded(desk: Desk) -> None:
    books = Books(Stream("st-1", T0, T0 + HOUR_MS))

    assert reconcile(desk, books) == 1
    assert reconcile(desk, books) == 0

    assert desk.store.kept["st-1"].duration_s == 3600
    assert desk.values("StreamsEnded") == [1]


def test_a_lost_end_is_taken_from_the_books(desk: Desk) -> None:
    desk.recorder.record([started("st-1", T0, Origin.IVS)])

    assert reconcile(desk, Books(Stream("st-1", T0, T0 + HOUR_MS))) == 1

    assert desk.store.kept["st-1"].ended_ms == T0 + HOUR_MS


def test_a_lost_beginning_is_taken_from_the_books(desk: Desk) -> None:
    desk.recorder.record([ended("st-1", T0 + HOUR_MS, origin=Origin.IVS)])

    reconcile(desk, Books(Stream("st-1", T0, T0 + HOUR_MS)))

    assert desk.store.kept["st-1"].started_ms == T0


def test_a_show_whose_desktop_vanished_ends_where_it_was_last_seen(desk: Desk) -> None:
    desk.recorder.record([started(), sample(T0 + HOUR_MS)])

    assert reconcile(desk, Books(Stream("st-1", T0 + 2_000, T0 + HOUR_MS))) == 1

    show = desk.store.kept[SHOW]
    assert (show.ended_ms, show.end_reason) == (T0 + HOUR_MS, "reconciled")
    assert show.streams == ("st-1",)


@pytest.mark.parametrize(
    ("books", "arn"),
    [(Books(Stream("st-1", T0, None)), IVS), (Books(is_running=True), MEDIALIVE)],
)
def test_what_still_runs_is_left_alone(desk: Desk, books: Books, arn: str) -> None:
    desk.recorder.record([started()])

    reconcile(desk, books, arn)

    assert desk.store.kept[SHOW].is_live


def test_a_show_that_was_heard_of_just_now_is_left_alone(desk: Desk) -> None:
    desk.recorder.record([started(), sample(desk.now_ms - 60_000)])

    assert reconcile(desk, Books()) == 0
    assert reconcile(desk, Books(), MEDIALIVE) == 0

    assert desk.store.kept[SHOW].is_live
