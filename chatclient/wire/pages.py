"""What is read over HTTP: the newest messages for polling, pages, and chunks for replay.

`/chat/<live>/latest.json`          Latest      changes every second
`/chat/<live>/s/<page>.json?e=...`  LogPage     of this epoch immutable once it is full
`/chat/<live>/<mediaSequence>.json` Chunk       immutable once its segment is closed
`/chat/<live>/index.json`           ChunkIndex  the segments, and how much was said in each
`/chat/<live>/tombstones.json`      Tombstones  what is to be seen no more
`/chat/<live>?from=&to=`            Replayed    what was said in a span of the video
"""

from msgspec import Struct

from chatclient.wire.envelopes import Envelope, LiveBody, PinBody, PollBody, RoomSettings
from chatclient.wire.pushed import Stats

PAGE_SIZE = 100
"""Page n holds the numbers n * 100 ... n * 100 + 99."""
LATEST_SIZE = 200
MAX_SPAN_MS = 60_000


class Latest(Struct, frozen=True, omit_defaults=True):
    """The newest of a room, the same for everybody."""

    epoch: str
    head: int
    poll_ms: int
    """Ask again after so long."""
    items: tuple[Envelope, ...]
    stats: Stats = Stats()
    settings: RoomSettings = RoomSettings()
    pin: PinBody | None = None
    poll: PollBody | None = None
    live: LiveBody | None = None
    gaps: tuple[tuple[int, int], ...] = ()
    now_ms: int = 0


class LogPage(Struct, frozen=True, omit_defaults=True):
    """A hundred numbers of the log."""

    epoch: str
    first: int
    items: tuple[Envelope, ...]
    is_full: bool = False
    gaps: tuple[tuple[int, int], ...] = ()


class Segment(Struct, frozen=True, omit_defaults=True):
    """One segment of the video, on the room's media timeline."""

    media_sequence: int
    at_ms: int
    """UTC of its first picture (EXT-X-PROGRAM-DATE-TIME)."""
    duration_ms: int
    position_ms: int = 0
    """Where it begins on the timeline: the sum of the durations before it."""
    is_discontinuity: bool = False


class Chunk(Struct, frozen=True, omit_defaults=True):
    """What was said during one segment; an empty list is a fact, never an error."""

    live: str
    media_sequence: int
    position_ms: int
    duration_ms: int
    items: tuple[Envelope, ...]
    is_closed: bool = True
    """Nothing is added any more: nobody who says something can be so far behind."""
    version: int = 1


class Counted(Struct, frozen=True, omit_defaults=True):
    """One segment, and how much was said during it."""

    segment: Segment
    messages: int = 0
    stamps: int = 0
    donations: int = 0


class ChunkIndex(Struct, frozen=True, omit_defaults=True):
    """All segments of a room."""

    live: str
    epoch: str
    segments: tuple[Counted, ...]
    version: int = 1


class Tombstones(Struct, frozen=True, omit_defaults=True):
    """What was taken down, also after its chunk was closed."""

    live: str
    seqs: tuple[int, ...] = ()
    purged: dict[str, int] = {}
    """Ids of users, and up to which number everything they said is down."""
    cleared: int = 0
    """Everything that was said up to this number is down."""
    version: int = 1


class Replayed(Struct, frozen=True, omit_defaults=True):
    """What was said in a span of the video, by position, then number."""

    live: str
    from_ms: int
    to_ms: int
    """The span is half open: what was said at `to_ms` is not in it."""
    items: tuple[Envelope, ...]
    next_after: int = 0
    """More of the same span comes after this number; 0: that was all."""
