import re

import msgspec
import pytest

from chatclient.errors import (
    SENTENCES,
    ChatError,
    ErrorCode,
    Interrupted,
    Problem,
    Refused,
    Unreachable,
)

PARAMS = {"server": "chat.example", "reason": "refused", "room": "show"}


@pytest.mark.parametrize("code", ErrorCode)
def test_every_code_has_a_sentence_and_one_action(code: ErrorCode) -> None:
    problem = Problem(code, PARAMS)

    for text in (problem.message, problem.hint):
        assert text.endswith(".")
        assert not re.search(r"[{}]", text)
    assert SENTENCES[code].message != SENTENCES[code].hint


@pytest.mark.parametrize("code", ErrorCode)
def test_a_sentence_speaks_of_nothing_that_could_be_a_secret(code: ErrorCode) -> None:
    named = set(re.findall(r"{(\w+)}", " ".join(SENTENCES[code])))

    assert named <= PARAMS.keys()


@pytest.mark.parametrize("kind", [ChatError, Unreachable, Refused, Interrupted])
def test_an_error_carries_its_problem(kind: type[ChatError]) -> None:
    error = kind(ErrorCode.UNREACHABLE, server="chat.example", reason=61)

    assert error.problem.params == {"server": "chat.example", "reason": "61"}
    assert str(error) == "The chat server chat.example can't be reached (61)."


def test_what_broke_off_says_when_to_come_back() -> None:
    assert Interrupted(ErrorCode.OVERLOADED, retry_after_s=2.5).retry_after_s == 2.5
    assert Interrupted(ErrorCode.CLOSED).retry_after_s == 0


def test_a_problem_comes_back_from_json_as_it_was() -> None:
    problem = Problem(ErrorCode.WRONG_ROOM, {"server": "a", "room": "b"})

    assert msgspec.json.decode(msgspec.json.encode(problem), type=Problem) == problem
    with pytest.raises(AttributeError):
        problem.code = ErrorCode.CLOSED  # type: ignore[misc]
