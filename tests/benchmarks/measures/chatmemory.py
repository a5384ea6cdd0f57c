"""How much memory a connected chat client costs, and what clients that stop reading do."""

import psutil

from tests.benchmarks.bench import Bench
from tests.benchmarks.chatcrowd import Crowd, Guest
from tests.benchmarks.measures.chatdeliveries import GUESTS, ours, serving
from tests.benchmarks.table import NotMeasured, Row

CONNECTED = 2_000
STALLED = 10
STALLED_S = 60.0
PER_S = 1_000


def run(bench: Bench) -> list[Row]:
    """Measure the memory of 2,000 clients that only listen."""
    with serving(ours(0)) as (pid, port, tokens):
        crowd = Crowd(port)
        entered(crowd, tokens[:100])  # what the first ones load is not theirs
        before = resident(pid)
        entered(crowd, tokens[100 : 100 + CONNECTED - 100])
        crowd.turn_for(3.0)
        each_kb = (resident(pid) - before) / (CONNECTED - 100) / 1024
        crowd.close()
    return [Row("chat: memory per connected client", each_kb, None, each_kb, 45, "KB")]


def run_stalled(bench: Bench) -> list[Row]:
    """Let ten clients read nothing for a minute while the others hear 1,000 messages a second."""
    with serving(ours(PER_S)) as (pid, port, tokens):
        crowd = Crowd(port)
        guests = entered(crowd, tokens[: GUESTS // 5])
        crowd.turn_for(5.0)  # until the room's memory is full
        before = resident(pid)
        crowd.stop_reading(guests[:STALLED])
        readers = guests[STALLED:]
        most = before
        for _ in range(int(STALLED_S)):
            crowd.turn_for(1.0)
            most = max(most, resident(pid))
        heads = [guest.last for guest in readers]
        harmed = sum(bool(guest.error) or max(heads) - guest.last > PER_S for guest in readers)
        crowd.close()
    grown_mb = (most - before) / 2**20
    note = f"{harmed} of {len(readers)} others harmed"
    name = "chat: memory grown by 10 clients that read nothing for 60 s"
    return [Row(name, grown_mb, None, grown_mb + 1_000 * harmed, 20, "MB", note)]


def entered(crowd: Crowd, tokens: list[str]) -> list[Guest]:
    """Let these in, and wait until they are."""
    guests = crowd.enter(tokens)
    if not crowd.turn_until(lambda: all(guest.is_joined for guest in guests), 60):
        raise NotMeasured(f"not all clients got in: {[g.error for g in guests if g.error][:3]}")
    return guests


def resident(pid: int) -> int:
    """Return the memory of a process, in bytes."""
    return int(psutil.Process(pid).memory_info().rss)
