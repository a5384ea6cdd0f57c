"""What the engine costs at 1080p30, against the ffmpeg program."""

from tests.benchmarks import jobs
from tests.benchmarks.bench import Bench, medians
from tests.benchmarks.table import Row


def run(bench: Bench) -> list[Row]:
    """Measure in turns."""
    pairs = bench.pairs(
        lambda: bench.engine_cpu(jobs.screen(jobs.FULL_HD)), lambda: bench.ffmpeg_cpu(jobs.FULL_HD)
    )
    ours, theirs, ratio = medians(pairs)
    name = "engine CPU per second, 1080p screen to 1080p30, against ffmpeg"
    return [Row(name, ours, theirs, ratio, 1.08, "s")]
