"""Runs the whole suite as two at once: the end-to-end tests, which mostly wait, beside all others.

    python -m tests.sidebyside          what `make test` runs without ARGS

Both leave word in one cache of pytest, as a single run would: what failed, and how it ended.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.sourcetree import ROOT

FAULTS = "--ignore=tests/endtoend/faults"
PARTS = {
    "rest": ("--ignore=tests/endtoend",),
    "endtoend": ("tests/endtoend", FAULTS),
}
CACHE = Path(".pytest_cache")
FINE, FAILED = 0, 1


def main(root: Path = ROOT, stdout: int | None = None) -> int:
    """Run both parts, show one as it goes and the other at its end; return pytest's exit code."""
    exits: dict[str, int] = {}
    with tempfile.TemporaryFile() as written:
        running = {
            part: subprocess.Popen(
                [sys.executable, "-m", "pytest", *paths, "-o", f"cache_dir={CACHE / part}"],
                cwd=root,
                stdout=written if part == "endtoend" else stdout,
                stderr=subprocess.STDOUT,
            )
            for part, paths in PARTS.items()
        }
        try:
            exits = {part: process.wait() for part, process in running.items()}
        finally:
            for process in running.values():
                if process.poll() is None:
                    process.terminate()
                    process.wait()
        written.seek(0)
        sys.stdout.write(written.read().decode("utf-8", "replace"))
        sys.stdout.flush()
    verdict = verdict_of(list(exits.values()))
    _leave_word(root, verdict)
    return verdict


def verdict_of(exits: Sequence[int]) -> int:
    """Return one exit code for both: what broke off weighs more than what failed."""
    return next((code for code in exits if code not in (FINE, FAILED)), max(exits))


def _leave_word(root: Path, verdict: int) -> None:
    failed: dict[str, bool] = {}
    for part in PARTS:
        file = root / CACHE / part / "v/cache/lastfailed"
        if file.exists():
            failed |= json.loads(file.read_text())
    for name, value in (("cache/lastfailed", failed), ("livedesk/exit", verdict)):
        file = root / CACHE / "v" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(value, indent=2))


if __name__ == "__main__":
    raise SystemExit(main())
