import queue
import threading
import time
from collections.abc import Callable, Iterator
from multiprocessing import Pipe

import pytest

from encoder.engine.clients import FAREWELL_S, OUTBOX_EVENTS, Client
from encoder.errors import ErrorCode
from encoder.link import Link, LinkClosed
from encoder.messages import (
    Alive,
    Attach,
    Command,
    Event,
    Failed,
    PreviewReady,
    PreviewSlots,
    ReleasePreview,
    ServerSpoke,
    SetBitrate,
    Stop,
)
from tests.fakes.previewwindow import preview_window
from tests.fakes.sources import grey

LONG = "word " * 2000


class Attached:
    """One client and the window at the other end."""

    def __init__(self) -> None:
        engines, windows = Pipe()
        self.window = Link(windows)
        self.obeyed: queue.SimpleQueue[Command] = queue.SimpleQueue()
        self.gone = threading.Event()
        self.client = Client(
            Link(engines),
            lambda client, command: self.obeyed.put(command),
            lambda client: self.gone.set(),
        )

    def events(self, count: int) -> list[Event]:
        """Return the next events that arrive at the window."""
        received = [self.window.receive_event(10) for _ in range(count)]
        return [event for event in received if event is not None]


@pytest.fixture
def attached() -> Iterator[Attached]:
    attached = Attached()
    yield attached
    attached.client.close()
    attached.window.close()


def spoke(number: int, description: str = "") -> ServerSpoke:
    return ServerSpoke("status", str(number), description)


def until(is_so: Callable[[], bool]) -> None:
    """Wait for something nobody announces."""
    pause, deadline_s = threading.Event(), time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < deadline_s
        pause.wait(0.005)


def test_commands_arrive_in_order_and_events_leave_in_order(attached: Attached) -> None:
    attached.window.send(Attach())
    attached.window.send(SetBitrate(700_000))
    for number in range(20):
        attached.client.send(spoke(number))

    assert attached.obeyed.get(timeout=30) == Attach()
    assert attached.obeyed.get(timeout=30) == SetBitrate(700_000)
    assert attached.events(20) == [spoke(number) for number in range(20)]


def test_a_client_that_never_reads_holds_nobody_up(attached: Attached) -> None:
    began_s = time.monotonic()
    for number in range(OUTBOX_EVENTS):
        attached.client.send(spoke(number, LONG))

    assert time.monotonic() - began_s < 5
    assert not attached.gone.is_set()


def test_a_client_that_reads_nothing_for_long_is_dropped(attached: Attached) -> None:
    for number in range(2 * OUTBOX_EVENTS):
        attached.client.send(spoke(number, LONG))

    assert attached.gone.wait(30)
    with pytest.raises(LinkClosed):
        attached.events(OUTBOX_EVENTS)


def test_only_the_newest_heartbeat_waits(attached: Attached) -> None:
    for number in range(100):  # more than the connection holds: the outbox fills
        attached.client.send(spoke(number, LONG))
    for _ in range(5 * OUTBOX_EVENTS):
        attached.client.send(Alive())
    attached.client.send(spoke(100))

    received = attached.events(102)
    assert [event for event in received if isinstance(event, ServerSpoke)][-1] == spoke(100)
    assert received[-2:] == [Alive(), spoke(100)]
    assert received.count(Alive()) == 1


def test_a_message_that_is_no_command_is_answered_and_the_next_one_obeyed(
    attached: Attached,
) -> None:
    attached.window.send(Alive())
    attached.window.send(Stop())

    (answer,) = attached.events(1)
    assert isinstance(answer, Failed)
    assert answer.problem.code is ErrorCode.ENGINE_FAULT
    assert attached.obeyed.get(timeout=30) == Stop()


def test_a_window_that_leaves_is_noticed(attached: Attached) -> None:
    attached.window.close()

    assert attached.gone.wait(30)


def test_closing_delivers_what_waits(attached: Attached) -> None:
    attached.client.send(spoke(1))
    attached.client.close()

    assert attached.events(1) == [spoke(1)]
    with pytest.raises(LinkClosed):
        attached.window.receive_event(10)


def test_closing_does_not_wait_long_for_a_window_that_stands_still(attached: Attached) -> None:
    for number in range(OUTBOX_EVENTS):
        attached.client.send(spoke(number, LONG))
    began_s = time.monotonic()
    attached.client.close()

    assert time.monotonic() - began_s < FAREWELL_S + 5
    assert attached.gone.is_set()


def test_attaching_says_what_the_client_wants(attached: Attached) -> None:
    assert not attached.client.is_attached
    assert attached.client.keeps_on_air
    attached.client.attach(Attach(keeps_on_air=False))

    assert attached.client.is_attached
    assert not attached.client.keeps_on_air
    assert attached.client.preview is None


def test_a_window_gets_its_preview_and_gives_the_slots_back() -> None:
    with preview_window(32, 18, slots=1) as reader:
        attached = Attached()
        attached.client.attach(Attach(preview=reader.slots))
        tap = attached.client.preview
        assert tap is not None
        for number in range(3):
            tap.show(grey(100), number)
            assert attached.events(1) == [PreviewReady(0, 32, 18)]
            attached.window.send(ReleasePreview(0))
            until(lambda: tap._writer._free == [0])
        assert attached.obeyed.empty()
        attached.client.close()
        attached.window.close()


def test_a_window_that_died_while_it_attached_has_no_preview(attached: Attached) -> None:
    attached.client.attach(Attach(preview=PreviewSlots(("livedesk-none",), 32, 18)))

    assert attached.client.preview is None
