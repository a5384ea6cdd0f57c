"""Turns packets, as they come from two encoders, into fragments of an MP4 from a keyframe on. Pure.

Both tracks of the file begin at 0, and that moment is the first keyframe: what was heard before it
is left out, up to half a frame of sound by the edit list.
"""

from itertools import pairwise

from encoder.engine.codecs import AAC_FRAME_SAMPLES, MediaPacket, StreamHeaders
from encoder.mp4.fragments import Sample, TrackRun
from encoder.mp4.reading import Tracks
from encoder.mp4.tracks import AUDIO_TRACK, VIDEO_TIMESCALE, VIDEO_TRACK, AudioTrack, VideoTrack
from encoder.settings import SAMPLE_RATE_HZ

FRAGMENT_US = 1_000_000
"""A fragment ends at a keyframe or after this much; a killed recording loses no more than that."""
STALLED_US = 3_000_000
"""Sound waiting for so long is written without pictures: none come."""
SOUNDS_BEFORE = 256
"""Sounds kept before the first keyframe, 5 s: an encoder with look-ahead is that late at most."""


class Fragmenter:
    """Takes packets in the order of each encoder and gives runs that belong into one fragment."""

    def __init__(self, headers: StreamHeaders) -> None:
        self._headers = headers
        self._pictures: list[MediaPacket] = []
        self._sounds: list[MediaPacket] = []
        self._zero_us: int | None = None
        self._first_dts_us = 0
        self._first_sound_us = 0
        self._has_sound = False
        self._tracks: Tracks | None = None

    @property
    def tracks(self) -> Tracks:
        """The tracks of the file; known once runs were given."""
        assert self._tracks is not None
        return self._tracks

    def take(self, packet: MediaPacket) -> list[TrackRun]:
        """Return the runs of the fragment that ends before this packet, mostly none."""
        if packet.is_video:
            return self._take_picture(packet)
        self._sounds.append(packet)
        if self._zero_us is None:
            del self._sounds[:-SOUNDS_BEFORE]
        elif packet.pts_us - self._sounds[0].pts_us > STALLED_US:
            return self._cut(None)
        return []

    def finish(self) -> list[TrackRun]:
        """Return the runs of the last fragment; none when there was no keyframe."""
        return [] if self._zero_us is None else self._cut(None)

    def _take_picture(self, packet: MediaPacket) -> list[TrackRun]:
        if self._zero_us is None:
            if not packet.is_keyframe:
                return []
            self._zero_us, self._first_dts_us = packet.pts_us, packet.dts_us
        is_due = self._pictures and (
            packet.is_keyframe or packet.dts_us - self._pictures[0].dts_us >= FRAGMENT_US
        )
        runs = self._cut(packet.dts_us) if is_due else []
        self._pictures.append(packet)
        return runs

    def _cut(self, next_dts_us: int | None) -> list[TrackRun]:
        if self._tracks is None:
            self._tracks = self._begin()
        runs = [self._picture_run(next_dts_us), self._sound_run()]
        self._pictures, self._sounds = [], []
        return [run for run in runs if run.samples]

    def _begin(self) -> Tracks:
        """Decide where the sound begins, and leave out what lies before."""
        assert self._zero_us is not None
        zero_us = self._zero_us
        # The sound nearest to the keyframe is the first: while the file grows, players that take
        # no notice of the edit list begin 11 ms too early or late at most.
        far_us = [abs(sound.pts_us - zero_us) for sound in self._sounds]
        if far_us:
            del self._sounds[: far_us.index(min(far_us))]
        self._first_sound_us = min([zero_us, *(sound.pts_us for sound in self._sounds[:1])])
        canvas = self._headers.canvas
        return Tracks(
            VideoTrack(
                self._headers.avc_config,
                canvas.width,
                canvas.height,
                begins_at=_ticks(zero_us - self._first_dts_us, VIDEO_TIMESCALE),
            ),
            AudioTrack(
                self._headers.aac_config,
                SAMPLE_RATE_HZ,
                channels=2,
                begins_at=_ticks(zero_us - self._first_sound_us, SAMPLE_RATE_HZ),
            ),
        )

    def _picture_run(self, next_dts_us: int | None) -> TrackRun:
        if not self._pictures:
            return TrackRun(VIDEO_TRACK, 0, [])
        if next_dts_us is None:
            next_dts_us = self._pictures[-1].dts_us + 1_000_000 // self._headers.canvas.fps
        times = [
            _ticks(at_us - self._first_dts_us, VIDEO_TIMESCALE)
            for at_us in (*(packet.dts_us for packet in self._pictures), next_dts_us)
        ]
        samples = [
            Sample(
                packet.payload,
                max(0, end - begin),
                packet.is_keyframe,
                _ticks(packet.pts_us - packet.dts_us, VIDEO_TIMESCALE),
            )
            for packet, (begin, end) in zip(self._pictures, pairwise(times), strict=True)
        ]
        return TrackRun(VIDEO_TRACK, times[0], samples)

    def _sound_run(self) -> TrackRun:
        sounds = [sound for sound in self._sounds if sound.pts_us >= self._first_sound_us]
        if not sounds:
            return TrackRun(AUDIO_TRACK, 0, [])
        times = [_ticks(sound.pts_us - self._first_sound_us, SAMPLE_RATE_HZ) for sound in sounds]
        times.append(times[-1] + AAC_FRAME_SAMPLES)
        if not self._has_sound:
            # A track begins at 0: where its first sound comes late, that one is stretched.
            self._has_sound = True
            times[0] = 0
        samples = [
            Sample(sound.payload, max(0, end - begin))
            for sound, (begin, end) in zip(sounds, pairwise(times), strict=True)
        ]
        return TrackRun(AUDIO_TRACK, times[0], samples)


def _ticks(span_us: int, timescale: int) -> int:
    return round(span_us * timescale / 1_000_000)
