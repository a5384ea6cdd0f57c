import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from cloud.practice.channel import Channel, Clocks
from cloud.practice.faults import NO_FAULTS
from cloud.practice.messages import EndReason, Health, StreamState
from cloud.practice.playback import FolderStore, Playback
from encoder.rtmp import TagType
from tests.cloud.practice.clips import configurations, frames


class FakePublisher:
    def __init__(self) -> None:
        self.received_bytes = 0
        self.ended: EndReason | None = None

    def end(self, reason: EndReason) -> None:
        self.ended = reason


class Clock:
    def __init__(self) -> None:
        self.now_s = 0.0

    def monotonic(self) -> float:
        return self.now_s

    def wall(self) -> float:
        return 1e9 + self.now_s


def with_channel(home: Path, act: Callable[[Channel, Clock], Awaitable[None]]) -> None:
    async def run() -> None:
        clock = Clock()
        with ThreadPoolExecutor(1) as disk:
            playback = Playback(FolderStore(home / "media"), disk, 1)
            clocks = Clocks(clock.monotonic, clock.wall)
            await act(Channel("studio", "practice-studio-1", playback, clocks), clock)
            await playback.close()

    asyncio.run(run())


def test_a_channel_tells_its_story(home: Path) -> None:
    async def act(channel: Channel, clock: Clock) -> None:
        before = channel.status(NO_FAULTS)
        assert (before.state, before.health) == (StreamState.OFFLINE, Health.UNKNOWN)
        assert (before.sessions, before.session_started, before.last_end) == (0, None, None)

        publisher = FakePublisher()
        session = channel.begin(publisher, 0)
        assert session is not None
        for message in [*configurations(), *frames(4)]:
            clock.now_s = max(clock.now_s, message.timestamp_ms / 1000)
            take = session.video if message.kind is TagType.VIDEO else session.audio
            take(message.timestamp_ms, message.body, clock.now_s, clock.wall())
        publisher.received_bytes = 12_345
        clock.now_s = 4
        channel.check_health()
        live = channel.status(NO_FAULTS)
        assert (live.state, live.health, live.live_s) == (StreamState.LIVE, Health.HEALTHY, 4)
        assert live.measurements.received_bytes == 12_345
        assert live.session_started is not None

        channel.leave(publisher, EndReason.UNPUBLISHED)
        clock.now_s = 100
        after = channel.status(NO_FAULTS)
        assert (after.state, after.health) == (StreamState.OFFLINE, Health.UNKNOWN)
        assert (after.last_end, after.live_s) == (EndReason.UNPUBLISHED, 4)
        assert after.measurements == live.measurements
        assert publisher.ended is None

    with_channel(home, act)


def test_a_takeover_ends_the_other_publisher_and_its_late_farewell_harms_nobody(
    home: Path,
) -> None:
    async def act(channel: Channel, clock: Clock) -> None:
        old, refused, new = FakePublisher(), FakePublisher(), FakePublisher()
        assert channel.begin(old, 0)
        assert channel.begin(refused, 0) is None
        assert channel.begin(new, 1)
        assert old.ended is EndReason.TAKEN_OVER
        channel.leave(old, EndReason.DISCONNECTED)

        status = channel.status(NO_FAULTS)
        assert (status.state, status.sessions) == (StreamState.LIVE, 2)
        assert status.last_end is EndReason.TAKEN_OVER
        assert new.ended is None

    with_channel(home, act)


def test_a_kick_ends_what_is_live_and_only_that(home: Path) -> None:
    async def act(channel: Channel, clock: Clock) -> None:
        assert not channel.end(EndReason.KICKED)
        publisher = FakePublisher()
        channel.begin(publisher, 0)
        assert channel.end(EndReason.KICKED)
        assert publisher.ended is EndReason.KICKED
        assert not channel.is_live
        assert channel.begin(FakePublisher(), 0)

    with_channel(home, act)


def test_a_lost_connection_may_hold_the_name(home: Path) -> None:
    async def act(channel: Channel, clock: Clock) -> None:
        publisher = FakePublisher()
        channel.begin(publisher, 0)
        channel.leave(publisher, EndReason.DISCONNECTED, hold_s=30)
        assert channel.status(NO_FAULTS).is_name_held
        assert channel.begin(FakePublisher(), 0) is None
        clock.now_s = 30
        assert channel.begin(FakePublisher(), 0)

    with_channel(home, act)
