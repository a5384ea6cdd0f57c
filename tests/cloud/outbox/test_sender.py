import queue
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from cloud.errors import CallThrottled, CloudError, CloudUnreachable, ErrorCode, SignInError
from cloud.outbox.events import OutboxEvent, event_id
from cloud.outbox.outbox import Outbox
from cloud.outbox.sender import Rejected, Sender, SenderPhase, SenderState
from tests.cloud.outbox.showing import a_show, started, update

PATIENCE_S = 30.0


class Recorder:
    """A recorder that fails as often as it is told to, after or before it took the events."""

    def __init__(self) -> None:
        self.taken: list[OutboxEvent] = []
        self.failures: list[CloudError] = []
        self.is_losing_answers = False
        self.rejected: set[str] = set()

    def __call__(self, events: Sequence[OutboxEvent]) -> Sequence[Rejected]:
        if self.is_losing_answers:
            self.taken += events
        if self.failures:
            raise self.failures.pop(0)
        if not self.is_losing_answers:
            self.taken += events
        self.is_losing_answers = False
        return [Rejected(event_id(each), "no") for each in events if event_id(each) in
                self.rejected]  # fmt: skip


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Outbox]:
    box = Outbox(tmp_path / "outbox.sqlite3")
    yield box
    box.close()


@pytest.fixture
def recorder() -> Recorder:
    return Recorder()


class Line:
    """A sender that is told of."""

    def __init__(self, box: Outbox, recorder: Recorder, *, held_pause_s: float = 60.0) -> None:
        self.states: queue.SimpleQueue[SenderState] = queue.SimpleQueue()
        self.sender = Sender(
            box, recorder, self.states.put, first_pause_s=0.001, held_pause_s=held_pause_s
        )

    def until(self, phase: SenderPhase) -> SenderState:
        """Wait until the sender is in this phase."""
        while (state := self.states.get(timeout=PATIENCE_S)).phase is not phase:
            pass
        return state


@pytest.fixture
def line(box: Outbox, recorder: Recorder) -> Iterator[Line]:
    line = Line(box, recorder)
    yield line
    line.sender.close()


def test_everything_is_sent_in_its_order(box: Outbox, recorder: Recorder, line: Line) -> None:
    show = a_show(120)
    for event in show:
        box.put(event)

    line.sender.start()

    assert line.until(SenderPhase.IDLE).waiting == 0
    assert recorder.taken == show


def test_what_comes_later_is_sent_at_once(box: Outbox, recorder: Recorder, line: Line) -> None:
    line.sender.start()
    line.until(SenderPhase.IDLE)

    box.put(started())
    line.sender.wake()
    line.until(SenderPhase.SENDING)
    line.until(SenderPhase.IDLE)

    assert recorder.taken == [started()]


def test_offline_it_waits_and_goes_on_by_itself(
    box: Outbox, recorder: Recorder, line: Line
) -> None:
    recorder.failures = [CloudUnreachable("lambda", "us-east-1", "Timeout")] * 5
    for event in a_show(2):
        box.put(event)

    line.sender.start()

    waiting = line.until(SenderPhase.WAITING)
    assert waiting.waiting == 4
    assert waiting.problem is not None
    assert waiting.problem.code is ErrorCode.CLOUD_UNREACHABLE
    line.until(SenderPhase.IDLE)
    assert recorder.taken == a_show(2)


def test_an_answer_that_was_lost_only_repeats_what_was_sent(
    box: Outbox, recorder: Recorder, line: Line
) -> None:
    recorder.failures = [CloudUnreachable("lambda", "us-east-1", "Reset")]
    recorder.is_losing_answers = True
    for event in a_show(2):
        box.put(event)

    line.sender.start()
    line.until(SenderPhase.IDLE)

    ids = [event_id(each) for each in recorder.taken]
    assert ids == [event_id(each) for each in a_show(2)] * 2


def test_signed_out_it_says_so_and_goes_on_when_told(
    box: Outbox, recorder: Recorder, line: Line
) -> None:
    recorder.failures = [SignInError(ErrorCode.CREDENTIALS_EXPIRED, profile="mine")]
    box.put(started())

    line.sender.start()
    held = line.until(SenderPhase.HELD)
    assert held.problem is not None
    assert held.problem.code is ErrorCode.CREDENTIALS_EXPIRED
    assert recorder.taken == []
    line.sender.retry_now()

    line.until(SenderPhase.IDLE)
    assert recorder.taken == [started()]


def test_what_is_put_in_does_not_shorten_a_pause(
    box: Outbox, recorder: Recorder, line: Line
) -> None:
    recorder.failures = [SignInError(ErrorCode.CREDENTIALS_EXPIRED, profile="mine")]
    box.put(started())
    line.sender.start()
    line.until(SenderPhase.HELD)

    box.put(update(1))
    line.sender.wake()

    with pytest.raises(queue.Empty):
        line.states.get_nowait()
    line.sender.retry_now()
    line.until(SenderPhase.IDLE)
    assert recorder.taken == [started(), update(1)]


def test_what_the_recorder_refuses_does_not_hold_up_the_rest(
    box: Outbox, recorder: Recorder, line: Line, expected_log: Callable[[str, str], None]
) -> None:
    expected_log("WARNING", "refused an event: no")
    recorder.rejected = {"show-1:1"}
    for event in a_show(2):
        box.put(event)

    line.sender.start()

    state = line.until(SenderPhase.IDLE)
    assert (state.waiting, state.rejected) == (0, 1)


def test_closed_it_leaves_the_rest_for_the_next_time(
    box: Outbox, recorder: Recorder, line: Line
) -> None:
    recorder.failures = [SignInError(ErrorCode.CREDENTIALS_EXPIRED, profile="mine")]
    box.put(started())
    line.sender.start()
    line.until(SenderPhase.HELD)

    line.sender.close()

    assert box.waiting == 1
    again = Line(box, recorder)
    again.sender.start()
    again.until(SenderPhase.IDLE)
    again.sender.close()
    assert recorder.taken == [started()]


def test_pauses_grow_and_are_spread(box: Outbox, recorder: Recorder) -> None:
    sender = Sender(box, recorder, lambda _: None, chance=lambda: 1.0)
    pauses = sender._pauses()
    assert [next(pauses) for _ in range(9)] == [1, 2, 4, 8, 16, 32, 64, 120, 120]
    halves = Sender(box, recorder, lambda _: None, chance=lambda: 0.0)._pauses()
    assert next(halves) == 0.5


def test_a_throttled_recorder_is_asked_again(box: Outbox, recorder: Recorder, line: Line) -> None:
    recorder.failures = [CallThrottled("lambda:InvokeFunction")]
    box.put(started())

    line.sender.start()
    line.until(SenderPhase.WAITING)
    line.until(SenderPhase.IDLE)

    assert recorder.taken == [started()]


def test_an_outbox_that_breaks_is_told(
    box: Outbox, line: Line, expected_log: Callable[[str, str], None]
) -> None:
    expected_log("WARNING", "outbox can't be used")
    box.close()

    line.sender.start()

    line.until(SenderPhase.BROKEN)
