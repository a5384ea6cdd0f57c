"""One stack in an account: planned, built, used, changed, and torn down whatever happens."""

import threading
from collections.abc import Callable

from cloud.awsclient import Aws
from cloud.destination import places_of
from cloud.errors import CallRefused
from cloud.models import Plan, StackEvent, StackPhase, TeardownProof
from cloud.patterns.catalogue import pattern
from cloud.stacks.stacks import Stacks

PATTERN = "live-ivs"
CHANGE = {"LatencyMode": "NORMAL"}
Say = Callable[[str], None]


class NotAsWanted(Exception):
    """Something is not as it should be; the text says what."""


class Trial:
    """Its stack has the tags of all of Livedesk's, and a name that says what it is for."""

    def __init__(self, aws: Aws, stacks: Stacks, stack: str, say: Say) -> None:
        self._aws = aws
        self._stacks = stacks
        self._stack = stack
        self._say = say

    def run(self) -> TeardownProof:
        """Do it all; raises NotAsWanted and CloudError, after the teardown."""
        try:
            self._build({})
            self._use()
            self._build(CHANGE)
        finally:
            proof = self._stacks.destroy(
                self._stack, confirmed=self._stack, told=self._tell, stop=threading.Event()
            )
        if proof.leftovers:
            raise NotAsWanted(f"this is left: {[each.arn for each in proof.leftovers]}")
        return proof

    def _build(self, parameters: dict[str, str]) -> None:
        plan = self._stacks.plan(pattern(PATTERN), self._stack, parameters)
        self._show(plan)
        if not plan.is_applicable:
            raise NotAsWanted(f"it can't be applied: {plan.findings[-1]}")
        status = self._stacks.apply(
            plan, confirmed=self._stack, told=self._tell, stop=threading.Event()
        )
        if status.phase is not StackPhase.READY:
            raise NotAsWanted(f"it is {status.status}")
        if not status.parameters.items() >= parameters.items():
            raise NotAsWanted(f"its parameters are {status.parameters}")

    def _use(self) -> None:
        (place,) = places_of(self._aws, self._stacks.status(self._stack))
        if not place.key or not place.url.startswith("rtmp"):
            raise NotAsWanted(f"there is no way to send to {place.url}")
        try:
            self._aws.call("ivs", "get_stream", channelArn=place.channel_arn)
        except CallRefused as error:
            if error.service_code == "ChannelNotBroadcasting":
                return
            raise
        raise NotAsWanted("somebody broadcasts to a channel that is a minute old")

    def _show(self, plan: Plan) -> None:
        for change in plan.changes:
            self._say(f"{change.action.value} {change.type} {change.logical_id}")

    def _tell(self, event: StackEvent) -> None:
        self._say(f"{event.status} {event.logical_id} {event.reason}".rstrip())
