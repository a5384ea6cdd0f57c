"""What the chat puts on the picture for some seconds: a donation, a stamp, an effect, a message.

The window says what is to be seen (`ShowAlert`); every open source of the kind `alerts` shows it.
"""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

MOST_LETTERS = 200


class AlertKind(StrEnum):
    """What happened in the chat."""

    DONATION = "donation"
    STAMP = "stamp"
    EFFECT = "effect"
    MESSAGE = "message"


Line = Annotated[str, Meta(max_length=MOST_LETTERS)]


class Alert(Struct, frozen=True, omit_defaults=True):
    """One thing to be seen; plain text, never markup."""

    id: str
    """Seen once, however many sources hear of it twice."""
    kind: AlertKind
    who: Line = ""
    text: Line = ""
    amount: Line = ""
    """As it is written: `¥1,000`."""
    symbol: Line = ""
    """Name of the stamp or of the effect."""
    tier: Annotated[int, Meta(ge=0, le=4)] = 0
    """How big a donation is."""
