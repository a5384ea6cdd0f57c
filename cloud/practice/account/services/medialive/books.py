"""What the practice account keeps of MediaLive in one region, and the states that take time."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from moto.moto_api._internal import mock_random

from cloud.practice.account.services.ownservice import Refused
from cloud.practice.accountmessages import ACCOUNT_ID

Members = dict[str, Any]
LONGEST_WAIT_S = {
    "CREATING": 1.0,
    "STARTING": 3.0,
    "STOPPING": 2.0,
    "UPDATING": 1.0,
    "DELETING": 1.0,
}
"""How long each passing state lasts; at AWS it is up to minutes."""


@dataclass(slots=True)
class Thing:
    """A channel, an input or an input security group."""

    id: str
    arn: str
    members: Members
    """As they were given and as they are answered."""
    state: str
    next_state: str = ""
    due_s: float = 0.0
    """When `next_state` comes, by the account's clock."""
    told: str = ""
    """The last state of which an event was sent."""

    def settle(self, now_s: float) -> str:
        """Return the state that it has now."""
        if self.next_state and now_s >= self.due_s:
            self.state, self.next_state = self.next_state, ""
        return self.state

    def pass_through(self, state: str, then: str, now_s: float) -> None:
        """Go to a passing state, and later to another one."""
        self.state, self.next_state, self.due_s = state, then, now_s + LONGEST_WAIT_S[state]


@dataclass(slots=True)
class Books:
    """Everything by its id."""

    region: str
    channels: dict[str, Thing] = field(default_factory=dict)
    inputs: dict[str, Thing] = field(default_factory=dict)
    groups: dict[str, Thing] = field(default_factory=dict)

    def add(self, things: dict[str, Thing], kind: str, members: Members, state: str) -> Thing:
        """Keep a new thing; `kind`: as its ARN says."""
        new_id = str(mock_random.randint(1_000_000, 9_999_999))
        while new_id in things:
            new_id = str(mock_random.randint(1_000_000, 9_999_999))
        arn = f"arn:aws:medialive:{self.region}:{ACCOUNT_ID}:{kind}:{new_id}"
        thing = things[new_id] = Thing(new_id, arn, {"Tags": {}, **members}, state)
        return thing

    def channels_of(self, input_id: str) -> list[Thing]:
        """Return the channels to which an input is attached."""
        return [each for each in self.channels.values() if input_id in attached(each)]

    def inputs_of(self, group_id: str) -> list[Thing]:
        """Return the inputs that a group guards."""
        return [
            each
            for each in self.inputs.values()
            if group_id in (each.members.get("InputSecurityGroups") or ())
        ]

    def tagged(self, arn: str) -> Thing:
        """Return whatever has that ARN; raises Refused."""
        for thing in self.everything():
            if thing.arn == arn:
                return thing
        raise Refused("NotFoundException", f"There is nothing with the ARN {arn}.")

    def everything(self) -> Iterator[Thing]:
        """Yield all channels, inputs and groups."""
        for things in (self.channels, self.inputs, self.groups):
            yield from things.values()


def attached(channel: Thing) -> list[str]:
    """Return the ids of a channel's inputs."""
    return [each["InputId"] for each in channel.members.get("InputAttachments") or ()]


def found(things: dict[str, Thing], wanted: str, kind: str) -> Thing:
    """Return the thing of that id; raises Refused."""
    if wanted not in things:
        raise Refused("NotFoundException", f"{kind} not found: {wanted}")
    return things[wanted]
