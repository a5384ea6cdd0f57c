"""The gates of a window: what the linter has to do it does in a process of its own."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable

import msgspec

from cloud.errors import CloudError, ErrorCode, Problem, TemplateError
from cloud.patterns.pattern import Pattern
from cloud.stacks.examiner import Examination, Question, examined
from cloud.stacks.gates import Gates

PATIENCE_S = 60.0
"""It takes two seconds; a machine may be busy."""
Examine = Callable[[Question], Examination]


def examined_apart(question: Question) -> Examination:
    """Start a process for one question and wait for its answer; here, where that goes wrong."""
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW
    try:
        done = subprocess.run(
            [sys.executable, "-m", "cloud.stacks.examiner"],
            input=msgspec.json.encode(question),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE_S,
            check=True,
            creationflags=flags,
            start_new_session=True,  # Ctrl+C in a terminal is for the window
            env={**os.environ, "PYTHONSAFEPATH": "1"},
        )
        return msgspec.json.decode(done.stdout, type=Examination)
    except (OSError, subprocess.SubprocessError, msgspec.MsgspecError):
        return examined(question, Gates())


class GatesApart:
    """Asks for everything at once, and for the same template only once. Any thread; blocks."""

    def __init__(self, examine: Examine = examined_apart) -> None:
        self._examine = examine
        self._lock = threading.Lock()
        self._known: dict[Question, Examination] = {}

    def gates(self, region: str) -> Gates:
        """Return the gates to plans for one region."""
        return Gates(
            lint=self._lint,
            retired=lambda pattern: self._check_retired(pattern, region),
            regions=lambda pattern: self._regions(pattern, region),
        )

    def regions(self, pattern: Pattern) -> tuple[str, ...]:
        """Return where a template can be built; raises CloudError (CLOUD_SUPPORT_MISSING)."""
        return self._regions(pattern, "")

    def _lint(self, pattern: Pattern, region: str) -> str:
        found = self._found(pattern, region)
        _raise(found.lint_problem)
        return found.lint

    def _check_retired(self, pattern: Pattern, region: str) -> None:
        _raise(self._found(pattern, region).retired_problem)

    def _regions(self, pattern: Pattern, region: str) -> tuple[str, ...]:
        found = self._found(pattern, region)
        _raise(found.regions_problem)
        return found.regions

    def _found(self, pattern: Pattern, region: str) -> Examination:
        question = Question(pattern.id, pattern.body, region)
        with self._lock:  # two processes of this at once help nobody
            if question not in self._known:
                self._known[question] = self._examine(question)
            return self._known[question]


def _raise(problem: Problem | None) -> None:
    if problem is None:
        return
    is_missing = problem.code is ErrorCode.CLOUD_SUPPORT_MISSING
    raise (CloudError if is_missing else TemplateError)(problem.code, **problem.params)
