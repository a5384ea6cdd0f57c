"""Writes fragmented MP4 for HLS: an initialisation segment, and media segments. Pure.

Written here rather than by FFmpeg's muxer because the samples are at hand: nothing needs probing,
no thread can hang in native code, and every limit is ours. Tests read the result with FFmpeg and
Chromium.

Sources: ISO/IEC 14496-12 (ISO base media file format), section 8 for every box by its name;
14496-15 section 5.3 (avc1, avcC); 14496-14 section 5.6 (mp4a, esds); RFC 8216 section 3.3.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field

VIDEO_TRACK = 1
AUDIO_TRACK = 2
VIDEO_TIMESCALE = 90_000
"""Ticks per second of the video track, as usual for H.264; RTMP's milliseconds are 90 each."""

_IDENTITY = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
_SYNC_SAMPLE = 0x0200_0000  # sample_depends_on = 2: on no other
_NON_SYNC_SAMPLE = 0x0101_0000  # depends on others, and sample_is_non_sync_sample


@dataclass(frozen=True, slots=True)
class VideoTrack:
    """H.264: the decoder configuration record as it came, and the picture size."""

    decoder_configuration: bytes = field(repr=False)
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class AudioTrack:
    """AAC: the AudioSpecificConfig as it came; the track's timescale is its sample rate in Hz."""

    specific_config: bytes = field(repr=False)
    sample_rate: int
    channels: int


@dataclass(frozen=True, slots=True)
class Sample:
    """One frame; duration and composition offset in ticks of its track."""

    payload: bytes = field(repr=False)
    duration: int
    is_sync: bool = True
    composition_offset: int = 0


@dataclass(frozen=True, slots=True)
class TrackRun:
    """Consecutive samples of one track, the first of which is decoded at `decode_time` (ticks)."""

    track: int
    decode_time: int
    samples: Sequence[Sample]


def initialisation_segment(video: VideoTrack | None, audio: AudioTrack | None) -> bytes:
    """Return `ftyp` and `moov` for the tracks there are."""
    tracks: list[bytes] = []
    extensions: list[bytes] = []
    if video is not None:
        tracks.append(_video_track(video))
        extensions.append(_full_box("trex", 0, 0, struct.pack(">5I", VIDEO_TRACK, 1, 0, 0, 0)))
    if audio is not None:
        tracks.append(_audio_track(audio))
        extensions.append(_full_box("trex", 0, 0, struct.pack(">5I", AUDIO_TRACK, 1, 0, 0, 0)))
    brands = b"iso5" + struct.pack(">I", 512) + b"iso5iso6mp41"
    return _box("ftyp", brands) + _box("moov", _movie_header(), *tracks, _box("mvex", *extensions))


def media_segment(sequence_number: int, runs: Sequence[TrackRun]) -> bytes:
    """Return `styp`, `moof` and `mdat` holding these runs, in this order."""
    runs = [run for run in runs if run.samples]
    # The offsets of the samples count from the moof's first byte: its size must be known first,
    # and does not depend on them.
    size = len(_movie_fragment(sequence_number, runs, [0] * len(runs)))
    offsets: list[int] = []
    at = size + 8
    for run in runs:
        offsets.append(at)
        at += sum(len(sample.payload) for sample in run.samples)
    payloads = [sample.payload for run in runs for sample in run.samples]
    type_box = _box("styp", b"msdh" + bytes(4) + b"msdhmsix")
    fragment = _movie_fragment(sequence_number, runs, offsets)
    return b"".join((type_box, fragment, struct.pack(">I", at - size), b"mdat", *payloads))


def _box(kind: str, *parts: bytes) -> bytes:
    size = 8 + sum(len(part) for part in parts)
    return b"".join((struct.pack(">I", size), kind.encode(), *parts))


def _full_box(kind: str, version: int, flags: int, *parts: bytes) -> bytes:
    return _box(kind, struct.pack(">I", version << 24 | flags), *parts)


def _movie_header() -> bytes:
    fixed = struct.pack(">IIIIIHHII", 0, 0, 1000, 0, 0x10000, 0x0100, 0, 0, 0)
    return _full_box("mvhd", 0, 0, fixed, _IDENTITY, bytes(24), struct.pack(">I", 0xFFFFFFFF))


