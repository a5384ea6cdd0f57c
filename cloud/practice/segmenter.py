"""Cuts one publish session into HLS segments at its keyframes, without touching a sample. Pure.

All sessions of a channel lie end to end on one timeline that starts at 0, so that players which
take no notice of EXT-X-DISCONTINUITY play on as well.
"""

from dataclasses import dataclass, field

from cloud.practice.meter import elapsed_ms
from encoder.mp4.fragments import Sample, TrackRun, initialisation_segment, media_segment
from encoder.mp4.tracks import AUDIO_TRACK, VIDEO_TIMESCALE, VIDEO_TRACK, AudioTrack, VideoTrack

SEGMENT_MS = 2000
TOLERANCE_MS = 60
"""A keyframe that comes so much too early still ends a segment: 1.98 s is meant as 2 s."""
MAX_SEGMENT_MS = 10_000
MAX_SEGMENT_BYTES = 8 * 1024 * 1024
"""Beyond either limit a segment ends without a keyframe; memory stays bounded."""
MAX_JUMP_MS = 10_000
"""Timestamps that jump further are taken to go on where they were."""
AUDIO_GAP_MS = 20
"""Sound is laid out by its sample count until its timestamps leave it by so much: a lost frame, or
a clock that drifts. Less than a frame (21 ms at 48 kHz), more than the jitter of milliseconds."""
DEFAULT_FRAME_MS = 33


@dataclass(frozen=True, slots=True)
class Segment:
    """A finished segment; `start_ms` is its place on the channel's timeline.

    `initialisation` is the same object as before as long as the tracks are the same.
    """

    payload: bytes = field(repr=False)
    initialisation: bytes = field(repr=False)
    start_ms: int
    duration_ms: int
    program_time_s: float
    """When its first frame arrived, in seconds since 1970."""
    is_independent: bool
    is_discontinuous: bool


@dataclass(slots=True)
class _Frame:
    payload: bytes
    at_ms: int
    composition_ms: int
    is_keyframe: bool


