import time
from collections.abc import Callable, Iterator

import av
import pytest

from encoder.engine.layerpainter import Shown
from encoder.engine.sources.base import NowFunction
from encoder.engine.sourceslot import SourceSlot, Surroundings
from encoder.errors import ErrorCode, Problem, SourceError
from encoder.messages import PictureSized, SourceChanged, SourceState
from encoder.scenes import Input
from encoder.settings import Canvas, SourceSpec
from tests.encoder.engine.canvases import rgb
from tests.fakes.eventlog import EventLog
from tests.fakes.sources import GONE_FOR_GOOD, LOST, FakeOpener, FakeSource, shade

CAMERA = Input("camera", SourceSpec("fake", {"level": 120}), "Front")
CANVAS = Canvas(160, 90)
OPENING, RUNNING, FAILED = SourceState.OPENING, SourceState.RUNNING, SourceState.FAILED

Slots = Callable[..., SourceSlot]


@pytest.fixture
def log() -> EventLog:
    return EventLog()


@pytest.fixture
def opener() -> FakeOpener:
    return FakeOpener()


@pytest.fixture
def slots(log: EventLog, opener: FakeOpener) -> Iterator[Slots]:
    made: list[SourceSlot] = []

    def make(
        retry_s: float = 0.05,
        predecessors: tuple[SourceSlot, ...] = (),
    ) -> SourceSlot:
        around = Surroundings(CANVAS, lambda: 0.0, log, opener, str.title, retry_s)
        slot = SourceSlot(CAMERA, around, None, predecessors)
        made.append(slot)
        return slot

    yield make
    opener.gate.set()
    for slot in made:
        slot.close()


def running(log: EventLog, count: int = 1) -> None:
    log.wait_for(SourceChanged, lambda event: event.state is RUNNING, count=count)


def frame_of(shown: Shown | None) -> av.VideoFrame | None:
    assert shown is None or not shown.is_slate
    return None if shown is None else shown.frame


def states(log: EventLog) -> list[SourceState]:
    return [event.state for event in log.all(SourceChanged)]


def test_a_source_that_opens_gives_picture_and_sound(slots: Slots, log: EventLog) -> None:
    slot = slots()
    running(log)

    assert shade(frame_of(slot.picture(0.0))) == 120
    sound = slot.sound(0, 1024)
    assert sound is not None
    assert sound.shape == (2, 1024)
    assert slot.wait_until_settled(10) is None
    assert states(log) == [OPENING, RUNNING]
    assert slot.state == SourceChanged("camera", "fake", RUNNING)


def test_nobody_waits_for_a_source_that_takes_long_to_open(
    slots: Slots, opener: FakeOpener, log: EventLog
) -> None:
    opener.gate.clear()
    slot = slots()

    assert slot.picture(0.0) is None
    assert slot.sound(0, 1024) is None
    assert slot.wait_until_settled(0.01) is None
    assert slot.state.state is OPENING
    opener.gate.set()
    running(log)
    assert shade(frame_of(slot.picture(0.0))) == 120


def test_a_slate_stands_in_for_a_source_that_is_lost_until_it_gives_pictures_again(
    slots: Slots, opener: FakeOpener, log: EventLog
) -> None:
    slot = slots()
    running(log)
    last = frame_of(slot.picture(0.0))
    opener.gate.clear()
    opener.opened[0].fail_with = LOST

    assert frame_of(slot.picture(0.1)) is last  # until the slate is drawn
    assert slot.sound(0, 1024) is None
    log.wait_for(SourceChanged, lambda event: event.state is OPENING, count=2)
    assert opener.opened[0].is_closed.is_set()
    slate = slot.picture(0.2)
    assert slate is not None
    assert slate.is_slate
    assert (slate.frame.width, slate.frame.height) == (160, 90)

    opener.gate.set()
    running(log, 2)
    assert states(log) == [OPENING, RUNNING, FAILED, OPENING, RUNNING]
    problem = log.all(SourceChanged)[2].problem
    assert problem is not None
    assert problem.message == "The source “Fake” stopped delivering: unplugged."
    assert frame_of(slot.picture(0.3)) is opener.opened[1].frame
    assert slot.wait_until_settled(0) is None


def test_a_slate_stays_until_the_source_that_was_opened_again_has_a_picture(
    slots: Slots, opener: FakeOpener, log: EventLog
) -> None:
    opener.refuse = lambda spec: LOST if opener.tries == 1 else None
    slot = slots()
    log.wait_for(SourceChanged, lambda event: event.state is FAILED)
    running(log)
    picture, opener.opened[0].frame = opener.opened[0].frame, None

    shown = slot.picture(0.0)
    assert shown is not None
    assert shown.is_slate
    opener.opened[0].frame = picture
    assert frame_of(slot.picture(0.1)) is picture


def test_the_sound_of_a_source_can_be_what_fails(
    slots: Slots, opener: FakeOpener, log: EventLog
) -> None:
    slot = slots()
    running(log)
    opener.opened[0].fail_with = LOST

    assert slot.sound(0, 1024) is None
    running(log, 2)
    assert slot.sound(0, 1024) is not None


