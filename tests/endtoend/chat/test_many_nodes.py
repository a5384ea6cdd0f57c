"""Two nodes and a Redis, while connections, Redis and a node are lost."""

from pathlib import Path

from tests.endtoend.chat import manynodes
from tests.endtoend.chat.manynodes import Plan


def test_nothing_is_lost_doubled_or_reordered_while_redis_and_a_node_are_killed(
    home: Path,
) -> None:
    plan = Plan(talkers=8, per_s=60, seconds=5.0, disconnects=10, redis_away_s=1.0)

    outcome = manynodes.run(plan, home / "show")

    assert set(outcome.acknowledged) == outcome.said
    assert (outcome.lost, outcome.doubled, outcome.orders) == (0, 0, 1)
    assert outcome.lists[0] == {seq: own for own, seq in outcome.acknowledged.items()}
    assert (outcome.differing, outcome.gaps, outcome.begun_anew) == (0, 0, 0)
    assert outcome.connections >= 8 + 10
