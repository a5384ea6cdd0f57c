"""How long it takes from Go live to the first keyframe at the server, the engine being warm."""

import statistics
import time

from encoder.messages import Phase, Stop, Stopped
from tests.benchmarks import jobs
from tests.benchmarks.bench import Bench
from tests.benchmarks.table import Row


def run(bench: Bench) -> list[Row]:
    """Measure each run with an engine of its own."""
    ours = statistics.median(_took_ms(bench) for _ in range(bench.runs))
    name = "Go live to first keyframe at a loopback server, engine warm"
    return [Row(name, ours, None, ours, 300.0, "ms")]


def _took_ms(bench: Bench) -> float:
    with (
        bench.tape(look_s=0.002) as tape,
        bench.warm(jobs.screen(jobs.HD)) as engine,
    ):
        began_s = time.monotonic()
        engine.follower.send(jobs.go_live(bench.nginx.url))
        first = tape.keyframe_since(began_s)
        engine.follower.wait_for_phase(Phase.LIVE)
        engine.follower.send(Stop())
        engine.follower.wait_for(Stopped)
        return (first.arrived_s - began_s) * 1000
