"""A steady tone, to line up levels or to find out which channel is which."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from encoder.engine.sources.base import NowFunction, Samples, SourceKind
from encoder.engine.sources.secondloop import SecondLoop, sine
from encoder.settings import Canvas


class ToneOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Pitch, loudness and channel of the tone."""

    frequency_hz: Annotated[
        int,
        Meta(
            title="Pitch",
            description="How high the tone is.",
            ge=20,
            le=20_000,
            extra_json_schema={"x-unit": "Hz"},
        ),
    ] = 1_000
    volume_db: Annotated[
        float,
        Meta(
            title="Volume",
            description="How loud the tone is; 0 is the loudest.",
            ge=-60,
            le=0,
            extra_json_schema={"x-unit": "dB"},
        ),
    ] = -20.0
    channel: Annotated[
        Literal["both", "left", "right"],
        Meta(title="Channel", description="Where the tone is heard."),
    ] = "both"


class Tone:
    """The tone; a pure function of media time."""

    def __init__(self, options: ToneOptions) -> None:
        heard = (options.channel != "right", options.channel != "left")
        self._loop = SecondLoop(sine(options.frequency_hz, options.volume_db), heard)

    def picture(self, media_time_s: float) -> None:
        return None

    def sound(self, first_sample: int, count: int) -> Samples:
        return self._loop.samples(first_sample, count)

    def close(self) -> None:
        pass


def open_tone(options: ToneOptions, canvas: Canvas, now: NowFunction) -> Tone:
    """Compute one second of the tone."""
    return Tone(options)


KIND = SourceKind(
    kind="tone",
    title="Tone",
    options=ToneOptions,
    open=open_tone,
    has_video=False,
    has_audio=True,
)
