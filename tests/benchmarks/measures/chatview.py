"""What the chat view costs while messages flood in, and whether its window stays quick."""

import json
import os
import statistics
import subprocess
import sys

from tests.benchmarks.bench import Bench
from tests.benchmarks.table import NotMeasured, Row

TIMEOUT_S = 60.0


def run(bench: Bench) -> list[Row]:
    """Measure 1,000 and 20,000 messages a second; medians of all runs."""
    busy = _medians(1_000, bench.runs)
    flood = _medians(20_000, bench.runs)
    drawn = f"{busy['rows_per_s']:.0f} rows laid out a second; the heartbeat's own CPU counts"
    return [
        _row("chat view at 1,000 messages/s, CPU of one core", busy["cpu"], 0.10, "", drawn),
        _row("chat view at 1,000/s, p99 gap of a 5 ms heartbeat", busy["gap_p99_ms"], 16.0, "ms"),
        _row("chat view at 20,000 messages/s, CPU of one core", flood["cpu"], 0.20),
        _row("chat view at 20,000/s, p99 gap of a 5 ms heartbeat", flood["gap_p99_ms"], 16.0, "ms"),
        _row("chat view at 20,000/s, p99 age when shown", flood["delay_p99_ms"], 250.0, "ms"),
        _row("chat view at 20,000/s, memory growth in 10 s", flood["grown_mb"], 2.0, "MB"),
    ]


def _row(measure: str, value: float, limit: float, unit: str = "", note: str = "") -> Row:
    return Row(measure, value, None, value, limit, unit, note)


def _medians(rate: int, runs: int) -> dict[str, float]:
    all_figures = [_flood(rate) for _ in range(runs)]
    return {name: statistics.median(each[name] for each in all_figures) for name in all_figures[0]}


def _flood(rate: int) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.chatflood", str(rate)],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        timeout=TIMEOUT_S,
        check=False,
    )
    if done.returncode:
        raise NotMeasured(f"the view ended with exit code {done.returncode}")
    figures: dict[str, float] = json.loads(done.stdout)
    return figures
