import string

import pytest

from cloud.errors import (
    SENTENCES,
    CloudError,
    ErrorCode,
    PracticeError,
    PracticeNotStarted,
    PracticeRefused,
    PracticeUnreachable,
)


@pytest.mark.parametrize("code", list(ErrorCode))
def test_every_code_has_a_sentence_and_one_action(code: ErrorCode) -> None:
    sentence = SENTENCES[code]

    assert sentence.message
    assert sentence.hint.endswith(".")


@pytest.mark.parametrize(
    "error",
    [
        PracticeNotStarted("exit code 1", "practice.log"),
        PracticeUnreachable("it has left no address"),
        PracticeRefused("There is no channel of that name."),
    ],
)
def test_an_error_is_shown_as_a_whole_sentence(error: CloudError) -> None:
    assert isinstance(error, PracticeError)
    assert str(error) == error.problem.message
    for text in (error.problem.message, error.problem.hint):
        assert not [name for _, name, _, _ in string.Formatter().parse(text) if name]


def test_a_problem_is_the_same_fact_as_a_value() -> None:
    problem = PracticeUnreachable("it has left no address").problem

    assert problem.code is ErrorCode.PRACTICE_UNREACHABLE
    assert problem.params == {"reason": "it has left no address"}
