"""The practice cloud on this machine, spoken to by its own client."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from cloud.practice.client import DEFAULT_CHANNEL, ChannelStatus, PracticeClient
from desktop.bridges.practice import PracticeChannel, PracticeReading
from desktop.chatting.road import PracticeRoom
from desktop.store.secretstore import FIRST_ID

MOST_NAME = 32
"""So many letters does the practice cloud allow a channel's name."""


class LocalPractice:
    """A PracticeCloud; `home` is the practice cloud's own folder."""

    def __init__(self, home: Path) -> None:
        self._client = PracticeClient(home)

    def ensure_running(self, destinations: Sequence[str]) -> dict[str, PracticeChannel]:
        running = self._client.ensure_running()
        known = {channel.name for channel in running.channels}
        channels: dict[str, PracticeChannel] = {}
        for each in destinations:
            name = channel_name(each)
            found = running.channel(name) if name in known else self._client.create_channel(name)
            channels[each] = PracticeChannel(
                found.rtmp_url,
                found.key,
                found.playback_url,
                found.watch_url,
                PracticeRoom(found.chat_url, found.name),
            )
        return channels

    def read(self, destinations: Sequence[str]) -> dict[str, PracticeReading]:
        status = self._client.status()
        found = {channel.name: channel for channel in status.channels}
        named = {each: found.get(channel_name(each)) for each in destinations}
        return {
            each: _reading(channel, status.crowds.get(channel.name, 0))
            for each, channel in named.items()
            if channel is not None
        }

    def set_crowd(self, destination_id: str, people: int, rate: float) -> None:
        self._client.set_crowd(people, rate, channel_name(destination_id))

    def stop(self) -> None:
        """End it now, instead of 10 s after its last use."""
        self._client.stop()


def channel_name(destination_id: str) -> str:
    """Return the name of the channel that this destination has to itself."""
    if destination_id == FIRST_ID:
        return DEFAULT_CHANNEL
    return f"{DEFAULT_CHANNEL}-{destination_id}"[:MOST_NAME].rstrip("-")


def _reading(channel: ChannelStatus, crowd: int) -> PracticeReading:
    rates = channel.measurements.window
    return PracticeReading(
        is_live=channel.state == "LIVE",
        health=channel.health.value,
        frame_rate=rates.frame_rate,
        video_bitrate_bps=rates.video_bitrate_bps,
        audio_bitrate_bps=rates.audio_bitrate_bps,
        keyframe_interval_s=channel.measurements.keyframe_interval_s,
        viewers=channel.viewers,
        crowd=crowd,
        details=msgspec.to_builtins(channel.measurements),
    )
