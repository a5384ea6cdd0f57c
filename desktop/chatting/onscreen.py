"""What of the chat may be put on the picture: donations, stamps, effects, and chosen messages."""

from chatclient.messages import Entry
from chatclient.wire.envelopes import DonationBody, EffectBody, MessageBody, StampBody
from desktop.chatting.amounts import amount_text, amount_tier
from encoder.alerts import MOST_LETTERS, Alert, AlertKind


def alert_of(entry: Entry) -> Alert | None:
    """Return how a line looks on the picture; None for what has no place there by itself."""
    body, alert_id, who = entry.body, f"chat-{entry.seq}", _who(entry)
    if isinstance(body, DonationBody):
        amount = amount_text(body.amount, body.currency)
        tier = amount_tier(body.amount, body.currency)
        return Alert(alert_id, AlertKind.DONATION, who, _cut(body.text), amount, tier=tier)
    if isinstance(body, StampBody):
        return Alert(alert_id, AlertKind.STAMP, who, symbol=_cut(body.stamp))
    if isinstance(body, EffectBody):
        return Alert(alert_id, AlertKind.EFFECT, symbol=_cut(body.name))
    return None


def chosen_alert_of(entry: Entry) -> Alert | None:
    """Return how a line looks that the streamer puts on the picture; None where nobody spoke."""
    if isinstance(entry.body, MessageBody):
        text = _cut(entry.body.text)
        return Alert(f"chosen-{entry.seq}", AlertKind.MESSAGE, _who(entry), text)
    return alert_of(entry) if entry.envelope.user is not None else None


def _who(entry: Entry) -> str:
    user = entry.envelope.user
    return "" if user is None else _cut(user.name)


def _cut(text: str) -> str:
    return text[:MOST_LETTERS]
