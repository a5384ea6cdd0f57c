"""What a price is made of: dated rates, lines, usage, and the load of an audience."""

from msgspec import Struct

from cloud.patterns.metadata import Basis, Text


class Rate(Struct, frozen=True):
    """What one unit costs, where that is written, and when somebody looked."""

    key: str
    unit: str
    """E.g. `h`, `GB`, `million requests`."""
    usd: float | None
    """For one unit; None: not known, and never guessed."""
    tiers: tuple[tuple[float | None, float], ...] = ()
    """(up to so many units a month, USD a unit) in order; the last tier has no end. Empty: `usd`
    for all."""
    source: str = ""
    """Where the figure stands: a page, or the Price List API."""
    as_of: str = ""
    """Date of the figure, YYYY-MM-DD."""
    url: str = ""
    """Where to look it up."""
    region: str = "us-east-1"
    """Where it holds; `global` for what costs the same everywhere."""


class PriceLine(Struct, frozen=True):
    """One line of a price."""

    title: Text
    per: Basis
    quantity: float
    """In units of the rate."""
    rate: Rate
    usd: float | None
    """None: the price of this line is not known."""
    resources: tuple[str, ...] = ()


class Usage(Struct, frozen=True, forbid_unknown_fields=True):
    """What is assumed of a show, or a month."""

    live_hours: float = 2.0
    viewers: int = 500
    """On average, at the same time."""
    messages_per_s: float = 2.0
    """In the chat, all together."""
    hours: float = 2.0
    """How long the stack exists; monthly charges count in proportion, a month has 730."""
    gb_per_viewer_hour: float | None = None
    """None: what the architecture says."""
    hit_ratio: float = 0.98
    """Part of the edge's requests that never reach the origin."""
    segment_s: float = 2.0


class QuotaShort(Struct, frozen=True):
    """A limit of a service that this audience would pass."""

    title: Text
    limit: float
    needed: float
    unit: str
    source: str
    """Where the limit is written, and when somebody looked."""


class AudienceLoad(Struct, frozen=True):
    """What a number of viewers does to the delivery."""

    viewers: int
    edge_requests_per_s: float
    edge_gbps: float
    origin_requests_per_s: float
    origin_gbps: float
    hit_ratio: float
    usd_per_hour: float | None
    quotas: tuple[QuotaShort, ...] = ()
    """What has to be raised first."""


class Price(Struct, frozen=True):
    """What something costs."""

    lines: tuple[PriceLine, ...]
    usd: float | None
    """The sum; None when a line that is not zero is not known."""
    usd_known: float
    """The sum of the lines that are known."""
    usd_per_live_hour: float | None
    usd_per_month_idle: float | None
    """What it costs to let it stand and not use it."""
    region: str
    """That was asked for; a rate says itself where it holds."""
    usage: Usage

    @property
    def is_complete(self) -> bool:
        """No line is unknown."""
        return self.usd is not None

    @property
    def is_of_region(self) -> bool:
        """Every known rate holds in that region; otherwise it is a price for comparison."""
        known = [line.rate for line in self.lines if line.usd is not None]
        return all(rate.region in (self.region, "global") for rate in known)