class Segmenter:
    """One session; it begins at `base_ms` of the timeline, with its first keyframe."""

    def __init__(self, base_ms: int, first_number: int) -> None:
        self._base_ms = base_ms
        self._number = first_number
        self._video: VideoTrack | None = None
        self._audio: AudioTrack | None = None
        self._initialisation = b""
        self._is_discontinuous = True
        self._last_timestamp_ms: int | None = None
        self._position_ms = base_ms
        self._at_ms = base_ms
        self._clock_offset_s: float | None = None
        self._waiting: _Frame | None = None
        self._last_duration_ms = DEFAULT_FRAME_MS
        self._samples_per_frame = 1024
        self._audio_next: int | None = None
        self._start_ms: int | None = None
        self._program_time_s = 0.0
        self._is_independent = True
        self._empty()

    @property
    def end_ms(self) -> int:
        """Where on the timeline the next session may begin."""
        audio_ms = 0
        if self._audio_next is not None and self._audio is not None:
            audio_ms = -(-self._audio_next * 1000 // self._audio.sample_rate)
        return max(self._at_ms + self._last_duration_ms, audio_ms)

    def configure_video(self, track: VideoTrack) -> list[Segment]:
        """Take the track's description; a new one ends the segment that was under way."""
        if track == self._video:
            return []
        ended = self.finish()
        self._video, self._initialisation = track, b""
        return ended

    def configure_audio(self, track: AudioTrack, samples_per_frame: int = 1024) -> list[Segment]:
        """Take the track's description; a new one ends the segment that was under way."""
        if track == self._audio:
            return []
        ended = self.finish()
        self._audio, self._initialisation = track, b""
        self._samples_per_frame, self._audio_next = samples_per_frame, None
        return ended

    def video(
        self, timestamp_ms: int, payload: bytes, composition_ms: int, wall_s: float,
        *, is_keyframe: bool,
    ) -> list[Segment]:  # fmt: skip
        """Take one access unit that arrived at `wall_s`; return the segment that it ends."""
        if self._video is None or (self._start_ms is None and not is_keyframe):
            return []
        at_ms = self._place(timestamp_ms)
        if self._waiting is not None:
            at_ms = max(at_ms, self._waiting.at_ms + 1)
            self._settle(at_ms - self._waiting.at_ms)
        self._at_ms = max(self._at_ms, at_ms)
        ended = self._cut(at_ms) if self._is_time(at_ms, is_keyframe) else []
        self._begin(at_ms, wall_s, is_independent=is_keyframe)
        self._waiting = _Frame(payload, at_ms, composition_ms, is_keyframe)
        self._bytes += len(payload)
        return ended

    def audio(self, timestamp_ms: int, payload: bytes, wall_s: float) -> list[Segment]:
        """Take one AAC frame; return the segment that it ends, if there is no picture to do so."""
        if self._audio is None or (self._video is not None and self._start_ms is None):
            return []
        at_ms = self._place(timestamp_ms)
        ended: list[Segment] = []
        if self._video is None:
            self._at_ms = max(self._at_ms, at_ms)
            ended = self._cut(at_ms) if self._is_time(at_ms, True) else []
            self._begin(at_ms, wall_s, is_independent=True)
        self._lay_audio(at_ms, payload, self._audio)
        return ended

    def finish(self) -> list[Segment]:
        """End the segment that is under way, if there is one."""
        if self._waiting is not None:
            at_ms = self._waiting.at_ms + self._last_duration_ms
            self._settle(self._last_duration_ms)
        else:
            at_ms = self.end_ms
        ended = self._cut(at_ms)
        self._is_discontinuous = True
        return ended

    # ---- the timeline ----

    def _place(self, timestamp_ms: int) -> int:
        """Return where a timestamp lies on the timeline; the first one is where it begins."""
        if self._last_timestamp_ms is None:
            self._last_timestamp_ms = timestamp_ms
        step = elapsed_ms(self._last_timestamp_ms, timestamp_ms)
        self._last_timestamp_ms = timestamp_ms
        if abs(step) <= MAX_JUMP_MS:
            self._position_ms += step
        return self._position_ms

    def _lay_audio(self, at_ms: int, payload: bytes, track: AudioTrack) -> None:
        at = at_ms * track.sample_rate // 1000
        if at < self._base_ms * track.sample_rate // 1000:
            return  # from before the first picture
        tolerance = AUDIO_GAP_MS * track.sample_rate // 1000
        if self._audio_next is None or at - self._audio_next > tolerance:
            self._audio_next = at
            self._audio_runs.append((at, []))
        elif self._audio_next - at > tolerance:
            return  # sent twice
        elif not self._audio_runs:
            self._audio_runs.append((self._audio_next, []))
        self._audio_runs[-1][1].append(Sample(payload, self._samples_per_frame))
        self._audio_next += self._samples_per_frame
        self._bytes += len(payload)

    # ---- the segment under way ----

    def _empty(self) -> None:
        self._start_ms = None
        self._video_at_ms: int | None = None
        self._video_samples: list[Sample] = []
        self._audio_runs: list[tuple[int, list[Sample]]] = []
        self._bytes = 0

    def _begin(self, at_ms: int, wall_s: float, *, is_independent: bool) -> None:
        if self._start_ms is not None:
            return
        self._start_ms, self._is_independent = at_ms, is_independent
        # The wall clock of arrival jitters and the timeline doesn't: keep to the first offset.
        offset_s = wall_s - at_ms / 1000
        if self._clock_offset_s is None or abs(offset_s - self._clock_offset_s) > 1:
            self._clock_offset_s = offset_s
        self._program_time_s = self._clock_offset_s + at_ms / 1000

    def _is_time(self, at_ms: int, is_keyframe: bool) -> bool:
        if self._start_ms is None:
            return False
        length_ms = at_ms - self._start_ms
        if is_keyframe and length_ms >= SEGMENT_MS - TOLERANCE_MS:
            return True
        return length_ms >= MAX_SEGMENT_MS or self._bytes >= MAX_SEGMENT_BYTES

    def _settle(self, duration_ms: int) -> None:
        """Give the waiting frame its duration, now that it is known."""
        frame, self._waiting = self._waiting, None
        assert frame is not None
        self._last_duration_ms = min(duration_ms, 1000)
        if self._video_at_ms is None:
            self._video_at_ms = frame.at_ms
        ticks = VIDEO_TIMESCALE // 1000
        self._video_samples.append(
            Sample(
                frame.payload, duration_ms * ticks, frame.is_keyframe, frame.composition_ms * ticks
            )
        )

    def _cut(self, end_ms: int) -> list[Segment]:
        if self._start_ms is None or not (self._video_samples or self._audio_runs):
            self._empty()
            return []
        if not self._initialisation:
            self._initialisation = initialisation_segment(self._video, self._audio)
            self._is_discontinuous = True
        runs: list[TrackRun] = []
        if self._video_at_ms is not None:
            at = self._video_at_ms * VIDEO_TIMESCALE // 1000
            runs.append(TrackRun(VIDEO_TRACK, at, self._video_samples))
        runs += [TrackRun(AUDIO_TRACK, at, samples) for at, samples in self._audio_runs]
        segment = Segment(
            payload=media_segment(self._number, runs),
            initialisation=self._initialisation,
            start_ms=self._start_ms,
            duration_ms=max(1, end_ms - self._start_ms),
            program_time_s=self._program_time_s,
            is_independent=self._is_independent,
            is_discontinuous=self._is_discontinuous,
        )
        self._number += 1
        self._is_discontinuous = False
        self._empty()
        return [segment]
