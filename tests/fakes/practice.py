"""A practice cloud without a process."""

from collections.abc import Sequence
from dataclasses import replace

from cloud.errors import PracticeNotStarted
from desktop.bridges.practice import PracticeChannel, PracticeReading
from desktop.chatting.road import PracticeRoom

CHANNEL = PracticeChannel(
    "rtmp://127.0.0.1:1935/live",
    "practice-studio-0123456789",
    "http://127.0.0.1:8080/studio/index.m3u8",
    "http://127.0.0.1:8080/watch/studio",
    PracticeRoom("http://127.0.0.1:8081", "studio"),
)
LIVE_READING = PracticeReading(True, "HEALTHY", 30.0, 3_002_000, 160_000, 2.0, 1)


class FakePractice:
    """A PracticeCloud that runs, or with `fails` set never does."""

    def __init__(self, fails: bool = False) -> None:
        self.fails = fails
        self.starts = 0
        self.reading = PracticeReading()
        self.crowds: list[tuple[str, int, float]] = []

    def ensure_running(self, destinations: Sequence[str]) -> dict[str, PracticeChannel]:
        self.starts += 1
        if self.fails:
            raise PracticeNotStarted("exit code 1", "practice.log")
        return {each: channel_of(each) for each in destinations}

    def read(self, destinations: Sequence[str]) -> dict[str, PracticeReading]:
        return dict.fromkeys(destinations, self.reading)

    def set_crowd(self, destination_id: str, people: int, rate: float) -> None:
        self.crowds.append((destination_id, people, rate))
        self.reading = replace(self.reading, crowd=people)


def channel_of(destination_id: str) -> PracticeChannel:
    """Return the channel that this destination has to itself."""
    if destination_id == "main":
        return CHANNEL
    name = f"studio-{destination_id}"
    return PracticeChannel(
        CHANNEL.rtmp_url,
        f"practice-{name}-0123456789",
        f"http://127.0.0.1:8080/{name}/index.m3u8",
        f"http://127.0.0.1:8080/watch/{name}",
        PracticeRoom("http://127.0.0.1:8081", name),
    )
