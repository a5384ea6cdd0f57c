"""Each row of the catalogue in a practice account: built, changed and torn down; and failing."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from cloud.awsclient import Aws
from cloud.check import practice_check
from cloud.errors import ErrorCode, StackError
from cloud.models import Action, StackEvent, StackPhase, TeardownProof
from cloud.patterns.catalogue import catalogue, pattern
from cloud.practice.accountclient import AccountClient
from cloud.settings import Account
from cloud.stacks.gates import Gates
from cloud.stacks.stacks import Stacks

TIMEOUT_S = 60.0
IVS = "arn:aws:ivs:ap-northeast-1:123456789012:channel/abcdefgh1234"
CHOSEN = {
    "live-hls-dash": {"InputCidr": "127.0.0.1/32"},
    "monitoring": {"ChannelArn": IVS},
}
"""What has no default."""
CHANGED = {
    "live-ivs": {"LatencyMode": "NORMAL"},
    "live-hls-dash": {"InputCidr": "192.0.2.1/32"},
    "chat-distributed": {"MaxNodes": "7"},
    "monitoring": {"ChatMessagesPerMinute": "200"},
}
FAILING = "live-hls-dash"
# The templates have tests of their own; here it takes a second for each that tells nothing new.
UNLINTED = Gates(lint=lambda pattern, region: "")


class Practised:
    """A practice account whose clock goes on by some seconds whenever somebody waits."""

    def __init__(self, home: Path) -> None:
        self.client = AccountClient(home)
        url = self.client.ensure_running(TIMEOUT_S).url
        self.aws = Aws(Account(), practice_url=url)
        self.stacks = Stacks(self.aws, wait=self._wait, gates=UNLINTED)

    def build(self, pattern_id: str, **parameters: str) -> list[StackEvent]:
        """Plan and apply; gives what was told."""
        told: list[StackEvent] = []
        plan = self.stacks.plan(pattern(pattern_id), pattern_id, parameters)
        assert plan.is_applicable, plan.findings[-1]
        status = self.stacks.apply(plan, confirmed="", told=told.append, stop=threading.Event())
        assert status.phase is StackPhase.READY
        return told

    def tear_down(self, pattern_id: str) -> TeardownProof:
        """Tear it down."""
        return self.stacks.destroy(
            pattern_id, confirmed="", told=lambda event: None, stop=threading.Event()
        )

    def fail(self, logical_id: str) -> None:
        """Let the next making of that resource fail."""
        self.client.control("formation/failures", {"logical_id": logical_id, "reason": "practised"})

    def _wait(self, stop: threading.Event, seconds: float) -> bool:
        self.client.advance(4)
        return stop.is_set()


@pytest.fixture
def account(data_dir: Path) -> Iterator[Practised]:
    made = Practised(data_dir)
    yield made
    made.aws.close()
    made.client.stop(TIMEOUT_S)


def test_each_is_built_changed_and_torn_down(account: Practised) -> None:
    account.build("artefacts")

    for each in catalogue():
        if each.id == "artefacts":
            continue
        told = account.build(each.id, **CHOSEN.get(each.id, {}))
        assert len({event.id for event in told}) == len(told)
        changed = account.stacks.plan(pattern(each.id), each.id, CHANGED[each.id])
        assert changed.changes, f"{each.id} does not change"
        assert not changed.is_new
        account.build(each.id, **CHANGED[each.id])
        proof = account.tear_down(each.id)
        assert proof.is_clean, (each.id, proof.leftovers)
        kept = [resource for resource in each.resources if resource.is_retained]
        assert len(proof.leftovers) == len(kept), (each.id, proof.leftovers)

    assert account.tear_down("artefacts").is_clean
    assert account.stacks.list() == ()


def test_a_failure_at_any_resource_leaves_nothing(account: Practised) -> None:
    failing = pattern(FAILING)

    for resource in failing.resources:
        account.fail(resource.logical_id)
        with pytest.raises(StackError) as failed:
            account.build(FAILING, **CHOSEN[FAILING])
        assert failed.value.problem.code is ErrorCode.STACK_FAILED
        assert failed.value.problem.params["resource"] == resource.logical_id
        assert account.stacks.status(FAILING).phase is StackPhase.ROLLED_BACK
        proof = account.tear_down(FAILING)
        assert proof.leftovers == (), (resource.logical_id, proof.leftovers)


def test_what_was_kept_is_taken_in_again_and_passes_the_check(account: Practised) -> None:
    account.build("artefacts")
    account.build("live-ivs")
    (channel,) = (each for each in account.stacks.list() if each.stack == "live-ivs")
    arn = next(each.value for each in channel.outputs if each.name == "ChannelArn")
    account.build("monitoring", ChannelArn=arn)
    account.tear_down("monitoring")

    plan = account.stacks.plan(pattern("monitoring"), "monitoring", {"ChannelArn": arn})
    imported = {each.logical_id for each in plan.changes if each.action is Action.IMPORT}
    account.stacks.apply(plan, confirmed="", told=lambda event: None, stop=threading.Event())
    result = practice_check(account.aws, account.stacks.status("monitoring"))

    assert imported == {"Sessions", "Samples", "Rollups"}
    # Nobody is told, because nobody's address was given; all else is as it should be.
    assert [each.id for each in result.items if not each.is_ok] == ["topic.destinations"]
    assert "sk_" not in json.dumps([str(each.evidence) for each in result.items])
