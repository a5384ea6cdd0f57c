"""What the practice account says of itself, as JSON over its port and in its home folder."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

PROTOCOL_VERSION = 1
"""Version of everything in this module; a client and a practice account must agree on it."""

ACCOUNT_ID = "123456789012"
"""The one that examples use: nobody has it."""


class Scenario(StrEnum):
    """Trouble that can be practised; at most one of each at a time."""

    STARVATION = "starvation"
    """Almost nothing arrives at the ingest."""
    UPLINK_HALF = "uplink-half"
    """The road to the ingest carries half of what is sent."""
    VIEWER_DROP = "viewer-drop"
    """Two thirds of the audience leave."""
    CHAT_FLOOD = "chat-flood"
    THROTTLED = "throttled"
    """Every second call is refused as too many."""
    LATE_METRICS = "late-metrics"
    """Metrics appear five minutes late."""
    EXPIRED_CREDENTIALS = "expired-credentials"
    """Every call answers that the sign-in has expired."""


class AccountAddresses(Struct, frozen=True):
    """The file `account.json`: where a practice account listens. Only its owner reads it."""

    pid: int
    protocol: int
    port: int
    """Of both the AWS endpoint and, below `/livedesk/control/`, the control calls."""
    token: str
    """For the control calls."""


class AccountInfo(Struct, frozen=True):
    """A running practice account."""

    pid: int
    protocol: int
    url: str
    """The endpoint of all its services."""


class AccountStatus(Struct, frozen=True):
    """How the practice account is."""

    now: datetime
    """By its own clock."""
    ahead_s: float
    """How far its clock was put forward."""
    scenarios: tuple[Scenario, ...]
    journaled_calls: int
    """What it would repeat after a restart."""
    memory_bytes: int


class Mail(Struct, frozen=True):
    """One e-mail that a topic would have sent; it never leaves this machine."""

    at: datetime
    to: str
    subject: str
    text: str


class ScenarioWish(Struct, frozen=True, forbid_unknown_fields=True):
    """Body of `POST scenarios`."""

    scenario: Scenario
    is_on: bool = True
    channel: str = ""
    """Of the practice ingest; empty: all."""


class AdvanceWish(Struct, frozen=True, forbid_unknown_fields=True):
    """Body of `POST clock`."""

    seconds: Annotated[float, Meta(gt=0, le=366 * 86_400)]
