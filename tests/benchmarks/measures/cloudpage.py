"""How soon the cloud page shows its catalogue, and how long it stands still while it works."""

import json
import os
import statistics
import subprocess
import sys

from tests.benchmarks.bench import Bench
from tests.benchmarks.table import NotMeasured, Row

SHOWN_LIMIT_MS = 200.0
BLOCK_LIMIT_MS = 50.0
TIMEOUT_S = 300.0


def run(bench: Bench) -> list[Row]:
    """Each run is a window of its own, with an account of its own."""
    found = [_run(bench) for _ in range(bench.runs)]
    rest_ms = statistics.median(each["rest_ms"] for each in found)
    note = f"{rest_ms:.0f} ms with nothing to do"
    return [
        _row("cloud page: catalogue shown", found, "shown_ms", SHOWN_LIMIT_MS),
        _row("cloud page: longest block while planning", found, "plan_ms", BLOCK_LIMIT_MS, note),
        _row("cloud page: longest block while applying", found, "apply_ms", BLOCK_LIMIT_MS, note),
    ]


def _row(
    name: str, found: list[dict[str, float]], figure: str, limit: float, note: str = ""
) -> Row:
    ours = statistics.median(each[figure] for each in found)
    return Row(name, ours, None, ours, limit, "ms", note)


def _run(bench: Bench) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.cloudpagerun", str(bench.new_folder())],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        timeout=TIMEOUT_S,
        check=False,
    )
    if done.returncode:
        raise NotMeasured(f"the page ended with exit code {done.returncode}")
    figures: dict[str, float] = json.loads(done.stdout)
    return figures
