import threading
from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from encoder.alerts import Alert, AlertKind
from encoder.engine.inputs import InputSlots
from encoder.engine.sourceslot import Surroundings
from encoder.errors import SourceError
from encoder.messages import PictureSized, SourceChanged, SourceState
from encoder.scenes import Input, Sound
from encoder.settings import Canvas, SourceSpec
from tests.fakes.eventlog import EventLog
from tests.fakes.sources import GONE_FOR_GOOD, FakeAlerts, FakeOpener, shade

DARK, BRIGHT = SourceSpec("fake", {"level": 50}), SourceSpec("fake", {"level": 200})
ONE, TWO = Input("one", DARK), Input("two", BRIGHT)
RUNNING = SourceState.RUNNING
HELLO = Alert("1", AlertKind.MESSAGE, "Aki", "hello")


@pytest.fixture
def opener() -> FakeOpener:
    return FakeOpener()


@pytest.fixture
def log() -> EventLog:
    return EventLog()


@pytest.fixture
def inputs(opener: FakeOpener, log: EventLog) -> Iterator[InputSlots]:
    slots = InputSlots(Surroundings(Canvas(160, 90), lambda: 0.0, log, opener, retry_s=0.05))
    yield slots
    opener.gate.set()
    slots.close()
    for thread in threading.enumerate():
        if thread.name.startswith("source-"):
            thread.join(30)
    assert all(source.is_closed.is_set() for source in opener.opened)


def level(inputs: InputSlots, input_id: str) -> int | None:
    shown = inputs.picture(input_id, 0.0)
    return None if shown is None else shade(shown.frame)


def wait_for_running(log: EventLog, input_id: str, count: int = 1) -> None:
    log.wait_for(
        SourceChanged, lambda event: event.input == input_id and event.state is RUNNING, count=count
    )


def test_every_input_is_open(inputs: InputSlots, log: EventLog) -> None:
    inputs.use((ONE, TWO))
    wait_for_running(log, "one")
    wait_for_running(log, "two")

    assert (level(inputs, "one"), level(inputs, "two")) == (50, 200)
    assert inputs.sound("one", 0, 1024) is not None
    assert inputs.picture("three", 0.0) is None
    assert inputs.sound("three", 0, 1024) is None
    assert inputs.states() == [
        SourceChanged("one", "fake", RUNNING),
        SourceChanged("two", "fake", RUNNING),
        PictureSized("one", 160, 90),
        PictureSized("two", 160, 90),
    ]


def test_another_name_another_sound_and_another_order_change_no_source(
    inputs: InputSlots, opener: FakeOpener, log: EventLog
) -> None:
    inputs.use((ONE, TWO))
    wait_for_running(log, "two")
    inputs.use((TWO, replace(ONE, name="First", sound=Sound(gain_db=-6))))
    inputs.check(frozenset({"one", "two"}), 10)

    assert opener.tries == 2
    assert not any(source.is_closed.is_set() for source in opener.opened)


def test_another_source_shows_the_last_picture_until_its_own_comes(
    inputs: InputSlots, opener: FakeOpener, log: EventLog
) -> None:
    inputs.use((ONE,))
    wait_for_running(log, "one")
    assert level(inputs, "one") == 50
    opener.gate.clear()
    inputs.use((replace(ONE, source=BRIGHT),))
    assert level(inputs, "one") == 50
    opener.gate.set()
    wait_for_running(log, "one", 2)

    assert level(inputs, "one") == 200
    assert opener.opened[0].is_closed.is_set()


def test_a_source_that_moves_to_another_input_is_closed_before_it_is_opened_again(
    inputs: InputSlots, opener: FakeOpener, log: EventLog
) -> None:
    was_closed: list[bool] = []
    opener.refuse = lambda spec: was_closed.extend(
        source.is_closed.is_set() for source in opener.opened
    )
    inputs.use((ONE,))
    wait_for_running(log, "one")
    inputs.use((replace(ONE, id="other"),))
    wait_for_running(log, "other")

    assert was_closed == [True]


def test_nobody_waits_for_a_source_that_is_removed_while_it_opens(
    inputs: InputSlots, opener: FakeOpener, log: EventLog
) -> None:
    opener.gate.clear()
    inputs.use((ONE,))
    log.wait_for(SourceChanged)
    inputs.use(())
    assert inputs.states() == []
    opener.gate.set()
    inputs.use((TWO,))
    wait_for_running(log, "two")

    assert inputs.picture("one", 0.0) is None


def test_only_the_inputs_that_are_asked_for_are_waited_for(
    inputs: InputSlots, opener: FakeOpener
) -> None:
    opener.refuse = lambda spec: GONE_FOR_GOOD if spec == BRIGHT else None
    inputs.use((ONE, TWO))
    inputs.check(frozenset({"one"}), 10)

    with pytest.raises(SourceError):
        inputs.check(frozenset({"one", "two"}), 10)


def test_only_what_shows_the_chat_hears_of_it(
    inputs: InputSlots, log: EventLog, opener: FakeOpener
) -> None:
    inputs.use((ONE, Input("chat", SourceSpec("alerts"))))
    wait_for_running(log, "one")
    wait_for_running(log, "chat")
    inputs.alert(HELLO)

    (chat,) = (each for each in opener.opened if isinstance(each, FakeAlerts))
    assert chat.heard == [HELLO]
