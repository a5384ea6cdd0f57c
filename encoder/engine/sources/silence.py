"""No sound, chosen on purpose: for a picture whose own sound nobody should hear."""

import msgspec

from encoder.engine.sources.base import NowFunction, SourceKind
from encoder.settings import Canvas


class SilenceOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """There is nothing to choose."""


class Silence:
    """Nothing to see, nothing to hear."""

    def picture(self, media_time_s: float) -> None:
        return None

    def sound(self, first_sample: int, count: int) -> None:
        return None

    def close(self) -> None:
        pass


def open_silence(options: SilenceOptions, canvas: Canvas, now: NowFunction) -> Silence:
    """Return silence."""
    return Silence()


KIND = SourceKind(
    kind="silence",
    title="Silence",
    options=SilenceOptions,
    open=open_silence,
    has_video=False,
    has_audio=True,
)
