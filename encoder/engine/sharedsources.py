"""Opens a source once, however many inputs use it: a camera can't be opened twice.

Only kinds without sound are shared: pictures can be looked at by many, while sound is read at one
input's own pace.
"""

import threading
from collections.abc import Callable

import av
import msgspec

from encoder.alerts import Alert
from encoder.engine.sources.base import Alerted, NowFunction, Source
from encoder.settings import Canvas, SourceSpec

Opener = Callable[[SourceSpec, Canvas, NowFunction], Source]


class SharedSources:
    """An opener. Who opens what is open already gets a share of it; the last one closes it."""

    def __init__(self, open_source: Opener, is_shareable: Callable[[str], bool]) -> None:
        """`is_shareable` judges a kind."""
        self._open_source = open_source
        self._is_shareable = is_shareable
        self._lock = threading.Lock()
        self._places: dict[bytes, _Place] = {}

    def __call__(self, spec: SourceSpec, canvas: Canvas, now: NowFunction) -> Source:
        """Open it, or wait while another thread does; raises SourceError."""
        if not self._is_shareable(spec.kind):
            return self._open_source(spec, canvas, now)
        place = self._reserve(spec)
        try:
            with place.lock:
                if place.source is None:
                    place.source = self._open_source(spec, canvas, now)
                return _Share(self, place, place.source)
        except Exception:
            self.release(place)
            raise

    def abandon(self, place: "_Place") -> None:
        """Give it to nobody else: its source is lost."""
        with self._lock:
            if self._places.get(place.name) is place:
                del self._places[place.name]

    def release(self, place: "_Place") -> None:
        """Give one share back; the last one closes the source."""
        with self._lock:
            place.users -= 1
            is_used = place.users > 0
            if not is_used and self._places.get(place.name) is place:
                del self._places[place.name]
        if not is_used:
            with place.lock:
                if place.source is not None:
                    place.source.close()

    def _reserve(self, spec: SourceSpec) -> "_Place":
        name = msgspec.json.encode(spec, order="deterministic")
        with self._lock:
            place = self._places.setdefault(name, _Place(name))
            place.users += 1
            return place


class _Place:
    """One source, or where it is being opened."""

    def __init__(self, name: bytes) -> None:
        self.name = name
        self.lock = threading.Lock()
        """Held while the source is opened and closed."""
        self.source: Source | None = None
        self.users = 0


class _Share:
    """One user's part of a source."""

    def __init__(self, owner: SharedSources, place: _Place, source: Source) -> None:
        self._owner = owner
        self._place = place
        self._source = source

    def picture(self, media_time_s: float) -> av.VideoFrame | None:
        try:
            return self._source.picture(media_time_s)
        except Exception:
            # Its other users learn it from the source itself; who opens it again gets a new one.
            self._owner.abandon(self._place)
            raise

    def sound(self, first_sample: int, count: int) -> None:
        return None

    def alert(self, alert: Alert) -> None:
        if isinstance(self._source, Alerted):
            self._source.alert(alert)

    def close(self) -> None:
        self._owner.release(self._place)
