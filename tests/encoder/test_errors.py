import ast
import re
from collections.abc import Iterator

import pytest

from encoder.errors import (
    EXIT_CODES,
    SENTENCES,
    EncoderError,
    ErrorCode,
    Family,
    IngestRefused,
    IngestUnreachable,
    Problem,
    SettingsError,
    error_for,
)
from tests.sourcetree import Module, is_below, sources

CLASSES = {kind.__name__ for kind in EncoderError.__subclasses__()} | {
    kind.__name__ for base in EncoderError.__subclasses__() for kind in base.__subclasses__()
}


def wanted_by(code: ErrorCode) -> set[str]:
    """Return the parameters that the sentences of `code` speak of."""
    return set(re.findall(r"{(\w+)}", SENTENCES[code].message + SENTENCES[code].hint))


def problem_of(code: ErrorCode) -> Problem:
    return Problem(code, {name: f"<{name}>" for name in wanted_by(code)})


def written_problems(module: Module) -> Iterator[tuple[str, ErrorCode, set[str]]]:
    """Yield place, code and parameters of every problem that a module writes out in full."""
    for call in module.nodes:
        if not isinstance(call, ast.Call) or not call.args:
            continue
        if not isinstance(call.args[0], ast.Attribute):
            continue
        code, name = ast.unparse(call.args[0]), ast.unparse(call.func)
        if not re.fullmatch(r"ErrorCode\.[A-Z_]+", code) or name not in CLASSES | {"Problem"}:
            continue
        given = {keyword.arg for keyword in call.keywords}
        if name == "Problem" and len(call.args) > 1:
            if not isinstance(call.args[1], ast.Dict):
                continue
            given |= {key.value for key in call.args[1].keys if isinstance(key, ast.Constant)}  # type: ignore[misc]
        if None not in given:
            where = f"{module.where}:{call.lineno}"
            yield where, ErrorCode[code.partition(".")[2]], {str(name) for name in given}


@pytest.mark.parametrize("code", ErrorCode)
def test_every_code_has_a_sentence_and_an_action(code: ErrorCode) -> None:
    problem = problem_of(code)

    assert re.fullmatch(r"[A-Z{].*\.", SENTENCES[code].message)
    assert re.fullmatch(r"[A-Z].*\.", problem.hint)
    assert "{" not in problem.message + problem.hint
    assert problem.family in Family


def test_a_code_that_repeating_can_cure_does_not_promise_the_end() -> None:
    promises = [code for code in ErrorCode if "keeps trying" in SENTENCES[code].hint]

    assert promises
    assert not [code for code in promises if SENTENCES[code].is_final]


def test_whoever_raises_a_code_gives_what_its_sentences_speak_of() -> None:
    found = [
        problem
        for module in sources()
        if is_below(module.name, "encoder")
        for problem in written_problems(module)
    ]

    assert len(found) > 20, "the search no longer finds how problems are written"
    missing = [(where, code, wanted_by(code) - given) for where, code, given in found]
    assert not [entry for entry in missing if entry[2]]


def test_an_exception_says_its_sentence_and_keeps_the_problem() -> None:
    error = IngestUnreachable(ErrorCode.SEND_STALLED, host="ingest.example", seconds=3)

    assert str(error) == "ingest.example has accepted nothing for 3 seconds."
    assert error.problem == Problem(
        ErrorCode.SEND_STALLED, {"host": "ingest.example", "seconds": "3"}
    )
    assert error.problem.hint == "Check your network; Livedesk is reconnecting."


@pytest.mark.parametrize("code", ErrorCode)
def test_a_problem_comes_back_as_an_exception_of_its_family(code: ErrorCode) -> None:
    problem = problem_of(code)
    error = error_for(problem)

    assert type(error) is type(error_for(problem_of(code)))
    assert error.problem == problem
    assert problem.family in EXIT_CODES


def test_the_class_of_an_exception_says_what_the_caller_can_do() -> None:
    assert isinstance(error_for(problem_of(ErrorCode.KEY_MISSING)), SettingsError)
    assert isinstance(error_for(problem_of(ErrorCode.KEY_REFUSED)), IngestRefused)
    assert isinstance(error_for(problem_of(ErrorCode.CONNECTION_LOST)), IngestUnreachable)


def test_braces_in_what_a_server_says_are_only_text() -> None:
    problem = Problem(ErrorCode.KEY_REFUSED, {"host": "{key}", "status": "{0} {status.x} }{"})

    assert problem.message == "{key} refused the stream key ({0} {status.x} }{)."


def test_exit_codes_are_those_of_the_command_line_pages() -> None:
    assert list(EXIT_CODES.values()) == [2, 3, 4, 5, 6, 7, 8]
