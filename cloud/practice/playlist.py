"""The live media playlist of a channel: which segments a player may fetch now. Pure.

Source: RFC 8216, sections 4.3 (tags) and 6.2 (what a server has to keep to). One deliberate
deviation: EXT-X-TARGETDURATION grows when a longer segment comes, since nobody knows beforehand how
far apart a publisher's keyframes will be, and starting high would make players start late.
"""

import math
from collections import deque
from dataclasses import dataclass, replace
from datetime import UTC, datetime

WINDOW_S = 300.0
"""How much of the past the playlist offers: so far a viewer can go back."""
LINGER_S = 30.0
"""How long a segment that left the playlist can still be fetched (RFC 8216, section 6.2.2)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One segment of the playlist; `program_time_s` in seconds since 1970."""

    name: str
    initialisation: str
    duration_s: float
    program_time_s: float
    is_discontinuous: bool


class Playlist:
    """A window of segments that moves on; media sequence numbers start at `first_number`."""

    def __init__(self, first_number: int, window_s: float = WINDOW_S) -> None:
        self._first_number = first_number
        self._window_s = window_s
        self._discontinuities_gone = 0
        self._entries: deque[Entry] = deque()
        self._lingering: deque[Entry] = deque()
        self._target_s = 2
        self._is_new = True

    @property
    def next_number(self) -> int:
        """The media sequence number of the segment that is added next."""
        return self._first_number + len(self._entries)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was added yet."""
        return self._is_new

    def add(self, entry: Entry) -> list[str]:
        """Put a segment at the end; return the names of files that nobody needs any more."""
        if self._is_new:  # nothing comes before it that it could differ from
            entry, self._is_new = replace(entry, is_discontinuous=False), False
        self._entries.append(entry)
        self._target_s = max(self._target_s, math.floor(entry.duration_s + 0.5))
        # Three segments at least: players refuse to start with less at hand.
        while len(self._entries) > 3 and _length(self._entries) - entry.duration_s > self._window_s:
            self._lingering.append(self._entries.popleft())
            self._first_number += 1
            self._discontinuities_gone += self._lingering[-1].is_discontinuous
        gone: list[str] = []
        while len(self._lingering) > 1 and _length(self._lingering) > LINGER_S:
            gone += self._forget_oldest()
        return gone

    def offers(self, name: str) -> bool:
        """Whether a file of that name may be fetched."""
        return any(
            name in (entry.name, entry.initialisation)
            for entries in (self._entries, self._lingering)
            for entry in entries
        )

    def render(self, *, has_ended: bool) -> str:
        """Write the playlist, with EXT-X-ENDLIST if the broadcast has ended."""
        lines = [
            "#EXTM3U",
            "#EXT-X-VERSION:7",
            f"#EXT-X-TARGETDURATION:{self._target_s}",
            f"#EXT-X-MEDIA-SEQUENCE:{self._first_number}",
            f"#EXT-X-DISCONTINUITY-SEQUENCE:{self._discontinuities_gone}",
        ]
        initialisation = ""
        for entry in self._entries:
            if entry.is_discontinuous:
                lines.append("#EXT-X-DISCONTINUITY")
            if entry.initialisation != initialisation:
                initialisation = entry.initialisation
                lines.append(f'#EXT-X-MAP:URI="{initialisation}"')
            lines.append(f"#EXT-X-PROGRAM-DATE-TIME:{_iso(entry.program_time_s)}")
            lines += (f"#EXTINF:{entry.duration_s:.3f},", entry.name)
        if has_ended:
            lines.append("#EXT-X-ENDLIST")
        return "\n".join(lines) + "\n"

    def _forget_oldest(self) -> list[str]:
        entry = self._lingering.popleft()
        following = self._lingering[0] if self._lingering else self._entries[0]
        is_shared = following.initialisation == entry.initialisation
        return [entry.name] if is_shared else [entry.name, entry.initialisation]


def _length(entries: deque[Entry]) -> float:
    return sum(entry.duration_s for entry in entries)


def _iso(time_s: float) -> str:
    return datetime.fromtimestamp(time_s, UTC).isoformat(timespec="milliseconds")
