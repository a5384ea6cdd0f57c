"""How late the encoder is while the window is so busy that it stands still half a second in two.

Lateness is how much later than the promptest one a picture reaches the server, in its own raster.
"""

import statistics
import time

import numpy as np

from tests.benchmarks import jobs
from tests.benchmarks.bench import Bench
from tests.benchmarks.cpu import cpu_per_s
from tests.benchmarks.measures.windowcpu import OPENING_S
from tests.benchmarks.table import Row
from tests.endtoend.faults.tape import Tape

PICTURES = 300


def run(bench: Bench) -> list[Row]:
    """Measure each run; the calm window's figure is given beside it."""
    busy = [_p99_ms(bench, is_busy=True) for _ in range(bench.runs)]
    calm = [_p99_ms(bench, is_busy=False) for _ in range(bench.runs)]
    ours, without = statistics.median(busy), statistics.median(calm)
    name = "picture lateness p99 while the window is blocked 120 ms twice a second"
    limit_ms = 1000 / jobs.HD.fps
    return [Row(name, ours, without, ours, limit_ms, "ms", "beside it: a calm window's")]


def _p99_ms(bench: Bench, *, is_busy: bool) -> float:
    with (
        bench.tape(look_s=0.002) as tape,
        bench.on_air(jobs.screen(jobs.HD)) as engine,
        bench.window(engine, is_busy=is_busy) as window,
    ):
        cpu_per_s([window], OPENING_S)
        began_s = time.monotonic()
        tape.wait_for_pictures(PICTURES, 60)
        return lateness_p99_ms(tape, began_s)


def lateness_p99_ms(tape: Tape, since_s: float) -> float:
    """Return the 99th percentile of how much later than its raster a picture came."""
    late = [p.arrived_s * 1000 - p.at_ms for p in tape.pictures if p.arrived_s >= since_s]
    return float(np.percentile(np.array(late) - min(late), 99))
