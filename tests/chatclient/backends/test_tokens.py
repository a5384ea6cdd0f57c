"""Tokens are fetched aside, in time, and what goes wrong says nothing of them."""

import asyncio
import threading

import pytest

from chatclient.backends.tokens import fetched, holder_of
from chatclient.errors import ChatError, ErrorCode, Refused
from chatclient.settings import Token, TokenSource
from chatclient.wire.envelopes import Role, User

URL = "https://chat.example"


def problem_of(source: TokenSource, timeout_s: float = 10.0) -> ChatError:
    with pytest.raises(ChatError) as raised:
        asyncio.run(fetched(source, URL, timeout_s))
    return raised.value


def test_a_token_is_fetched_on_another_thread() -> None:
    threads = []

    def source() -> Token:
        threads.append(threading.current_thread().name)
        return Token("t")

    assert asyncio.run(fetched(source, URL)) == "t"
    assert threads == ["chat-token"]


def test_nothing_is_fetched_for_an_address_on_whose_way_others_read() -> None:
    asked: list[str] = []

    def source() -> Token:
        asked.append("a token")
        return Token("t")

    with pytest.raises(Refused) as raised:
        asyncio.run(fetched(source, "http://chat.example"))

    assert raised.value.problem.code == ErrorCode.NOT_ENCRYPTED
    assert asked == []


def test_what_the_source_says_of_its_failure_is_not_passed_on() -> None:
    def broken() -> Token:
        raise RuntimeError("secret-host-key")

    error = problem_of(broken)

    assert error.problem.code == ErrorCode.NO_TOKEN
    assert "secret" not in repr(error) + error.problem.message


def test_a_sentence_of_the_source_stays_as_it_is() -> None:
    def refused() -> Token:
        raise Refused(ErrorCode.TOKEN_REFUSED, server="tokens.example")

    assert problem_of(refused).problem.code == ErrorCode.TOKEN_REFUSED


def test_a_source_that_hangs_is_not_waited_for() -> None:
    end = threading.Event()

    def hanging() -> Token:
        end.wait(20)
        return Token("late")

    error = problem_of(hanging, timeout_s=0.01)
    end.set()

    assert error.problem.code == ErrorCode.TIMED_OUT


def test_a_cancellation_is_not_lost_to_a_token_that_comes_in_the_same_moment() -> None:
    async def fetch() -> bool:
        task = asyncio.create_task(fetched(lambda: Token("t"), URL))
        await asyncio.sleep(0)
        for thread in threading.enumerate():
            if thread.name == "chat-token":
                thread.join(20)
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return task.cancelled()

    assert asyncio.run(fetch())


def test_a_token_says_itself_who_it_is_for() -> None:
    # {"sub":"u1","name":"あき","role":"moderator","caps":["send"]}
    payload = "eyJzdWIiOiJ1MSIsIm5hbWUiOiLjgYLjgY0iLCJyb2xlIjoibW9kZXJhdG9yIiwiY2FwcyI6WyJzZW5kIl19"

    assert holder_of(Token(f"x.{payload}.y")) == (User("u1", "あき", Role.MODERATOR), ("send",))


@pytest.mark.parametrize("token", ["", "opaque", "a.!!!.b", "a.e30.b", "a.bnVsbA.b", "a.あ.b"])
def test_a_token_of_another_kind_says_nothing(token: str) -> None:
    assert holder_of(Token(token)) == (None, ())
