"""What a broadcast is made of: canvas, sources, encoding, destinations, recording.

Everything here crosses a trust boundary (settings file, wire), so it is validated on decode.
"""

from collections.abc import Mapping
from typing import Annotated, Literal, TypeVar

import msgspec
from msgspec import Meta, Struct

from encoder.errors import ErrorCode, SettingsError

OptionValue = str | int | float | bool | None
SAMPLE_RATE_HZ = 48_000
"""Audio is 48 kHz stereo everywhere inside the engine (IVS: 44.1 or 48 kHz stereo AAC-LC)."""

X264Preset = Literal[
    "ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow", "slower"
]


class StreamKey:
    """A stream key that does not show itself: `str()` and `repr()` give stars.

    Only `reveal()` returns it; the callers are the wire to the engine and the RTMP session.
    """

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """Return the key itself; never log or print the result."""
        return self._text

    def __bool__(self) -> bool:
        return bool(self._text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, StreamKey) and other._text == self._text

    def __hash__(self) -> int:
        return hash(self._text)

    def __repr__(self) -> str:
        return "StreamKey(***)"

    __str__ = __repr__


class Canvas(Struct, frozen=True, forbid_unknown_fields=True):
    """Size and frame rate of the composed picture; fixed while on air."""

    width: Annotated[int, Meta(ge=160, le=3840, multiple_of=2)] = 1280
    height: Annotated[int, Meta(ge=90, le=2160, multiple_of=2)] = 720
    fps: Annotated[int, Meta(ge=1, le=60)] = 30


class SourceSpec(Struct, frozen=True, forbid_unknown_fields=True):
    """Which source, with its options as the source kind's own schema describes them."""

    kind: str
    options: dict[str, OptionValue] = {}


BitrateBps = Annotated[int, Meta(ge=100_000, le=50_000_000)]


class VideoEncoding(Struct, frozen=True, forbid_unknown_fields=True):
    """H.264 settings; constant bitrate by VBV and filler, closed GOPs of fixed length."""

    bitrate_bps: BitrateBps = 3_000_000
    encoder: str = "libx264"
    """FFmpeg's name of it; the catalogue lists those that proved themselves here."""
    keyframe_interval_s: Annotated[int, Meta(ge=1, le=10)] = 2
    preset: X264Preset = "veryfast"
    """Of libx264; other encoders have one setting of their own."""
    profile: Literal["baseline", "main", "high"] = "main"
    b_frames: Annotated[int, Meta(ge=0, le=3)] = 0
    is_low_latency: bool = True
    """True: no look-ahead and sliced threads (x264 `zerolatency`), about 0.3 s less delay."""


class AudioEncoding(Struct, frozen=True, forbid_unknown_fields=True):
    """AAC-LC settings, 48 kHz stereo."""

    bitrate_bps: Annotated[int, Meta(ge=32_000, le=320_000)] = 160_000


class Encoding(Struct, frozen=True, forbid_unknown_fields=True):
    """How the programme is encoded."""

    video: VideoEncoding = VideoEncoding()
    audio: AudioEncoding = AudioEncoding()


DestinationId = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
"""Tells the destinations of one broadcast apart; never shown."""
IngestKind = Literal["practice", "ivs-standard", "ivs-basic", "ivs-advanced", "medialive", "custom"]


class Destination(Struct, frozen=True, forbid_unknown_fields=True):
    """Where the stream goes: an rtmp:// or rtmps:// address and its stream key."""

    url: str
    key: StreamKey
    """Empty where the last part of the address is the stream's name (MediaLive)."""
    ingest: IngestKind = "custom"
    ca_file: str = ""
    """For rtmps: a file of PEM certificates to trust instead of the system's; empty = those."""
    id: DestinationId = "main"
    name: Annotated[str, Meta(max_length=80)] = ""
    """As the user calls it; empty = its host."""

    def __repr__(self) -> str:
        # The address itself may end in the stream's name.
        return f"Destination({self.shown_url!r}, key=***, ingest={self.ingest!r})"

    @property
    def shown_url(self) -> str:
        """The address without key or query, fit to be shown and logged."""
        address = self.url.partition("?")[0]
        if self.key:
            return address
        return f"{address.rpartition('/')[0]}/***"


class Recording(Struct, frozen=True, forbid_unknown_fields=True):
    """Where recordings and replays are written, and how they are called."""

    folder: str = ""
    """Empty: the folder the system has for videos."""
    name_template: Annotated[str, Meta(min_length=1, max_length=200)] = "{date} {time} {title}"
    """Fields: {date} {time} {title} {scene} {width} {height} {fps}; the suffix is added."""
    title: Annotated[str, Meta(max_length=200)] = ""
    """Title of the stream, for the template."""
    replay_s: Annotated[int, Meta(ge=0, le=600)] = 20
    """How much of the past a replay holds while anything is encoded; 0 = none is kept."""


Kind = TypeVar("Kind")


def checked(kind: type[Kind], values: Mapping[str, object]) -> Kind:
    """Return `values` as settings of this kind; raises SettingsError naming the wrong one."""
    try:
        return msgspec.convert(values, kind, dec_hook=decode_hook)
    except msgspec.ValidationError as error:
        expected, _, place = str(error).partition(" - at `$")
        names = place.strip("`.").split(".")
        value: object = values
        for name in names:
            value = value.get(name) if isinstance(value, Mapping) else None
        raise SettingsError(
            ErrorCode.SETTING_INVALID,
            setting=names[-1],
            value=value,
            limit=_choices(kind, names) or expected.replace("`", "").removeprefix("Expected "),
        ) from None


def _choices(kind: type, names: list[str]) -> str:
    """Return the words a setting takes, where it takes only certain ones."""
    info: object = msgspec.inspect.type_info(kind)
    for name in names:
        fields = info.fields if isinstance(info, msgspec.inspect.StructType) else ()
        info = next((field.type for field in fields if field.name == name), None)
    if isinstance(info, msgspec.inspect.LiteralType):
        return ", ".join(str(value) for value in info.values)
    return ""


def encode_hook(value: object) -> object:
    """Teach msgspec to write a StreamKey; used for the engine's wire and nowhere else."""
    if isinstance(value, StreamKey):
        return value.reveal()
    raise NotImplementedError(f"no JSON form for {type(value).__name__}")


def decode_hook(kind: type, value: object) -> object:
    """Teach msgspec to read a StreamKey, and to leave free-form values (`object`) as they are."""
    if kind is object:
        return value
    if kind is StreamKey:
        if not isinstance(value, str):
            raise TypeError("Expected `str`")  # msgspec adds the place
        return StreamKey(value)
    raise NotImplementedError(f"no JSON form for {kind.__name__}")
