"""How old a picture is when the server has it, against the ffmpeg program.

The captured screen shows a clock that machines can read; the server's recording tells which time
stamp came when, and the pictures in it what the clock said.
"""

import statistics
import time
from pathlib import Path

import av
import numpy as np

from encoder.engine.sources import timecodecells
from tests.benchmarks import jobs
from tests.benchmarks.bench import Bench, medians
from tests.benchmarks.movingscreen import CLOCK_HEIGHT, SCREEN_HEIGHT
from tests.benchmarks.table import NotMeasured, Row
from tests.endtoend.faults.tape import Tape

PICTURES = 240
JOINING = 30
"""Pictures at the start that do not count."""


def run(bench: Bench) -> list[Row]:
    """Measure in turns."""
    ours, theirs, ratio = medians(bench.pairs(lambda: _ours(bench), lambda: _theirs(bench)))
    name = "capture to server, median, zerolatency, against ffmpeg"
    return [Row(name, ours, theirs, ratio, 1.2, "ms")]


def _ours(bench: Bench) -> float:
    with bench.tape(look_s=0.002) as tape, bench.on_air(jobs.screen(jobs.HD)):
        tape.wait_for_pictures(PICTURES, 30)
        return latency_ms(tape)


def _theirs(bench: Bench) -> float:
    with bench.tape(look_s=0.002) as tape, bench.ffmpeg(jobs.HD):
        tape.wait_for_pictures(PICTURES, 30)
        return latency_ms(tape)


def latency_ms(tape: Tape) -> float:
    """Return the median age of the pictures when they came."""
    since_utc_s = time.time() - time.monotonic()
    came_ms = {p.at_ms: (p.arrived_s + since_utc_s) * 1000 for p in tape.pictures}
    ages = []
    for at_ms, clock_ms in _clocks(tape.files[-1]):
        if clock_ms is not None and at_ms in came_ms:
            ages.append(timecodecells.elapsed_ms(clock_ms, round(came_ms[at_ms])))
    if len(ages) < PICTURES / 2:
        raise NotMeasured(f"only {len(ages)} clocks could be read")
    return statistics.median(ages[JOINING:])


def _clocks(file: Path) -> list[tuple[int, int | None]]:
    found = []
    with av.open(str(file)) as container:
        for frame in container.decode(video=0):
            plane = frame.planes[0]
            rows = np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, -1)
            height = round(CLOCK_HEIGHT * frame.height / SCREEN_HEIGHT)
            clock = timecodecells.read(rows[:height, : frame.width])
            found.append((round(float(frame.time or 0.0) * 1000), clock))
    return found
