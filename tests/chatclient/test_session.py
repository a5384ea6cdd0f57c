"""A session stays in its room: it resumes, steps down, comes back, or says why it ended."""

from collections.abc import Callable, Iterator

import pytest

from chatclient.backends.base import Place
from chatclient.backoff import Pace
from chatclient.client import Client
from chatclient.errors import ErrorCode, Interrupted, Refused, Unreachable
from chatclient.messages import (
    Answered,
    ConnectionChanged,
    Counted,
    Entered,
    FeedMeasured,
    OwnState,
    Phase,
)
from chatclient.room import NOWHERE
from chatclient.wire.answers import Answer
from chatclient.wire.codes import Code
from chatclient.wire.pushed import Own, Stats
from chatclient.wire.requests import Clear, Send
from tests.chatclient.listener import Listener
from tests.chatclient.scripted import ScriptedBackend, batch, joined, no_token

HASTY = Pace(base_s=0.0, return_s=(600.0, 600.0), measured_s=0.05)
GONE = Unreachable(ErrorCode.UNREACHABLE, server="chat.example", reason="refused")
CLOSED = Interrupted(ErrorCode.CLOSED)

Stay = Callable[..., tuple[Client, Listener]]


@pytest.fixture
def stay() -> Iterator[Stay]:
    """Start a client on scripted backends; it is closed after the test."""
    clients = []

    def stay(
        main: ScriptedBackend,
        fallback: ScriptedBackend | None = None,
        pace: Pace = HASTY,
        place: Place = NOWHERE,
    ) -> tuple[Client, Listener]:
        listener = Listener()
        client = Client(main, no_token, listener.tell, fallback=fallback, pace=pace, place=place)
        clients.append(client)
        client.start()
        return client, listener

    yield stay
    for client in clients:
        client.close()


def phases(listener: Listener) -> list[Phase]:
    return [event.phase for event in listener.of(ConnectionChanged)]


def test_it_tells_who_one_is_before_what_was_said(stay: Stay) -> None:
    _, listener = stay(ScriptedBackend(joined(1, 2)))

    listener.until_lines("1", "2")

    kinds = [type(event).__name__ for event in listener.events]
    assert kinds[:6] == [
        "ConnectionChanged", "ConnectionChanged", "Entered", "Began", "Arrived", "RoomChanged",
    ]  # fmt: skip
    assert phases(listener) == [Phase.CONNECTING, Phase.ONLINE]


def test_it_resumes_from_the_last_number(stay: Stay) -> None:
    main = ScriptedBackend(joined(1, 2), joined(3, 4))
    _, listener = stay(main, place=Place(7, "other"))
    listener.until_lines("1", "2")

    main.connections[0].end(CLOSED)

    listener.until_lines("1", "2", "3", "4")
    assert main.places == [Place(7, "other"), Place(2, "e")]
    assert main.connections[0].is_closed
    listener.until(
        lambda: [one.reconnects for one in listener.of(FeedMeasured)][-1:] == [1],
        "expected one reconnect",
    )


def test_after_three_failures_it_polls(stay: Stay) -> None:
    main, fallback = ScriptedBackend(GONE), ScriptedBackend(joined(1), name="polling")
    _, listener = stay(main, fallback)

    listener.until_phase(Phase.POLLING)

    assert len(main.places) == 3
    waiting = listener.of(ConnectionChanged)[1]
    assert (waiting.phase, waiting.problem) == (Phase.WAITING, GONE.problem)


def test_an_overloaded_server_is_left_alone_at_once(stay: Stay) -> None:
    overloaded = Interrupted(ErrorCode.OVERLOADED, retry_after_s=30)
    main, fallback = ScriptedBackend(overloaded), ScriptedBackend(joined(1))

    _, listener = stay(main, fallback)

    listener.until_phase(Phase.POLLING)
    assert len(main.places) == 1


def test_from_polling_it_returns_without_losing_a_moment(stay: Stay) -> None:
    main = ScriptedBackend(GONE, GONE, GONE, GONE, joined(2, 3))
    fallback = ScriptedBackend(joined(1, 2))
    pace = Pace(base_s=0.0, return_s=(0.01, 0.02), measured_s=0.05)
    _, listener = stay(main, fallback, pace)

    listener.until_phase(Phase.ONLINE)
    listener.until_lines("1", "2", "3")
    listener.until(lambda: fallback.closed, "expected polling to end")

    assert main.places[-1] == Place(2, "e")
    between = phases(listener)[phases(listener).index(Phase.POLLING) :]
    assert between == [Phase.POLLING, Phase.ONLINE]