def _track(
    track: int, timescale: int, handler: bytes, media_header: bytes, sample_entry: bytes,
    *, size: tuple[int, int] = (0, 0),
) -> bytes:  # fmt: skip
    volume = 0 if size[0] else 0x0100
    header = _full_box(
        "tkhd", 0, 3,
        struct.pack(">IIIII", 0, 0, track, 0, 0), bytes(8), struct.pack(">HHHH", 0, 0, volume, 0),
        _IDENTITY, struct.pack(">II", size[0] << 16, size[1] << 16),
    )  # fmt: skip
    samples = _box(
        "stbl",
        _full_box("stsd", 0, 0, struct.pack(">I", 1), sample_entry),
        _full_box("stts", 0, 0, bytes(4)),
        _full_box("stsc", 0, 0, bytes(4)),
        _full_box("stsz", 0, 0, bytes(8)),
        _full_box("stco", 0, 0, bytes(4)),
    )
    reference = _full_box("dref", 0, 0, struct.pack(">I", 1), _full_box("url ", 0, 1))
    media = _box(
        "mdia",
        # 0x55C4: the language "und"
        _full_box("mdhd", 0, 0, struct.pack(">IIIIHH", 0, 0, timescale, 0, 0x55C4, 0)),
        _full_box("hdlr", 0, 0, bytes(4), handler, bytes(12), b"Livedesk\x00"),
        _box("minf", media_header, _box("dinf", reference), samples),
    )
    return _box("trak", header, media)


def _video_track(video: VideoTrack) -> bytes:
    entry = _box(
        "avc1",
        bytes(6) + struct.pack(">H", 1) + bytes(16),
        struct.pack(">HHIIIH", video.width, video.height, 0x480000, 0x480000, 0, 1),
        bytes(32) + struct.pack(">Hh", 24, -1),
        _box("avcC", video.decoder_configuration),
    )
    media_header = _full_box("vmhd", 0, 1, bytes(8))
    size = (video.width, video.height)
    return _track(VIDEO_TRACK, VIDEO_TIMESCALE, b"vide", media_header, entry, size=size)


def _audio_track(audio: AudioTrack) -> bytes:
    rate = audio.sample_rate << 16 if audio.sample_rate < 1 << 16 else 0
    entry = _box(
        "mp4a",
        bytes(6) + struct.pack(">H", 1) + bytes(8),
        struct.pack(">HHHHI", audio.channels or 2, 16, 0, 0, rate),
        _elementary_stream(audio.specific_config),
    )
    media_header = _full_box("smhd", 0, 0, bytes(4))
    return _track(AUDIO_TRACK, audio.sample_rate, b"soun", media_header, entry)


def _elementary_stream(specific_config: bytes) -> bytes:
    """Write `esds`: descriptors of the stream, its decoder and its configuration (14496-1, 7.2)."""
    specific = _descriptor(5, specific_config)
    # 0x40: MPEG-4 audio; 0x15: an audio stream; buffer and bit rates are not known
    decoder = _descriptor(4, bytes((0x40, 0x15)) + bytes(11) + specific)
    return _full_box("esds", 0, 0, _descriptor(3, bytes(3) + decoder + _descriptor(6, b"\x02")))


def _descriptor(tag: int, content: bytes) -> bytes:
    size = len(content)
    # Always four length bytes of seven bits each, as most writers do.
    length = bytes((size >> shift & 0x7F) | (0x80 if shift else 0) for shift in (21, 14, 7, 0))
    return bytes((tag,)) + length + content


def _movie_fragment(number: int, runs: Sequence[TrackRun], offsets: Sequence[int]) -> bytes:
    fragments = [_track_fragment(run, at) for run, at in zip(runs, offsets, strict=True)]
    return _box("moof", _full_box("mfhd", 0, 0, struct.pack(">I", number & 0xFFFFFFFF)), *fragments)


def _track_fragment(run: TrackRun, data_offset: int) -> bytes:
    # 0x020000: default-base-is-moof
    header = _full_box("tfhd", 0, 0x020000, struct.pack(">I", run.track))
    time = _full_box("tfdt", 1, 0, struct.pack(">Q", run.decode_time))
    rows = b"".join(
        struct.pack(
            ">IIIi",
            sample.duration,
            len(sample.payload),
            _SYNC_SAMPLE if sample.is_sync else _NON_SYNC_SAMPLE,
            sample.composition_offset,
        )
        for sample in run.samples
    )
    # version 1: signed offsets; data offset, and all four columns for every sample
    counted = struct.pack(">Ii", len(run.samples), data_offset)
    return _box("traf", header, time, _full_box("trun", 1, 0x000F01, counted, rows))
