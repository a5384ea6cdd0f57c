"""What all our processes cost with the window open, against the ffmpeg program alone.

The window finds the engine on air and shows everything it has: preview, meters, plots. It has a
screen of its own, so that it isn't captured. The X servers' work is nobody's.
"""

from tests.benchmarks import jobs
from tests.benchmarks.bench import Bench, medians, settled_cpu
from tests.benchmarks.cpu import cpu_per_s, family
from tests.benchmarks.table import Row

OPENING_S = 6.0


def run(bench: Bench) -> list[Row]:
    """Measure in turns."""
    ours, theirs, ratio = medians(
        bench.pairs(lambda: _with_window(bench), lambda: bench.ffmpeg_cpu(jobs.HD))
    )
    name = "CPU of all processes, window open, 720p30, against ffmpeg"
    return [Row(name, ours, theirs, ratio, 1.35, "s", "ours: engine and window")]


def _with_window(bench: Bench) -> float:
    with bench.on_air(jobs.screen(jobs.HD)) as engine, bench.window(engine) as window:
        cpu_per_s([window], OPENING_S)
        return settled_cpu(engine.pid, *family(window))
