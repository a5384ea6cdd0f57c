"""What a broadcast is made of: programme (sources on a canvas), encoding, destination.

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


class Programme(Struct, frozen=True, forbid_unknown_fields=True):
    """What viewers see and hear.

    `audio=None` means the sound that belongs to the picture (the pattern's beep, the file's
    own track), or silence where the picture has none.
    """

    canvas: Canvas = Canvas()
    video: SourceSpec = SourceSpec("pattern")
    audio: SourceSpec | None = None


BitrateBps = Annotated[int, Meta(ge=100_000, le=50_000_000)]


class VideoEncoding(Struct, frozen=True, forbid_unknown_fields=True):
    """H.264 settings; constant bitrate by VBV and filler, closed GOPs of fixed length."""

    bitrate_bps: BitrateBps = 3_000_000
    keyframe_interval_s: Annotated[int, Meta(ge=1, le=10)] = 2
    preset: X264Preset = "veryfast"
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


IngestKind = Literal["practice", "ivs-standard", "ivs-basic", "ivs-advanced", "medialive", "custom"]


class Destination(Struct, frozen=True, forbid_unknown_fields=True):
    """Where the stream goes: an rtmp:// or rtmps:// address and its stream key."""

    url: str
    key: StreamKey
    """Empty where the last part of the address is the stream's name (MediaLive)."""
    ingest: IngestKind = "custom"
    ca_file: str = ""
    """For rtmps: a file of PEM certificates to trust instead of the system's; empty = those."""

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
