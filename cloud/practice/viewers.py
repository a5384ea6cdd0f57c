"""Counts viewers by their requests, and keeps what their pages say of their playback. Pure.

A viewer is a page load (the id its player puts into every request) or, for other players, an
address with its program name. Who has asked for nothing in 15 s has gone, as IVS counts viewers.
"""

from collections import OrderedDict
from typing import Annotated

from msgspec import Meta, Struct

from cloud.practice.messages import ViewerPlayback

SEEN_S = 15.0
MAX_VIEWERS = 1000
"""More are counted as this many; the longest silent are forgotten first."""
MAX_SHOWN = 50
_Text = Annotated[str, Meta(max_length=200)]
_Count = Annotated[int, Meta(ge=0, lt=2**53)]
_Seconds = Annotated[float, Meta(ge=-1e9, le=1e12)]


class Beacon(Struct, frozen=True, forbid_unknown_fields=True):
    """What a watch page reports of its playback; sizes are limited, for anybody may send it."""

    state: _Text
    position_s: _Seconds = 0.0
    at_ms: _Count = 0
    """When the picture that is seen was made, UTC; 0: not known."""
    media_sequence: _Count = 0
    rendition: Annotated[str, Meta(max_length=20)] = ""
    played_s: _Seconds = 0.0
    decoded_frames: _Count = 0
    dropped_frames: _Count = 0
    stalls: _Count = 0
    latency_s: _Seconds = 0.0
    errors: Annotated[list[_Text], Meta(max_length=5)] = []


class Viewers:
    """The viewers of one channel."""

    def __init__(self) -> None:
        self._seen: OrderedDict[str, float] = OrderedDict()
        self._beacons: dict[str, Beacon] = {}
        self._left_at_ms: OrderedDict[str, int] = OrderedDict()

    def saw(self, viewer: str, now_s: float, beacon: Beacon | None = None) -> None:
        """Count a request of `viewer`, with what its page reports, if that is what it was for."""
        self._seen[viewer] = now_s
        self._seen.move_to_end(viewer)
        if beacon is not None:
            self._beacons[viewer] = beacon
            self._remember(viewer, beacon.at_ms)
        while len(self._seen) > MAX_VIEWERS:
            self._forget_oldest()

    def resume_at_ms(self, viewer: str) -> int | None:
        """Return the time of the picture this viewer saw last; None for one who is new."""
        return self._left_at_ms.get(viewer)

    def count(self, now_s: float) -> int:
        """Return how many watch."""
        while self._seen and next(iter(self._seen.values())) <= now_s - SEEN_S:
            self._forget_oldest()
        return len(self._seen)

    def playback(self, now_s: float) -> list[ViewerPlayback]:
        """Return what pages reported last, of at most MAX_SHOWN that still watch."""
        self.count(now_s)
        shown = [(name, self._beacons[name]) for name in self._seen if name in self._beacons]
        return [
            ViewerPlayback(
                name,
                beacon.state,
                beacon.position_s,
                beacon.played_s,
                beacon.decoded_frames,
                beacon.dropped_frames,
                beacon.stalls,
                beacon.latency_s,
                list(beacon.errors),
                beacon.rendition,
            )
            for name, beacon in shown[-MAX_SHOWN:]
        ]

    def _remember(self, viewer: str, at_ms: int) -> None:
        if at_ms:
            self._left_at_ms[viewer] = at_ms
            self._left_at_ms.move_to_end(viewer)
        while len(self._left_at_ms) > MAX_VIEWERS:
            self._left_at_ms.popitem(last=False)

    def _forget_oldest(self) -> None:
        viewer, _ = self._seen.popitem(last=False)
        self._beacons.pop(viewer, None)
