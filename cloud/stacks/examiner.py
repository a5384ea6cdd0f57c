"""Passes one template through the gates, as a process: `python -m cloud.stacks.examiner`.

A Question comes over standard input as JSON, the Examination goes out the same way. The linter
brings a thousand modules and half a million objects along; a window that has them stands still
whenever its garbage is collected.
"""

import sys
from collections.abc import Callable
from typing import BinaryIO, TypeVar

import msgspec

from cloud.errors import CloudError, Problem
from cloud.patterns.reading import read_pattern
from cloud.stacks.gates import Gates

Result = TypeVar("Result")
NOWHERE: tuple[str, ...] = ()


class Question(msgspec.Struct, frozen=True):
    """Which template, and where."""

    pattern_id: str
    body: str
    region: str
    """Empty: only where it can be built is asked for."""


class Examination(msgspec.Struct, frozen=True):
    """What each gate said of it; a problem is what the gate raised."""

    lint: str = ""
    lint_problem: Problem | None = None
    retired_problem: Problem | None = None
    regions: tuple[str, ...] = ()
    regions_problem: Problem | None = None


def examined(question: Question, gates: Gates) -> Examination:
    """Pass it through the gates; raises TemplateError where it can't even be read."""
    pattern = read_pattern(question.pattern_id, question.body)
    regions, regions_problem = _asked(lambda: tuple(gates.regions(pattern)), NOWHERE)
    if not question.region:
        return Examination(regions=regions, regions_problem=regions_problem)
    lint, lint_problem = _asked(lambda: gates.lint(pattern, question.region), "")
    _, retired_problem = _asked(lambda: gates.retired(pattern), None)
    return Examination(lint, lint_problem, retired_problem, regions, regions_problem)


def _asked(ask: Callable[[], Result], otherwise: Result) -> tuple[Result, Problem | None]:
    try:
        return ask(), None
    except CloudError as error:
        return otherwise, error.problem


def main(words: BinaryIO, answer: BinaryIO) -> int:
    """Answer one question; returns the exit code."""
    question = msgspec.json.decode(words.read(), type=Question)
    answer.write(msgspec.json.encode(examined(question, Gates())))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.stdin.buffer, sys.stdout.buffer))
