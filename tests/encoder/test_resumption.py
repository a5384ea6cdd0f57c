import msgspec
import pytest

from encoder.messages import (
    Attached,
    Command,
    Drops,
    GoLive,
    OnAir,
    Phase,
    RetryNow,
    SetProgramme,
    Shutdown,
    Stop,
    Stopped,
    Summary,
    TakeoverPriorityUsed,
)
from encoder.resumption import Resumption
from encoder.settings import Canvas, Destination, Encoding, Programme, SourceSpec, StreamKey

PROGRAMME = SetProgramme(Programme(Canvas(320, 180)))
OTHER_SOURCE = SetProgramme(Programme(Canvas(320, 180), SourceSpec("screen")))
LARGER = SetProgramme(Programme(Canvas(1920, 1080)))
GO_LIVE = GoLive(Encoding(), Destination("rtmp://h/app", StreamKey("sk_secret"), "practice"))
ELSEWHERE = GoLive(Encoding(), Destination("rtmp://elsewhere/app", StreamKey("sk_other")))
STOPPED = Stopped(Summary(1.0, 30, 30, Drops(), 1000, 0))


def after(*happened: object) -> list[Command]:
    """Return what a new engine is told after these commands and events."""
    resumption = Resumption()
    for message in happened:
        if isinstance(message, Command):
            resumption.told(message)
        else:
            resumption.heard(message)  # type: ignore[arg-type]
    return resumption.commands()


def with_priority(priority: int) -> GoLive:
    return msgspec.structs.replace(GO_LIVE, takeover_priority=priority)


def test_an_engine_that_did_nothing_is_replaced_by_one_that_does_nothing() -> None:
    assert after() == []
    assert after(RetryNow(), Stop(), STOPPED) == []


def test_programme_and_broadcast_go_on_as_they_were() -> None:
    assert after(LARGER, PROGRAMME, GO_LIVE, RetryNow()) == [PROGRAMME, GO_LIVE]
    assert after(GO_LIVE) == [GO_LIVE]


def test_a_session_is_outbid_even_if_it_was_without_priority() -> None:
    assert after(GO_LIVE, TakeoverPriorityUsed(0)) == [with_priority(1)]
    assert after(GO_LIVE, TakeoverPriorityUsed(0), TakeoverPriorityUsed(4)) == [with_priority(5)]
    assert after(TakeoverPriorityUsed(4)) == []


def test_what_a_running_engine_was_doing_is_learnt_when_attaching() -> None:
    on_air = OnAir(PROGRAMME.programme, with_priority(3), 1000.0)
    attached = Attached(1, 17, Phase.LIVE, PROGRAMME.programme, on_air)

    assert after(attached) == [PROGRAMME, with_priority(3)]
    assert after(LARGER, attached) == [PROGRAMME, with_priority(3)]
    assert after(PROGRAMME, Attached(1, 17, Phase.IDLE, None, None)) == [PROGRAMME]


@pytest.mark.parametrize("end", [Stop(), Shutdown(), STOPPED])
def test_a_broadcast_that_has_ended_is_not_begun_again(end: object) -> None:
    assert after(PROGRAMME, GO_LIVE, end) == [PROGRAMME]


def test_a_broadcast_asked_for_before_the_last_one_has_ended_is_remembered() -> None:
    assert after(GO_LIVE, Stop(), ELSEWHERE, STOPPED) == [ELSEWHERE]
    assert after(GO_LIVE, Stop(), ELSEWHERE, STOPPED, STOPPED) == []


def test_a_stop_off_air_does_not_hide_the_end_of_the_next_broadcast() -> None:
    assert after(Stop(), GO_LIVE, STOPPED) == []


def test_what_the_engine_refuses_on_air_is_not_remembered() -> None:
    assert after(PROGRAMME, GO_LIVE, ELSEWHERE) == [PROGRAMME, GO_LIVE]
    assert after(PROGRAMME, GO_LIVE, LARGER) == [PROGRAMME, GO_LIVE]
    assert after(PROGRAMME, GO_LIVE, OTHER_SOURCE) == [OTHER_SOURCE, GO_LIVE]
    assert after(GO_LIVE, LARGER) == [GO_LIVE]  # the standard canvas is on air


def test_a_broadcast_can_be_forgotten() -> None:
    resumption = Resumption()
    resumption.told(PROGRAMME)
    resumption.told(GO_LIVE)
    resumption.forget_broadcast()

    assert resumption.commands() == [PROGRAMME]
