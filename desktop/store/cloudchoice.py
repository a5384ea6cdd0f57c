"""What is kept of the cloud: which account, and which of its channels a destination means."""

from typing import Annotated

from msgspec import Meta, Struct

from cloud.settings import Account, StackName

AUTO_STOP_H = 4.0
MOST_PLACES = 2
"""A channel takes the stream at so many addresses: MediaLive has two."""


class CloudChannel(Struct, frozen=True, forbid_unknown_fields=True):
    """A channel of a stack; its key is never kept, but fetched when a broadcast begins."""

    account: Account
    stack: StackName
    place: Annotated[int, Meta(ge=0, lt=MOST_PLACES)] = 0
    """Which of its addresses."""


class CloudRecorder(Struct, frozen=True, forbid_unknown_fields=True):
    """The function that records shows, of a monitoring stack that was seen."""

    account: Account
    stack: StackName
    function: Annotated[str, Meta(min_length=1, max_length=140)]
    channel_id: Annotated[str, Meta(min_length=1, max_length=128)]
    """The channel that it records, as metrics and rows name it."""


class CloudChoice(Struct, frozen=True, forbid_unknown_fields=True):
    """What the cloud page begins with."""

    account: Account = Account()
    pattern: Annotated[str, Meta(max_length=80)] = "live-ivs"
    """The architecture that was looked at last."""
    auto_stop_h: Annotated[float, Meta(ge=0, le=168)] = AUTO_STOP_H
    """What is paid while it runs is stopped by itself after so many hours; 0: it is not."""
    recorder: CloudRecorder | None = None
    """Who is told of shows; None: nobody."""
