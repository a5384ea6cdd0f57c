"""How long the window stands still at most while the cloud works, from first look to last proof."""

import json
import os
import statistics
import subprocess
import sys

from tests.benchmarks.bench import Bench
from tests.benchmarks.table import NotMeasured, Row

LIMIT_MS = 50.0
TIMEOUT_S = 300.0
LEFT_OUT = ("starting", "idle", "idle afterwards")
"""Start-up has rows of its own; what is idle is what the machine itself costs."""

Gaps = dict[str, tuple[float, float]]
"""By step: how long the longest was, and how much of it this process used the processor; ms."""


def run(bench: Bench) -> list[Row]:
    """Each run is a window of its own, with an account of its own."""
    found = [_run() for _ in range(bench.runs)]
    longest = {
        step: statistics.median(each[step][0] for each in found)
        for step in found[0]
        if step not in LEFT_OUT
    }
    step = max(longest, key=lambda name: longest[name])
    used_ms = statistics.median(each[step][1] for each in found)
    idle_ms = statistics.median(each["idle"][0] for each in found)
    note = f"at {step}, {used_ms:.0f} ms of it by Livedesk; idle {idle_ms:.0f} ms"
    name = "cloud: longest time that the window stands still"
    return [Row(name, longest[step], None, longest[step], LIMIT_MS, "ms", note)]


def _run() -> Gaps:
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.cloudgaps"],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        timeout=TIMEOUT_S,
        check=False,
    )
    if done.returncode:
        raise NotMeasured(f"the window ended with exit code {done.returncode}")
    gaps: Gaps = json.loads(done.stdout)
    return gaps
