"""The tracks of a movie: what they hold, and the `trak` box that tells a player."""

import struct
from dataclasses import dataclass, field

from encoder.mp4.boxes import box, full_box

VIDEO_TRACK = 1
AUDIO_TRACK = 2
VIDEO_TIMESCALE = 90_000
"""Ticks per second of the video track, as usual for H.264; RTMP's milliseconds are 90 each."""
MOVIE_TIMESCALE = 1000
NO_SAMPLES = b"".join(
    (
        full_box("stts", 0, 0, bytes(4)),
        full_box("stsc", 0, 0, bytes(4)),
        full_box("stsz", 0, 0, bytes(8)),
        full_box("stco", 0, 0, bytes(4)),
    )
)
"""The sample tables of a track whose samples are all in fragments."""

_IDENTITY = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)


@dataclass(frozen=True, slots=True)
class VideoTrack:
    """H.264: the decoder configuration record as it came, and the picture size."""

    decoder_configuration: bytes = field(repr=False)
    width: int
    height: int
    begins_at: int = 0
    """Ticks of the track at which the first picture is shown: reordered ones are decoded before."""

    @property
    def timescale(self) -> int:
        """Ticks per second."""
        return VIDEO_TIMESCALE


@dataclass(frozen=True, slots=True)
class AudioTrack:
    """AAC: the AudioSpecificConfig as it came; the track's timescale is its sample rate in Hz."""

    specific_config: bytes = field(repr=False)
    sample_rate: int
    channels: int
    begins_at: int = 0
    """Ticks of the track at which the movie begins; what lies before is decoded, not heard."""

    @property
    def timescale(self) -> int:
        """Ticks per second."""
        return self.sample_rate


def movie_header(duration: int = 0) -> bytes:
    """Return `mvhd`; `duration` in ticks of MOVIE_TIMESCALE."""
    fixed = struct.pack(">IIIIIHHII", 0, 0, MOVIE_TIMESCALE, duration, 0x10000, 0x0100, 0, 0, 0)
    return full_box("mvhd", 0, 0, fixed, _IDENTITY, bytes(24), struct.pack(">I", 0xFFFFFFFF))


def video_track(video: VideoTrack, tables: bytes = NO_SAMPLES, duration: int = 0) -> bytes:
    """Return `trak`; `tables` say where the samples are, `duration` in ticks of the track."""
    entry = box(
        "avc1",
        bytes(6) + struct.pack(">H", 1) + bytes(16),
        struct.pack(">HHIIIH", video.width, video.height, 0x480000, 0x480000, 0, 1),
        bytes(32) + struct.pack(">Hh", 24, -1),
        box("avcC", video.decoder_configuration),
    )
    header = _track_header(VIDEO_TRACK, _shown(video, duration), (video.width, video.height))
    kind = full_box("vmhd", 0, 1, bytes(8))
    return box(
        "trak",
        header + _edits(video, duration),
        _media(video.timescale, duration, b"vide", kind + _references(), entry, tables),
    )


def audio_track(audio: AudioTrack, tables: bytes = NO_SAMPLES, duration: int = 0) -> bytes:
    """Return `trak`; `tables` say where the samples are, `duration` in ticks of the track."""
    rate = audio.sample_rate << 16 if audio.sample_rate < 1 << 16 else 0
    entry = box(
        "mp4a",
        bytes(6) + struct.pack(">H", 1) + bytes(8),
        struct.pack(">HHHHI", audio.channels or 2, 16, 0, 0, rate),
        _elementary_stream(audio.specific_config),
    )
    header = _track_header(AUDIO_TRACK, _shown(audio, duration))
    kind = full_box("smhd", 0, 0, bytes(4))
    return box(
        "trak",
        header + _edits(audio, duration),
        _media(audio.timescale, duration, b"soun", kind + _references(), entry, tables),
    )


def _shown(track: VideoTrack | AudioTrack, duration: int) -> int:
    """Return how long the track is in the movie, in ticks of MOVIE_TIMESCALE."""
    left_out = track.begins_at if isinstance(track, AudioTrack) else 0  # every picture is shown
    return max(0, duration - left_out) * MOVIE_TIMESCALE // track.timescale


def _track_header(track: int, duration: int, size: tuple[int, int] = (0, 0)) -> bytes:
    volume = 0 if size[0] else 0x0100
    return full_box(
        "tkhd", 0, 3,
        struct.pack(">IIIII", 0, 0, track, 0, duration), bytes(8),
        struct.pack(">HHHH", 0, 0, volume, 0),
        _IDENTITY, struct.pack(">II", size[0] << 16, size[1] << 16),
    )  # fmt: skip


def _edits(track: VideoTrack | AudioTrack, duration: int) -> bytes:
    if not track.begins_at:
        return b""
    # While a file grows its duration is 0, which an edit list takes as "to the end".
    row = struct.pack(">IIihh", 1, _shown(track, duration), track.begins_at, 1, 0)
    return box("edts", full_box("elst", 0, 0, row))


def _media(
    timescale: int, duration: int, handler: bytes, kind: bytes, entry: bytes, tables: bytes
) -> bytes:
    # 0x55C4: the language "und". Version 1: 90 kHz outgrow 32 bits after 13 hours.
    header = full_box("mdhd", 1, 0, struct.pack(">QQIQHH", 0, 0, timescale, duration, 0x55C4, 0))
    described = full_box("stsd", 0, 0, struct.pack(">I", 1), entry)
    return box(
        "mdia",
        header,
        full_box("hdlr", 0, 0, bytes(4), handler, bytes(12), b"Livedesk\x00"),
        box("minf", kind, box("stbl", described, tables)),
    )


def _references() -> bytes:
    return box("dinf", full_box("dref", 0, 0, struct.pack(">I", 1), full_box("url ", 0, 1)))


def _elementary_stream(specific_config: bytes) -> bytes:
    """Write `esds`: descriptors of the stream, its decoder and its configuration (14496-1, 7.2)."""
    specific = _descriptor(5, specific_config)
    # 0x40: MPEG-4 audio; 0x15: an audio stream; buffer and bit rates are not known
    decoder = _descriptor(4, bytes((0x40, 0x15)) + bytes(11) + specific)
    return full_box("esds", 0, 0, _descriptor(3, bytes(3) + decoder + _descriptor(6, b"\x02")))


def _descriptor(tag: int, content: bytes) -> bytes:
    size = len(content)
    # Always four length bytes of seven bits each, as most writers do.
    length = bytes((size >> shift & 0x7F) | (0x80 if shift else 0) for shift in (21, 14, 7, 0))
    return bytes((tag,)) + length + content
