"""A practice account of the tests' own, and the engine that builds in it."""

import threading
from collections.abc import Iterable, Mapping
from pathlib import Path

from cloud.awsclient import Aws
from cloud.models import Plan, StackEvent, StackStatus, TeardownProof
from cloud.patterns.catalogue import pattern
from cloud.patterns.metadata import OutputRole
from cloud.practice.accountclient import AccountClient
from cloud.settings import Account
from cloud.stacks.stacks import Stacks

IDLE_S = 300.0
"""Should the tests be killed, it ends by itself."""
STEP_S = 2.0
REGION = "us-east-1"
NEVER = threading.Event()

Parameters = Mapping[str, str]
# What makes each stack valid: everything else has a default, or Livedesk fills it in.
NEEDED: Mapping[str, Parameters] = {
    "live-hls-dash": {"InputCidr": "198.51.100.7/32"},
    "monitoring": {"ChannelArn": f"arn:aws:ivs:{REGION}:123456789012:channel/abcdEFGH1234"},
}


class PracticeAccount:
    """One account and its regions; the process ends with `close`."""

    def __init__(self, home: Path) -> None:
        self.client = AccountClient(home, launch_arguments=("--idle", str(IDLE_S)))
        self.info = self.client.ensure_running()
        self._calls: dict[str, Aws] = {}

    def close(self) -> None:
        """End it; a process that is already gone is fine."""
        for each in self._calls.values():
            each.close()
        self.client.stop()

    def start_again(self) -> None:
        """Have it running, after it has ended in whichever way."""
        self.info = self.client.ensure_running()

    def aws(self, region: str = REGION) -> Aws:
        """Calls to one of its regions."""
        if region not in self._calls:
            account = Account(region=region)
            self._calls[region] = Aws(account, practice_url=self.info.url)
        return self._calls[region]

    def new_calls(self) -> Aws:
        """Calls of somebody else's own, who closes them."""
        return Aws(Account(region=REGION), practice_url=self.info.url)

    def stacks(self, region: str = REGION) -> Stacks:
        """The engine; where it waits, the account's clock goes on instead."""
        return Stacks(self.aws(region), wait=self._wait)

    def plan(
        self,
        pattern_id: str,
        stack: str = "",
        parameters: Parameters | None = None,
        region: str = REGION,
    ) -> Plan:
        """Plan a stack, named like its architecture unless told otherwise."""
        values = NEEDED.get(pattern_id, {}) if parameters is None else parameters
        plan = self.stacks(region).plan(pattern(pattern_id), stack or pattern_id, values)
        failed = [each for each in plan.findings if not each.is_ok]
        assert not failed, failed
        return plan

    def apply(
        self, plan: Plan, told: list[StackEvent] | None = None, region: str = REGION
    ) -> StackStatus:
        """Carry a plan out."""
        events: list[StackEvent] = [] if told is None else told
        stacks = self.stacks(region)
        return stacks.apply(plan, confirmed="", told=events.append, stop=NEVER)

    def build(
        self,
        pattern_id: str,
        stack: str = "",
        parameters: Parameters | None = None,
        region: str = REGION,
    ) -> StackStatus:
        """Plan and build."""
        return self.apply(self.plan(pattern_id, stack, parameters, region), region=region)

    def destroy(
        self, stack: str, told: list[StackEvent] | None = None, region: str = REGION
    ) -> TeardownProof:
        """Tear a stack down."""
        events: list[StackEvent] = [] if told is None else told
        stacks = self.stacks(region)
        return stacks.destroy(stack, confirmed="", told=events.append, stop=NEVER)

    def fail(self, logical_id: str, reason: str, deed: str = "create") -> None:
        """Let the next such deed on that resource fail."""
        wish = {"logical_id": logical_id, "reason": reason, "deed": deed}
        self.client.control("formation/failures", wish)

    def delete_tables(self, names: Iterable[str], region: str = REGION) -> None:
        """Delete what stacks have retained."""
        for name in names:
            self.aws(region).call(
                "dynamodb",
                "update_table",
                TableName=name,
                DeletionProtectionEnabled=False,
            )
            self.aws(region).call("dynamodb", "delete_table", TableName=name)

    def _wait(self, stop: threading.Event, seconds: float) -> bool:
        self.client.advance(STEP_S)
        return stop.is_set()


def output(status: StackStatus, role: OutputRole) -> str:
    """Return an output that has to be there."""
    value = status.output(role)
    assert value, f"{status.stack} has no {role}"
    return value
