"""What of the chat is on the picture now: cards that come, stay and go, and one effect at a time.

Pure: it is told the time, and says what to draw and until when that stays true.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from encoder.alerts import Alert, AlertKind

FADE_S = 0.3
EFFECT_S = 4.0
FRAME_S = 1 / 15
"""While something moves it is drawn so often: each picture costs the compositor 10 ms."""
MOST_WAITING = 30
"""Alerts that wait for their turn; in a flood the oldest small ones go first."""
MOST_CARDS = 3
_REMEMBERED = 200


@dataclass(frozen=True, slots=True)
class Card:
    """One alert on the picture, and how far it is there: 0 gone, 1 fully."""

    alert: Alert
    presence: float


@dataclass(frozen=True, slots=True)
class Sight:
    """What is to be seen at one moment."""

    cards: tuple[Card, ...] = ()
    """The oldest first."""
    effect: str = ""
    effect_progress: float = 0.0
    """0 ... 1."""


class AlertBoard:
    """Keeps alerts until they had their time. Used by one thread."""

    def __init__(self, kinds: Iterable[AlertKind], card_s: float) -> None:
        self._kinds = frozenset(kinds)
        self._card_s = card_s
        self._waiting: deque[Alert] = deque()
        self._effects: deque[str] = deque(maxlen=MOST_CARDS)
        self._cards: list[tuple[Alert, float]] = []
        self._effect = ("", 0.0)
        self._seen: deque[str] = deque(maxlen=_REMEMBERED)

    def take(self, alert: Alert) -> None:
        """Show it as soon as there is room."""
        if alert.kind not in self._kinds or alert.id in self._seen:
            return
        self._seen.append(alert.id)
        if alert.kind is AlertKind.EFFECT:
            self._effects.append(alert.symbol)
            return
        if len(self._waiting) == MOST_WAITING:
            # Money is never passed over while something else can be.
            small = (each for each in self._waiting if each.kind is not AlertKind.DONATION)
            self._waiting.remove(next(small, self._waiting[0]))
        self._waiting.append(alert)

    def look(self, now_s: float) -> Sight:
        """Return what is to be seen now."""
        self._cards = [card for card in self._cards if now_s - card[1] < self._card_s]
        while self._waiting and len(self._cards) < MOST_CARDS:
            self._cards.append((self._waiting.popleft(), now_s))
        name, began_s = self._effect
        if not name or now_s - began_s >= EFFECT_S:
            name, began_s = (self._effects.popleft(), now_s) if self._effects else ("", 0.0)
            self._effect = (name, began_s)
        cards = tuple(Card(alert, self._presence(now_s - began)) for alert, began in self._cards)
        return Sight(cards, name, min(1.0, (now_s - began_s) / EFFECT_S) if name else 0.0)

    def wait_s(self, now_s: float) -> float | None:
        """Return how long what `look` returned at that time stays true; None: for ever."""
        if self._effect[0]:
            return FRAME_S
        waits = [self._card_wait_s(now_s - began_s) for _, began_s in self._cards]
        return min(waits, default=None)

    def _presence(self, age_s: float) -> float:
        edge_s = min(age_s, self._card_s - age_s)
        return max(0.0, min(1.0, edge_s / FADE_S))

    def _card_wait_s(self, age_s: float) -> float:
        until_going_s = self._card_s - FADE_S - age_s
        return FRAME_S if age_s < FADE_S else max(FRAME_S, until_going_s)