def test_one_may_ask_for_the_main_road_while_polling(stay: Stay) -> None:
    main = ScriptedBackend(GONE, GONE, GONE, joined(1))
    client, listener = stay(main, ScriptedBackend(joined(1)))
    listener.until_phase(Phase.POLLING)

    client.retry_now()

    listener.until_phase(Phase.ONLINE)


def test_a_fallback_that_is_refused_leads_back_to_the_main_road(stay: Stay) -> None:
    main = ScriptedBackend(GONE, GONE, GONE, joined(1))
    fallback = ScriptedBackend(Refused(ErrorCode.NOT_CHAT, server="cdn.example"))

    _, listener = stay(main, fallback)

    listener.until_phase(Phase.ONLINE)
    assert Phase.ENDED not in phases(listener)


def test_a_refusal_ends_it_until_one_tries_again(stay: Stay) -> None:
    client, listener = stay(ScriptedBackend(Refused(ErrorCode.BANNED), joined(1)))
    ended = listener.until_phase(Phase.ENDED)
    assert ended.problem is not None
    assert ended.problem.code == ErrorCode.BANNED

    client.retry_now()

    listener.until_phase(Phase.ONLINE)


def test_a_wait_may_be_cut_short(stay: Stay) -> None:
    main = ScriptedBackend(GONE, joined(1))
    client, listener = stay(main, pace=Pace(base_s=3600.0, cap_s=3600.0))
    waiting = listener.until_phase(Phase.WAITING)
    assert 0 <= waiting.retry_s <= 3600

    client.retry_now()

    listener.until_phase(Phase.ONLINE)


def test_a_hole_is_filled_from_a_page(stay: Stay) -> None:
    main = ScriptedBackend(joined(1))
    _, listener = stay(main)
    listener.until_phase(Phase.ONLINE)

    main.connections[0].tell(batch(4))

    listener.until_lines("1", "2", "3", "4")
    assert [(page.after, page.limit) for page in main.paged] == [(1, 2)]


def test_what_was_heard_before_the_answer_to_a_message_counts(stay: Stay) -> None:
    main = ScriptedBackend(joined(1))
    main.answers.extend([Unreachable(ErrorCode.TIMED_OUT, server="x"), Answer(True, 2)])
    client, listener = stay(main)
    listener.until_phase(Phase.ONLINE)

    id = client.say("hello")

    assert listener.until_own(id, OwnState.ACCEPTED).seq == 2
    assert [request.id for request in main.asked if isinstance(request, Send)] == [id, id]


def test_a_held_message_is_followed(stay: Stay) -> None:
    main = ScriptedBackend(joined(1))
    main.answers.append(Answer(False, id="wait", code=Code.HELD))
    client, listener = stay(main)
    listener.until_phase(Phase.ONLINE)

    id = client.say("https://a.example")
    listener.until_own(id, OwnState.HELD)
    main.connections[0].tell(Own(id, False, code=Code.DENIED))

    assert listener.until_own(id, OwnState.REJECTED).code == "denied"


def test_figures_that_only_count_now_are_told(stay: Stay) -> None:
    main = ScriptedBackend(joined(1))
    _, listener = stay(main)
    listener.until_phase(Phase.ONLINE)

    main.connections[0].tell(Stats(5, 9, 3, 1.5, (1, 2), True))

    listener.until(lambda: listener.of(Counted), "expected counts")
    assert listener.of(Counted) == [Counted(5, 9, 3, 1.5, (1, 2), True)]


def test_without_a_connection_a_request_is_refused_at_once(stay: Stay) -> None:
    client, listener = stay(ScriptedBackend(GONE))

    id = client.ask(Clear())

    listener.until(lambda: listener.of(Answered), "expected an answer")
    assert listener.of(Answered)[0].request_id == id
    assert listener.of(Answered)[0].answer.code == Code.UNAVAILABLE
    assert listener.of(Entered) == []
