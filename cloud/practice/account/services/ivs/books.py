"""What the practice account keeps of Amazon IVS in one region."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from moto.moto_api._internal import mock_random

from cloud.practice.account.services.ownservice import Refused
from cloud.practice.accountmessages import ACCOUNT_ID

Record = dict[str, Any]


@dataclass(slots=True)
class Books:
    """Records by their ARNs, with the names that the service's model gives to members."""

    region: str
    channels: dict[str, Record] = field(default_factory=dict)
    keys: dict[str, Record] = field(default_factory=dict)
    """Stream keys, without their values: those belong to the ingest."""
    others: dict[str, dict[str, Record]] = field(default_factory=lambda: defaultdict(dict))
    """By kind: `recording-configuration`, `playback-key`, `playback-restriction-policy`."""

    def new_arn(self, kind: str) -> str:
        """Return an ARN that is not in use."""
        name = mock_random.get_random_string(12)
        return f"arn:aws:ivs:{self.region}:{ACCOUNT_ID}:{kind}/{name}"

    def channel(self, arn: str) -> Record:
        """Return a channel; raises Refused."""
        return found(self.channels, arn)

    def tagged(self, arn: str) -> Record:
        """Return whatever has that ARN; raises Refused."""
        every = (self.channels, self.keys, *self.others.values())
        return next((each[arn] for each in every if arn in each), None) or found({}, arn)


def found(records: dict[str, Record], arn: str) -> Record:
    """Return the record of an ARN; raises Refused."""
    if arn not in records:
        raise Refused("ResourceNotFoundException", f"Resource: {arn} not found")
    return records[arn]


def ingest_name(channel_arn: str) -> str:
    """Return how a channel is called at the practice ingest."""
    return channel_arn.rpartition("/")[2].lower()
