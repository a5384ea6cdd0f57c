"""The practice cloud on this machine, spoken to by its own client."""

from pathlib import Path

import msgspec

from cloud.practice.client import PracticeClient
from desktop.bridges.practice import PracticeChannel, PracticeReading


class LocalPractice:
    """A PracticeCloud; `home` is the practice cloud's own folder."""

    def __init__(self, home: Path) -> None:
        self._client = PracticeClient(home)

    def ensure_running(self) -> PracticeChannel:
        channel = self._client.ensure_running().channel()
        return PracticeChannel(
            channel.rtmp_url, channel.key, channel.playback_url, channel.watch_url
        )

    def read(self) -> PracticeReading:
        channel = self._client.status().channel()
        rates = channel.measurements.window
        return PracticeReading(
            is_live=channel.state == "LIVE",
            health=channel.health.value,
            frame_rate=rates.frame_rate,
            video_bitrate_bps=rates.video_bitrate_bps,
            audio_bitrate_bps=rates.audio_bitrate_bps,
            keyframe_interval_s=channel.measurements.keyframe_interval_s,
            viewers=channel.viewers,
            details=msgspec.to_builtins(channel.measurements),
        )

    def stop(self) -> None:
        """End it now, instead of 10 s after its last use."""
        self._client.stop()
