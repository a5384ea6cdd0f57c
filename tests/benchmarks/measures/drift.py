"""Half an hour of a microphone that runs 100 ppm fast, simulated in the engine's own parts."""

from tests.benchmarks.bench import Bench
from tests.benchmarks.table import Row
from tests.encoder.engine.driftsimulation import Input, heard

MINUTES = 30


def run(bench: Bench) -> list[Row]:
    """Measure once: the simulation has no chance in it, and no clock."""
    error_ms, click_dbfs = map(float, heard(Input(crystal_ppm=100.0), MINUTES))
    name = f"input 100 ppm fast, {MINUTES} simulated minutes"
    return [
        Row(f"{name}: off its place", error_ms, None, error_ms, 20.0, "ms"),
        Row(f"{name}: loudest click", click_dbfs, None, click_dbfs, -50.0, "dBFS"),
    ]
