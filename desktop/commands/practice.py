"""`livedesk practice`: the practice cloud without a window, with its addresses and keys.

Practice keys open nothing but this machine's own ingest; they are the only keys ever printed.
"""

import signal
import threading
from pathlib import Path
from types import FrameType
from typing import NamedTuple, Protocol

from cloud.errors import CloudError
from cloud.practice.client import PracticeClient
from cloud.practice.messages import PracticeInfo
from desktop.commands.output import print_json, say
from desktop.commands.results import ChannelResult, PracticeResult
from desktop.store.paths import DataFolder
from encoder.settings import Destination, StreamKey

KEEP_ALIVE_S = 3.0
"""The practice ingest ends when nothing has used it for 10 s."""
FAILED = 7


class Crowd(NamedTuple):
    """Made-up people in the chat: how many, and how much they say a second all together."""

    people: int
    rate: float


class PracticeFace(Protocol):
    """What this command uses of a practice client; see PracticeClient."""

    def ensure_running(self) -> PracticeInfo:
        """Find or start the practice ingest."""
        ...

    def set_crowd(self, people: int, rate: float) -> None:
        """Have so many made-up people in the first channel's chat."""
        ...


def run_practice(
    seconds: float | None,
    data_folder: Path,
    crowd: Crowd | None = None,
    client: PracticeFace | None = None,
) -> int:
    """Print where the practice cloud listens, and keep it running; return the exit code."""
    practice = client or PracticeClient(DataFolder(data_folder).practice)
    stopping = threading.Event()

    def stop(number: int, frame: FrameType | None) -> None:
        stopping.set()

    before = {name: signal.signal(name, stop) for name in (signal.SIGINT, signal.SIGTERM)}
    try:
        print_json(_result(practice.ensure_running()))
        if crowd is not None:
            practice.set_crowd(*crowd)
        until = threading.Timer(seconds, stopping.set) if seconds is not None else None
        if until is not None:
            until.start()
        while not stopping.wait(KEEP_ALIVE_S):
            practice.ensure_running()
        if until is not None:
            until.cancel()
            until.join()
        if crowd is not None:
            practice.set_crowd(0, 1.0)  # it would go on talking in a window's chat
    except CloudError as error:
        say(f"{error.problem.message} {error.problem.hint}")
        return FAILED
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
    return 0


def practice_destination(data_folder: Path) -> Destination:
    """Return the practice ingest of this data folder as a destination; starts it if needed.

    Raises CloudError.
    """
    channel = PracticeClient(DataFolder(data_folder).practice).ensure_running().channel()
    return Destination(channel.rtmp_url, StreamKey(channel.key), "practice")


def _result(info: PracticeInfo) -> PracticeResult:
    return PracticeResult(
        control_url=info.control_url,
        channels=tuple(
            ChannelResult(
                name=channel.name,
                rtmp_url=channel.rtmp_url,
                key=channel.key,
                playback_url=channel.playback_url,
                watch_url=channel.watch_url,
                chat_url=channel.chat_url,
            )
            for channel in info.channels
        ),
    )
