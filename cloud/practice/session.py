"""One publish session: what its messages say is measured, and cut into segments for playback."""

import math
from collections.abc import Mapping

import msgspec

from cloud.practice.messages import Health, Measurements, Media
from cloud.practice.meter import Meter
from cloud.practice.picturesize import UnreadableSize, picture_size
from cloud.practice.playback import Playback
from encoder.mp4.tracks import AudioTrack, VideoTrack
from encoder.rtmp import (
    AudioSpecificConfig,
    AvcPacket,
    DecoderConfiguration,
    MediaError,
    parse_audio,
    parse_video,
)

_HE_AAC = (5, 29)
MAX_TEXT = 100


class Session:
    """From an accepted publish to its end; `now_s` is monotonic, `wall_s` since 1970.

    The methods that take media raise MediaError when it is malformed or of another codec than
    H.264 and AAC: the session can't go on then.
    """

    def __init__(self, playback: Playback, now_s: float, wall_s: float) -> None:
        self.started_wall_s = wall_s
        self.media = Media()
        self._playback = playback
        self._meter = Meter(now_s)
        self._segmenter = playback.begin_session()

    def describe(self, properties: Mapping[str, object]) -> None:
        """Take the publisher's metadata (onMetaData); what makes no sense is left out."""
        encoder = properties.get("encoder")
        self.media = msgspec.structs.replace(
            self.media,
            encoder=encoder[:MAX_TEXT] if isinstance(encoder, str) else "",
            target_frame_rate=_number(properties, "framerate", 1000),
            target_video_bitrate_bps=round(1000 * _number(properties, "videodatarate", 1e6)),
            target_audio_bitrate_bps=round(1000 * _number(properties, "audiodatarate", 1e6)),
        )

    def video(self, timestamp_ms: int, body: bytes, now_s: float, wall_s: float) -> None:
        """Take a video message."""
        tag = parse_video(body)
        match tag.packet:
            case AvcPacket.SEQUENCE_HEADER:
                self._playback.take(self._segmenter.configure_video(self._video_track(tag.payload)))
            case AvcPacket.NAL_UNITS:
                self._meter.saw_video(now_s, timestamp_ms, len(body), is_keyframe=tag.is_keyframe)
                self._playback.take(
                    self._segmenter.video(
                        timestamp_ms,
                        tag.payload,
                        tag.composition_ms,
                        wall_s,
                        is_keyframe=tag.is_keyframe,
                    )
                )
            case AvcPacket.END_OF_SEQUENCE:
                pass

    def audio(self, timestamp_ms: int, body: bytes, now_s: float, wall_s: float) -> None:
        """Take an audio message."""
        tag = parse_audio(body)
        if tag.is_sequence_header:
            track, samples_per_frame = self._audio_track(tag.payload)
            self._playback.take(self._segmenter.configure_audio(track, samples_per_frame))
        elif tag.payload:
            self._meter.saw_audio(now_s, timestamp_ms, len(body))
            self._playback.take(self._segmenter.audio(timestamp_ms, tag.payload, wall_s))

    def end(self, now_s: float, *, is_orderly: bool) -> None:
        """Nothing more comes."""
        self._meter.end(now_s)
        self._playback.end_session(self._segmenter, now_s, is_orderly=is_orderly)

    def health(self, now_s: float) -> Health:
        """Apply the rule of health; call it every second while the session is live."""
        return self._meter.health(now_s, self.media.target_frame_rate)

    def live_s(self, now_s: float) -> float:
        """How long it has lasted, or did."""
        return self._meter.live_s(now_s)

    def measurements(self, now_s: float, received_bytes: int) -> Measurements:
        """Return what has arrived; `received_bytes` by the connection's own count."""
        return self._meter.measurements(now_s, received_bytes)

    def _video_track(self, record: bytes) -> VideoTrack:
        configuration = DecoderConfiguration.parse(record)
        try:
            width, height = picture_size(configuration.sequence_parameter_sets[0])
        except UnreadableSize as error:
            raise MediaError("An H.264 sequence parameter set can't be read.") from error
        profile = bytes((configuration.profile, configuration.compatibility, configuration.level))
        self.media = msgspec.structs.replace(
            self.media, video_codec=f"avc1.{profile.hex()}", width=width, height=height
        )
        return VideoTrack(record, width, height)

    def _audio_track(self, specific_config: bytes) -> tuple[AudioTrack, int]:
        config = AudioSpecificConfig.parse(specific_config)
        if not 1000 <= config.sample_rate <= 192_000 or len(specific_config) > 64:
            raise MediaError("An AAC configuration is impossible.")
        self.media = msgspec.structs.replace(
            self.media,
            audio_codec=f"mp4a.40.{config.object_type}",
            sample_rate=config.sample_rate,
            audio_channels=config.channels,
        )
        # A frame has 1024 samples; with band replication twice as many come out of it.
        samples = 2048 if config.object_type in _HE_AAC else 1024
        return AudioTrack(specific_config, config.sample_rate, config.channels), samples


def _number(properties: Mapping[str, object], name: str, maximum: float) -> float:
    value = properties.get(name)
    if isinstance(value, float) and math.isfinite(value) and 0 < value <= maximum:
        return value
    return 0.0
