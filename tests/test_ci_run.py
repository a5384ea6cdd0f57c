"""What decides over a change, tried with a make that only says what a test run would leave."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.sourcetree import ROOT

# Does what the file `<target>` beside it says for its n-th call, and writes down its arguments.
MAKE = """#!/bin/sh
echo "$*" >>calls
turn=$(grep -c "^$1" calls)
if [ -f "$1.$turn" ]; then . "./$1.$turn"; fi
"""
FAILED = """
mkdir -p .pytest_cache/v/cache .pytest_cache/v/livedesk
echo '{failed}' >.pytest_cache/v/cache/lastfailed
printf %s {exit} >.pytest_cache/v/livedesk/exit
exit 2
"""
AGAIN = "--last-failed --last-failed-no-failures none"
WORDS = "These failed beside the others; run once more, alone:"


class Checkout:
    """A folder with `.ci/run` and a make of ours."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        (folder / ".ci").mkdir()
        (folder / "bin").mkdir()
        shutil.copy(ROOT / ".ci" / "run", folder / ".ci" / "run")
        (folder / "bin" / "make").write_text(MAKE)
        (folder / "bin" / "make").chmod(0o755)

    def fails(self, target: str, turn: int = 1, exit_code: int = 1, *tests: str) -> None:
        """Let the n-th call of a target end as pytest does with that exit code."""
        failed = json.dumps(dict.fromkeys(tests, True), indent=2)
        (self._folder / f"{target}.{turn}").write_text(FAILED.format(failed=failed, exit=exit_code))

    def breaks_off(self, target: str) -> None:
        """Let it end as when pytest is killed: nothing is left behind."""
        (self._folder / f"{target}.1").write_text("exit 2")

    def run(self) -> "subprocess.CompletedProcess[str]":
        """Run it."""
        return subprocess.run(
            [str(self._folder / ".ci" / "run")],
            env={"PATH": f"{self._folder / 'bin'}:/usr/bin:/bin"},
            capture_output=True,
            text=True,
            check=False,
        )

    def calls(self) -> list[str]:
        """Return what make was asked."""
        return (self._folder / "calls").read_text().splitlines()


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)


def test_everything_is_asked_once_where_all_is_well(checkout: Checkout) -> None:
    done = checkout.run()

    assert done.returncode == 0, done.stderr
    assert checkout.calls() == ["check", "test", "faults"]
    assert WORDS not in done.stdout


def test_what_failed_is_named_and_run_once_more_alone(checkout: Checkout) -> None:
    checkout.fails("test", 1, 1, "tests/test_a.py::test_one", "tests/test_b.py::test_two[x]")
    checkout.fails("faults", 1, 1, "tests/test_c.py::test_three")
    done = checkout.run()

    assert done.returncode == 0, done.stderr
    assert checkout.calls() == [
        "check",
        "test",
        f"test ARGS=--ignore=tests/endtoend/faults {AGAIN}",
        "faults",
        f"faults ARGS={AGAIN}",
    ]
    assert done.stdout.splitlines() == [
        WORDS, "  tests/test_a.py::test_one", "  tests/test_b.py::test_two[x]",
        WORDS, "  tests/test_c.py::test_three",
    ]  # fmt: skip


@pytest.mark.parametrize("target", ["test", "faults"])
def test_what_fails_again_has_failed(checkout: Checkout, target: str) -> None:
    for turn in (1, 2):
        checkout.fails(target, turn, 1, "tests/test_a.py::test_one")

    assert checkout.run().returncode != 0
    assert len(checkout.calls()) == (3 if target == "test" else 4)


@pytest.mark.parametrize("exit_code", [2, 3, 4, 5])
def test_a_run_that_was_broken_off_has_no_second_chance(checkout: Checkout, exit_code: int) -> None:
    checkout.fails("test", 1, exit_code, "tests/test_a.py::test_one")

    assert checkout.run().returncode != 0
    assert checkout.calls() == ["check", "test"]


def test_a_crash_has_no_second_chance_whatever_an_earlier_run_left(checkout: Checkout) -> None:
    checkout.fails("test", 1, 1, "tests/test_a.py::test_one")
    checkout.run()
    (checkout._folder / "calls").unlink()
    checkout.breaks_off("test")

    assert checkout.run().returncode != 0
    assert checkout.calls() == ["check", "test"]


def test_style_has_no_second_chance(checkout: Checkout) -> None:
    checkout.breaks_off("check")

    assert checkout.run().returncode != 0
    assert checkout.calls() == ["check"]
