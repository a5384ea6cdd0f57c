"""How many messages a second one core delivers to 500 clients, and what each costs beside Node."""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.bench import Bench
from tests.benchmarks.chatcrowd import Crowd
from tests.benchmarks.cpu import cpu_s
from tests.benchmarks.table import NotMeasured, Row

GUESTS = 500
RATE = 5_200
"""Messages a second, a little above what has to be delivered."""
WANTED_PER_S = 2_500_000
MEASURED_S = 5.0
PEER = Path(__file__).parents[2] / "npm" / "batchpeer.mjs"


@dataclass(frozen=True, slots=True)
class Delivered:
    """What one server did."""

    per_s: float
    cpu_ns: float
    """For one delivery."""


def run(bench: Bench) -> list[Row]:
    """Measure both in turns; the server on one core, the clients on the other."""
    pairs = [(measured(ours()), measured(theirs())) for _ in range(bench.runs)]
    own = [each for each, _ in pairs]
    node = [each for _, each in pairs]
    per_s = statistics.median(each.per_s for each in own)
    ratio = statistics.median(one.cpu_ns / other.cpu_ns for one, other in pairs)
    return [
        Row(
            "chat: deliveries/s short of 2.5 M, 500 clients, one core",
            per_s / 1e6,
            statistics.median(each.per_s for each in node) / 1e6,
            max(0.0, 1 - per_s / WANTED_PER_S),
            0.0,
            "M/s",
        ),
        Row(
            "chat: CPU of a delivery, beside Node's socket.io",
            statistics.median(each.cpu_ns for each in own),
            statistics.median(each.cpu_ns for each in node),
            ratio,
            2.6,
            "ns",
        ),
    ]


def ours(rate: float = RATE) -> list[str]:
    """Return the command of our server."""
    return [sys.executable, "-m", "tests.benchmarks.chatnode", str(rate)]


def theirs(rate: float = RATE) -> list[str]:
    """Return the command of the peer."""
    return ["env", f"RATE={rate}", "node", str(PEER)]


@contextmanager
def serving(command: list[str]) -> Iterator[tuple[int, int, list[str]]]:
    """Run a server on the first core and this process on the last; gives pid, port, tokens."""
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) < 2:
        raise NotMeasured("server and clients need a core each")
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        os.sched_setaffinity(process.pid, {cores[0]})
        os.sched_setaffinity(0, {cores[-1]})
        try:
            assert process.stdout is not None
            said = json.loads(process.stdout.readline())
            yield process.pid, said["port"], said.get("tokens", ["guest"] * 10 * GUESTS)
        finally:
            os.sched_setaffinity(0, set(cores))
            process.kill()


def measured(command: list[str]) -> Delivered:
    """Let 500 clients hear a server for some seconds."""
    with serving(command) as (pid, port, tokens):
        crowd = Crowd(port)
        guests = crowd.enter(tokens[:GUESTS])
        if not crowd.turn_until(lambda: all(guest.is_joined for guest in guests), 60):
            raise NotMeasured(f"not all clients got in: {[g.error for g in guests if g.error][:3]}")
        crowd.turn_for(1.0)
        began_s, used_s = time.monotonic(), cpu_s([pid])
        before = sum(guest.last for guest in guests)
        crowd.turn_for(MEASURED_S)
        delivered = sum(guest.last for guest in guests) - before
        used_s, seconds = cpu_s([pid]) - used_s, time.monotonic() - began_s
        crowd.close()
    return Delivered(delivered / seconds, used_s / delivered * 1e9)
