import queue
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from cloud.errors import ErrorCode, SignInError
from cloud.outbox.events import MetricsUpdate, OutboxEvent, SessionEnded, SessionStarted
from cloud.outbox.record import ShowRecord, machine_percent
from cloud.outbox.sender import Rejected, SenderPhase, SenderState
from cloud.outbox.show import Beginning, Reading
from tests.cloud.outbox.showing import CHANNEL, T0

PATIENCE_S = 30.0
SHOW = Beginning(CHANNEL, T0, "ann", "Speedrun", "1080p30")


class Recorder:
    """A recorder that gives out what it took."""

    def __init__(self) -> None:
        self.taken: queue.SimpleQueue[OutboxEvent] = queue.SimpleQueue()
        self.is_signed_out = False

    def __call__(self, events: Sequence[OutboxEvent]) -> Sequence[Rejected]:
        if self.is_signed_out:
            raise SignInError(ErrorCode.CREDENTIALS_EXPIRED, profile="mine")
        for event in events:
            self.taken.put(event)
        return ()

    def next(self) -> OutboxEvent:
        """The next event that it takes."""
        return self.taken.get(timeout=PATIENCE_S)


@pytest.fixture
def recorder() -> Recorder:
    return Recorder()


@pytest.fixture
def states() -> "queue.SimpleQueue[SenderState]":
    return queue.SimpleQueue()


@pytest.fixture
def open_record(
    tmp_path: Path, recorder: Recorder, states: "queue.SimpleQueue[SenderState]"
) -> Iterator[Callable[[], ShowRecord]]:
    opened: list[ShowRecord] = []

    def open_record() -> ShowRecord:
        file = tmp_path / "outbox.sqlite3"
        record = ShowRecord(file, recorder, states.put, machine=lambda: (31.5, 44.0))
        record.start()
        opened.append(record)
        return record

    yield open_record
    for record in opened:
        record.close()


def test_a_show_is_recorded_from_start_to_end(
    open_record: Callable[[], ShowRecord], recorder: Recorder
) -> None:
    record = open_record()

    record.begin(SHOW)
    record.measure(Reading(T0 + 10_000, viewers=7, bitrate_bps=5e6))
    record.end(T0 + 20_000)

    begun, update, over = (recorder.next() for _ in range(3))
    assert isinstance(begun, SessionStarted)
    assert (begun.stream_title, begun.timestamp) == ("Speedrun", T0)
    assert isinstance(update, MetricsUpdate)
    assert (update.current_viewers, update.cpu_usage, update.memory_usage) == (7, 31.5, 44.0)
    assert isinstance(over, SessionEnded)
    assert (over.duration, over.peak_viewers, over.avg_bitrate) == (20.0, 7, 5e6)
    assert begun.session_id == update.session_id == over.session_id


def test_a_window_that_comes_back_goes_on_with_the_show(
    open_record: Callable[[], ShowRecord], recorder: Recorder
) -> None:
    first = open_record()
    first.begin(SHOW)
    begun = recorder.next()
    first.close()

    again = open_record()
    again.begin(SHOW)
    again.measure(Reading(T0 + 30_000))

    update = recorder.next()
    assert isinstance(update, MetricsUpdate)
    assert (update.session_id, update.sequence) == (begun.session_id, 1)


@pytest.mark.parametrize("is_another", [True, False])
def test_a_show_that_ended_unseen_ends_where_it_was_last_measured(
    is_another: bool, open_record: Callable[[], ShowRecord], recorder: Recorder
) -> None:
    first = open_record()
    first.begin(SHOW)
    first.measure(Reading(T0 + 10_000))
    recorder.next()
    recorder.next()
    first.close()

    again = open_record()
    if is_another:
        again.begin(Beginning(CHANNEL, T0 + 99_000))
    else:
        again.find_nothing_on_air()

    over = recorder.next()
    assert isinstance(over, SessionEnded)
    assert (over.timestamp, over.reason) == (T0 + 10_000, "interrupted")


def test_what_was_not_sent_is_sent_by_the_next_window(
    open_record: Callable[[], ShowRecord],
    recorder: Recorder,
    states: "queue.SimpleQueue[SenderState]",
) -> None:
    recorder.is_signed_out = True
    first = open_record()
    first.begin(SHOW)
    while states.get(timeout=PATIENCE_S).phase is not SenderPhase.HELD:
        pass
    first.close()
    recorder.is_signed_out = False

    open_record()

    assert isinstance(recorder.next(), SessionStarted)


def test_signing_in_again_sends_at_once(
    open_record: Callable[[], ShowRecord],
    recorder: Recorder,
    states: "queue.SimpleQueue[SenderState]",
) -> None:
    recorder.is_signed_out = True
    record = open_record()
    record.begin(SHOW)
    while states.get(timeout=PATIENCE_S).phase is not SenderPhase.HELD:
        pass
    recorder.is_signed_out = False

    record.retry_now()

    assert isinstance(recorder.next(), SessionStarted)


def test_without_a_show_there_is_nothing_to_tell(
    open_record: Callable[[], ShowRecord], recorder: Recorder
) -> None:
    record = open_record()
    record.measure(Reading(T0))
    record.end(T0)
    record.find_nothing_on_air()
    record.begin(SHOW)

    assert isinstance(recorder.next(), SessionStarted)


def test_a_file_that_can_not_be_used_is_told(
    tmp_path: Path,
    recorder: Recorder,
    states: "queue.SimpleQueue[SenderState]",
    expected_log: Callable[[str, str], None],
) -> None:
    expected_log("WARNING", "outbox can't be used")
    record = ShowRecord(tmp_path, recorder, states.put)

    record.start()

    assert states.get(timeout=PATIENCE_S).phase is SenderPhase.BROKEN
    record.close()


def test_the_machine_is_measured_in_percent() -> None:
    assert all(0 <= each <= 100 for each in machine_percent())
