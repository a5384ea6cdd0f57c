"""How commands speak: one JSON object on stdout, sentences on stderr."""

import sys

import msgspec

from encoder.errors import Problem


def print_json(content: object) -> None:
    """Print one JSON object, indented, as the command's only output on stdout."""
    raw = msgspec.json.format(msgspec.json.encode(content), indent=2)
    sys.stdout.write(raw.decode() + "\n")
    sys.stdout.flush()


def print_line(text: str) -> None:
    """Print a line of the result for people."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def say(text: str) -> None:
    """Tell the person at the terminal what happens; never part of the result."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def say_problem(problem: Problem) -> None:
    """Say what went wrong and the one thing to do."""
    say(f"{problem.message} {problem.hint}")
