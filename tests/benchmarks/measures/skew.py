"""How far picture and sound are apart at the server: at first, after reconnects, after 10 minutes.

The pattern flashes and beeps at every whole second.
"""

import statistics
from pathlib import Path

from encoder.messages import Phase
from encoder.settings import Canvas
from tests.benchmarks import jobs
from tests.benchmarks.bench import Bench, OnAir
from tests.benchmarks.table import NotMeasured, Row
from tests.endtoend.faults.tape import Tape
from tests.endtoend.flashandbeep import skews_ms

SMALL = Canvas(640, 360, 30)
BITRATE_BPS = 800_000
LIMIT_MS = 20.0
RECONNECTS = 3


def run(bench: Bench) -> list[Row]:
    """Measure at the start and after three reconnects."""
    with bench.tape() as tape, bench.on_air(jobs.pattern(SMALL), BITRATE_BPS) as engine:
        _watch(tape, 8)
        first = tape.files[-1]
        for _ in range(RECONNECTS):
            _break_and_mend(bench, engine)
            _watch(tape, 7)
        last = tape.files[-1]
        sessions = tape.sessions
    if sessions != RECONNECTS + 1:
        raise NotMeasured(f"{sessions} sessions instead of {RECONNECTS + 1}")
    return [_row("at the start", first), _row(f"after {RECONNECTS} reconnects", last)]


def run_long(bench: Bench) -> list[Row]:
    """Measure after ten minutes."""
    with bench.tape() as tape, bench.on_air(jobs.pattern(SMALL), BITRATE_BPS):
        _watch(tape, 600)
        file = tape.files[-1]
    return [_row("after 10 minutes", file)]


def _watch(tape: Tape, seconds: int) -> None:
    tape.wait_for_pictures(seconds * SMALL.fps, seconds + 20)


def _break_and_mend(bench: Bench, engine: OnAir) -> None:
    bench.nginx.kill()
    engine.follower.wait_for_phase(Phase.RECONNECTING)
    bench.nginx.start()
    engine.follower.wait_for_phase(Phase.LIVE)


def _row(when: str, file: Path) -> Row:
    # The median: on a busy machine a flash may be in a repeated picture, which is another row.
    skews = [abs(skew) for skew in skews_ms(file)[-30:]]
    if len(skews) < 4:
        raise NotMeasured(f"only {len(skews)} flashes with a beep")
    ours = statistics.median(skews)
    name = f"picture and sound apart at the server, {when}"
    return Row(name, ours, None, ours, LIMIT_MS, "ms", f"worst {max(skews):.0f} ms")
