"""An ingest that only a test runs, and a clock that stands until it is put forward."""

from datetime import UTC, datetime

from msgspec.structs import replace

from cloud.practice.account.context import AccountClock
from cloud.practice.faults import NO_FAULTS
from cloud.practice.messages import (
    ChannelInfo,
    ChannelStatus,
    EndReason,
    Health,
    Measurements,
    Media,
    Rates,
    StreamState,
)

NOW_S = 1_800_000_000.0
MEDIA = Media(
    video_codec="avc1.64001f",
    width=1280,
    height=720,
    audio_codec="mp4a.40.2",
    sample_rate=48_000,
    audio_channels=2,
    encoder="Livedesk",
    target_frame_rate=30.0,
    target_video_bitrate_bps=3_000_000,
    target_audio_bitrate_bps=160_000,
)


class StillClock(AccountClock):
    """Stands still until it is put forward."""

    def __init__(self) -> None:
        super().__init__(lambda: NOW_S)


class FakeIngest:
    """An IngestLink; what is live is set by the test."""

    def __init__(self) -> None:
        self.channels: dict[str, ChannelInfo] = {}
        self.statuses: dict[str, ChannelStatus] = {}
        self.kicked: list[str] = []

    def create_channel(self, name: str) -> ChannelInfo | None:
        return self.channels.setdefault(
            name,
            ChannelInfo(
                name=name,
                rtmp_url="rtmp://127.0.0.1:1936/live",
                key=f"practice-{name}-0123",
                playback_url=f"http://127.0.0.1:8080/{name}/index.m3u8",
                watch_url=f"http://127.0.0.1:8080/{name}/",
            ),
        )

    def status(self, name: str) -> ChannelStatus | None:
        return self.statuses.get(name)

    def kick(self, name: str) -> bool:
        self.kicked.append(name)
        return name in self.statuses

    def delete_channel(self, name: str) -> None:
        self.channels.pop(name, None)

    def go_live(self, name: str, viewers: int = 3, **changes: object) -> None:
        """Have somebody publish on a channel."""
        self.statuses[name] = replace(live_status(name), viewers=viewers, **changes)

    def end(self, name: str, reason: EndReason = EndReason.UNPUBLISHED) -> None:
        """Have the publisher stop."""
        self.statuses[name] = ended(self.statuses[name], reason)


def live_status(name: str = "a", began_s: float = NOW_S, live_s: float = 5.0) -> ChannelStatus:
    """Return what an ingest says of a channel that is live."""
    rates = Rates(frame_rate=30.0, video_bitrate_bps=3_000_000, audio_bitrate_bps=160_000)
    return ChannelStatus(
        name=name,
        state=StreamState.LIVE,
        health=Health.HEALTHY,
        viewers=0,
        faults=NO_FAULTS,
        media=MEDIA,
        measurements=Measurements(last_second=rates, keyframe_interval_s=2.0),
        sessions=1,
        session_started=datetime.fromtimestamp(began_s, UTC),
        live_s=live_s,
        last_end=None,
        is_name_held=False,
        playback_problem="",
        playback=[],
    )


def ended(status: ChannelStatus, reason: EndReason = EndReason.UNPUBLISHED) -> ChannelStatus:
    """Return what it says when the publisher has gone."""
    return replace(status, state=StreamState.OFFLINE, health=Health.UNKNOWN, last_end=reason)
