"""How much one user, one room and one address may ask of a node."""

from collections import OrderedDict
from collections.abc import Hashable
from math import ceil

from msgspec import Struct

from chatclient.wire.envelopes import Role
from chatclient.wire.requests import Effect, Request, Send
from cloud.chatserver.log import Clock
from cloud.chatserver.tokens import Claims

MAX_KEYS = 50_000


class Rate(Struct, frozen=True):
    """So many a second in the long run, and so many at once."""

    per_s: float
    burst: float


class Buckets:
    """One token bucket for each key. The one not asked for longest goes when there are too many."""

    def __init__(self, rate: Rate, clock: Clock, most: int = MAX_KEYS) -> None:
        self._rate = rate
        self._clock = clock
        self._most = most
        self._filled: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._filled)

    def take(self, key: Hashable, cost: float = 1.0) -> int:
        """Take from a key's bucket; return 0, or after how many ms there is enough in it."""
        now_s = self._clock()
        left, at_s = self._filled.pop(key, (self._rate.burst, now_s))
        left = min(self._rate.burst, left + max(0.0, now_s - at_s) * self._rate.per_s)
        cost = min(cost, self._rate.burst)  # more than there can ever be would wait for ever
        retry_ms = 0 if left >= cost else max(1, ceil((cost - left) / self._rate.per_s * 1000))
        self._filled[key] = (left if retry_ms else left - cost, now_s)
        if len(self._filled) > self._most:
            self._filled.popitem(last=False)
        return retry_ms


class Rates(Struct, frozen=True):
    """All rates of a node; the defaults are those of a public room."""

    viewer: Rate = Rate(1.0, 5.0)
    staff: Rate = Rate(20.0, 60.0)
    """Moderators and the host: a wave of spam is answered with many requests."""
    service: Rate = Rate(50.0, 200.0)
    """Donations, told by one payment service for everybody."""
    effect: Rate = Rate(0.5, 3.0)
    other: Rate = Rate(5.0, 20.0)
    """What is not numbered: pages, hearts, votes."""
    room: Rate = Rate(2_000.0, 4_000.0)
    connect: Rate = Rate(20.0, 200.0)
    """From one address; a whole company may sit behind it."""
    token: Rate = Rate(2.0, 30.0)


class RateLimits:
    """What a node asks before it does anything. Every answer is 0, or ms to wait."""

    def __init__(self, clock: Clock, rates: Rates | None = None) -> None:
        rates = rates or Rates()
        self._viewers = Buckets(rates.viewer, clock)
        self._staff = Buckets(rates.staff, clock)
        self._services = Buckets(rates.service, clock)
        self._effects = Buckets(rates.effect, clock)
        self._others = Buckets(rates.other, clock)
        self._rooms = Buckets(rates.room, clock)
        self._connects = Buckets(rates.connect, clock)
        self._tokens = Buckets(rates.token, clock)

    def connect(self, address: str) -> int:
        """Ask for a connection from an address."""
        return self._connects.take(address)

    def token(self, address: str) -> int:
        """Ask for a guest's token from an address."""
        return self._tokens.take(address)

    def request(self, who: Claims, request: Request) -> int:
        """Ask for a request of a user; what will be numbered counts for the room as well."""
        key = (who.live, who.user.id)
        if not request.CAPABILITY:
            return self._others.take(key)
        return self._bucket(who, request).take(key) or self._rooms.take(who.live)

    def _bucket(self, who: Claims, request: Request) -> Buckets:
        if isinstance(request, Effect):
            return self._effects
        if isinstance(request, Send) and request.amount and "donation" in who.capabilities:
            return self._services
        return self._viewers if who.user.role == Role.VIEWER else self._staff