def test_a_fault_inside_a_source_is_only_its_own(
    slots: Slots, opener: FakeOpener, log: EventLog
) -> None:
    slot = slots()
    running(log)
    opener.opened[0].fail_with = ZeroDivisionError()
    slot.picture(0.0)
    running(log, 2)
    problem = log.all(SourceChanged)[2].problem
    assert problem == Problem(
        ErrorCode.SOURCE_LOST, {"kind": CAMERA.source.kind.title(), "reason": "ZeroDivisionError"}
    )  # its kind by the title that users know


def test_a_source_that_does_not_open_is_tried_again_after_a_rest(
    slots: Slots, opener: FakeOpener, log: EventLog
) -> None:
    opener.refuse = lambda spec: LOST if opener.tries < 4 else None
    began_s = time.monotonic()
    slot = slots(retry_s=0.1)
    running(log)

    assert time.monotonic() - began_s >= 0.3
    assert states(log) == [OPENING, FAILED] * 3 + [OPENING, RUNNING]
    assert slot.wait_until_settled(0) is None


@pytest.mark.parametrize("is_open", [False, True])
def test_what_can_not_be_cured_is_not_tried_again(
    slots: Slots, opener: FakeOpener, log: EventLog, is_open: bool
) -> None:
    if not is_open:
        opener.refuse = lambda spec: GONE_FOR_GOOD
    slot = slots(retry_s=0.01)
    if is_open:
        running(log)
        opener.opened[0].fail_with = GONE_FOR_GOOD
        slot.picture(0.0)
    log.wait_for(SourceChanged, lambda event: event.state is FAILED)

    with pytest.raises(AssertionError, match="never came"):
        log.wait_for(SourceChanged, lambda e: e.state is OPENING, count=2, timeout_s=0.2)
    assert slot.wait_until_settled(0) == GONE_FOR_GOOD.problem
    assert opener.tries == 1


@pytest.mark.parametrize("problem", [LOST, GONE_FOR_GOOD, None])
def test_closing_is_prompt_whatever_it_waits_for(
    slots: Slots, opener: FakeOpener, log: EventLog, problem: SourceError | None
) -> None:
    opener.refuse = lambda spec: problem
    slot = slots(retry_s=60.0)
    log.wait_for(SourceChanged, lambda event: event.state is not OPENING)
    began_s = time.monotonic()
    slot.close()

    assert time.monotonic() - began_s < 10
    assert all(source.is_closed.is_set() for source in opener.opened)


def test_a_source_that_opens_while_it_is_being_closed_is_closed_too(
    slots: Slots, opener: FakeOpener, log: EventLog
) -> None:
    opener.gate.clear()
    slot = slots()
    log.wait_for(SourceChanged)
    assert not slot.close(0.01)
    opener.gate.set()
    assert slot.close()

    assert [source.is_closed.is_set() for source in opener.opened] == [True]
    assert states(log) == [OPENING]  # another one may be in its place already


def test_a_device_is_opened_only_after_those_before_it_have_closed(
    slots: Slots, opener: FakeOpener, log: EventLog
) -> None:
    opener.gate.clear()
    first = slots()
    log.wait_for(SourceChanged)
    slots(predecessors=(first,))
    first.retire()
    log.wait_for(SourceChanged, count=2)
    assert states(log) == [OPENING, OPENING]
    assert opener.tries == 1
    opener.gate.set()
    running(log)

    assert first.has_ended
    assert opener.opened[0].is_closed.is_set()
    assert not opener.opened[1].is_closed.is_set()


def test_one_that_waits_for_another_can_be_closed(
    slots: Slots, opener: FakeOpener, log: EventLog
) -> None:
    opener.gate.clear()
    first = slots()
    log.wait_for(SourceChanged)
    second = slots(predecessors=(first,))

    assert second.close(5)
    assert opener.tries == 1


def test_a_very_large_still_is_made_smaller_on_the_slots_own_thread(
    slots: Slots, opener: FakeOpener, log: EventLog
) -> None:
    slot = slots()
    running(log)
    opener.opened[0].frame = rgb(1600, 900, (255, 255, 255))
    shown = None
    while shown is None:
        shown = frame_of(slot.picture(0.0))

    assert (shown.width, shown.height) == (226, 127)
    assert slot.size == PictureSized("camera", 1600, 900)


class Stuck(FakeSource):
    """A source that can't even be closed properly."""

    def close(self) -> None:
        raise ZeroDivisionError


def test_a_source_that_fails_to_close_is_opened_again_all_the_same(
    log: EventLog, expected_log: Callable[[str, str], None]
) -> None:
    expected_log("WARNING", "camera could not be closed")
    sources: list[Stuck] = []

    def open_stuck(spec: SourceSpec, canvas: Canvas, now: NowFunction) -> Stuck:
        sources.append(Stuck(spec, canvas))
        return sources[-1]

    slot = SourceSlot(CAMERA, Surroundings(CANVAS, lambda: 0.0, log, open_stuck, retry_s=0.01))
    running(log)
    sources[0].fail_with = LOST
    slot.picture(0.0)
    running(log, 2)

    assert slot.close(10)
