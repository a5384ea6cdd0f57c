"""The measures, in the order of the table: one file each."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.benchmarks.bench import Bench
from tests.benchmarks.measures import (
    chatdelay,
    chatdeliveries,
    chatmemory,
    chatnodes,
    chatpanel,
    chatreconnect,
    chatview,
    cloudgaps,
    cloudpage,
    cloudrows,
    cpu720,
    cpu1080,
    drift,
    firstpaint,
    frames,
    goinglive,
    latency,
    lateness,
    layers,
    linkback,
    memory,
    obs,
    practiceaccount,
    skew,
    windowcpu,
)
from tests.benchmarks.table import Row


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure: its name on the command line, and what fills its rows."""

    name: str
    run: Callable[[Bench], list[Row]]
    is_long: bool = False
    """Takes ten minutes or more; measured when asked for."""


MEASURES = (
    Measure("cpu720", cpu720.run),
    Measure("cpu1080", cpu1080.run),
    Measure("window", windowcpu.run),
    Measure("layers", layers.run),
    Measure("obs", obs.run),
    Measure("latency", latency.run),
    Measure("frames", frames.run),
    Measure("lateness", lateness.run),
    Measure("skew", skew.run),
    Measure("skew-long", skew.run_long, is_long=True),
    Measure("drift", drift.run),
    Measure("golive", goinglive.run),
    Measure("linkback", linkback.run),
    Measure("firstpaint", firstpaint.run),
    Measure("chatview", chatview.run),
    Measure("chatpanel", chatpanel.run),
    Measure("chatnodes", chatnodes.run),
    Measure("chatdeliveries", chatdeliveries.run),
    Measure("chatdelay", chatdelay.run),
    Measure("chatmemory", chatmemory.run),
    Measure("chatstalled", chatmemory.run_stalled),
    Measure("chatreconnect", chatreconnect.run),
    Measure("cloudpage", cloudpage.run),
    Measure("cloudrows", cloudrows.run),
    Measure("practiceaccount", practiceaccount.run),
    Measure("cloudgaps", cloudgaps.run),
    Measure("memory", memory.run, is_long=True),
)
