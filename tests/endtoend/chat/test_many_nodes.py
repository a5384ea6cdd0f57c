"""Two nodes and a Redis, while connections, Redis and a node are lost."""

import dataclasses
from pathlib import Path

from tests.cloud.chatserver.redisserver import NEVER
from tests.endtoend.chat import manynodes
from tests.endtoend.chat.manynodes import Outcome, Plan

PLAN = Plan(talkers=8, per_s=60, seconds=4.0, disconnects=10, redis_away_s=0.5)


def test_nothing_is_lost_doubled_or_reordered_while_redis_and_a_node_are_killed(
    home: Path,
) -> None:
    outcome = manynodes.run(PLAN, home / "show")

    _is_whole(outcome)
    assert outcome.begun_anew == 0, "Redis has written everything to its disk"
    assert outcome.connections >= 8 + 10


def test_a_redis_that_keeps_nothing_gets_it_from_the_nodes_and_everybody_begins_anew(
    home: Path,
) -> None:
    plan = dataclasses.replace(PLAN, redis_keeps=NEVER)

    outcome = manynodes.run(plan, home / "show")

    _is_whole(outcome)
    assert outcome.begun_anew >= 8


def _is_whole(outcome: Outcome) -> None:
    assert set(outcome.acknowledged) == outcome.said
    assert (outcome.lost, outcome.doubled, outcome.orders) == (0, 0, 1)
    assert outcome.lists[0] == {seq: own for own, seq in outcome.acknowledged.items()}
    assert (outcome.differing, outcome.gaps) == (0, 0)
