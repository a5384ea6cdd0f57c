"""Measures what arrives in one session, second by second. Pure: the time is an argument."""

from collections import deque

from cloud.practice.health import SPAN_S, HealthRule
from cloud.practice.messages import Health, Measurements, Rates

WINDOW_S = 10
TIMESTAMP_MODULUS = 1 << 32
_HALF = TIMESTAMP_MODULUS // 2


class _Second:
    """What arrived within one second of the session."""

    __slots__ = ("audio_bytes", "frames", "longest_gap_s", "skew_ms", "skews", "video_bytes")

    def __init__(self) -> None:
        self.frames = 0
        self.video_bytes = 0
        self.audio_bytes = 0
        self.skew_ms = 0.0
        self.skews = 0
        self.longest_gap_s = 0.0


class Meter:
    """One session from its start at `now_s`; all times are monotonic seconds.

    Seconds are counted from the start of the session, and only whole ones are shown: a number
    never wobbles because a second has just begun. Memory: one small record for each of 11 s.
    """

    def __init__(self, now_s: float) -> None:
        self._start_s = now_s
        self._end_s: float | None = None
        self._seconds: deque[_Second] = deque([_Second()], WINDOW_S + 1)
        self._index = 0
        self._last_frame_s = now_s
        self._last_audio_ms: int | None = None
        self._last_video_ms: int | None = None
        self._last_keyframe_ms: int | None = None
        self._keyframe_interval_s = 0.0
        self._video_frames = self._audio_frames = self._keyframes = self._media_bytes = 0
        self._rule = HealthRule()

    def saw_video(self, now_s: float, timestamp_ms: int, size: int, *, is_keyframe: bool) -> None:
        """Count a video frame of `size` bytes; the timestamp may wrap at 2**32."""
        second = self._advance(now_s)
        second.frames += 1
        second.video_bytes += size
        second.longest_gap_s = max(second.longest_gap_s, now_s - self._last_frame_s)
        self._last_frame_s = now_s
        self._last_video_ms = timestamp_ms
        self._video_frames += 1
        self._media_bytes += size
        self._compare(second)
        if is_keyframe:
            self._keyframes += 1
            if self._last_keyframe_ms is not None:
                self._keyframe_interval_s = elapsed_ms(self._last_keyframe_ms, timestamp_ms) / 1000
            self._last_keyframe_ms = timestamp_ms

    def saw_audio(self, now_s: float, timestamp_ms: int, size: int) -> None:
        """Count an audio frame of `size` bytes."""
        second = self._advance(now_s)
        second.audio_bytes += size
        self._last_audio_ms = timestamp_ms
        self._audio_frames += 1
        self._media_bytes += size
        self._compare(second)

    def end(self, now_s: float) -> None:
        """The session is over: figures stay as they are now."""
        self._advance(now_s)
        self._end_s = now_s

    def live_s(self, now_s: float) -> float:
        """How long the session has lasted, or did."""
        return (now_s if self._end_s is None else self._end_s) - self._start_s

    def health(self, now_s: float, stated_rate: float) -> Health:
        """Apply the rule of `cloud.practice.health`; call it every second."""
        self._advance(now_s)
        return self._rule.judge(
            now_s,
            live_s=self.live_s(now_s),
            silent_s=now_s - self._last_frame_s,
            frame_rate=self._rates(SPAN_S).frame_rate,
            stated_rate=stated_rate,
        )

    def measurements(self, now_s: float, received_bytes: int) -> Measurements:
        """Return everything as of now."""
        if self._end_s is None:
            self._advance(now_s)
        whole = list(self._seconds)[:-1][-WINDOW_S:]
        last = whole[-1] if whole else _Second()
        silent_s = (now_s if self._end_s is None else self._end_s) - self._last_frame_s
        return Measurements(
            last_second=self._rates(1),
            window=self._rates(WINDOW_S),
            window_s=float(len(whole)),
            keyframe_interval_s=self._keyframe_interval_s,
            skew_ms=round(last.skew_ms / last.skews, 1) if last.skews else 0.0,
            video_frames=self._video_frames,
            audio_frames=self._audio_frames,
            keyframes=self._keyframes,
            media_bytes=self._media_bytes,
            received_bytes=received_bytes,
            longest_gap_s=round(max([silent_s, *(s.longest_gap_s for s in whole)]), 3),
        )

    def _rates(self, span: int) -> Rates:
        whole = list(self._seconds)[:-1][-span:]
        if not whole:
            return Rates()
        return Rates(
            frame_rate=round(sum(second.frames for second in whole) / len(whole), 2),
            video_bitrate_bps=sum(second.video_bytes for second in whole) * 8 // len(whole),
            audio_bitrate_bps=sum(second.audio_bytes for second in whole) * 8 // len(whole),
        )

    def _advance(self, now_s: float) -> _Second:
        """Return the record of the present second, after one for each second in between."""
        index = int(now_s - self._start_s)
        for _ in range(min(index - self._index, WINDOW_S + 1)):
            self._seconds.append(_Second())
        self._index = max(self._index, index)
        return self._seconds[-1]

    def _compare(self, second: _Second) -> None:
        if self._last_audio_ms is not None and self._last_video_ms is not None:
            second.skew_ms += elapsed_ms(self._last_video_ms, self._last_audio_ms)
            second.skews += 1


def elapsed_ms(earlier: int, later: int) -> int:
    """Return the time between two RTMP timestamps, which wrap at 2**32; it may be negative."""
    return (later - earlier + _HALF) % TIMESTAMP_MODULUS - _HALF
