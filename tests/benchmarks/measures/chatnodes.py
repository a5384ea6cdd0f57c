"""A chat at 1,000 messages a second on two nodes while connections, Redis and a node are lost."""

from tests.benchmarks.bench import Bench
from tests.benchmarks.table import Row
from tests.endtoend.chat import manynodes
from tests.endtoend.chat.manynodes import Plan

# Moderators, as these may write twenty times a second each.
PLAN = Plan(talkers=56, per_s=1_000, seconds=20.0, disconnects=28, redis_away_s=2.0)


def run(bench: Bench) -> list[Row]:
    """Measure once: what must never happen needs no median."""
    outcome = manynodes.run(PLAN, bench.new_folder() / "show")
    unacknowledged = len(outcome.said) - len(outcome.acknowledged)
    wrong = outcome.lost + outcome.doubled + outcome.orders - 1 + outcome.gaps + unacknowledged
    delays_s = sorted(outcome.delays_s)
    p50_ms, p99_ms = (delays_s[int(len(delays_s) * part)] * 1000 for part in (0.5, 0.99))
    name = "chat, two nodes and Redis killed: messages lost, doubled or in another order"
    note = (
        f"{len(outcome.acknowledged)} acknowledged, {outcome.connections} connections; "
        f"heard after {p50_ms:.0f} ms, p99 {p99_ms:.0f} ms with 2 s without Redis"
    )
    return [Row(name, wrong, None, wrong, 0, "", note)]
