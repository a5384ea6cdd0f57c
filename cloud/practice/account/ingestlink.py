"""The account's way to the practice ingest of the same home folder."""

from pathlib import Path

from cloud.errors import PracticeError
from cloud.practice.client import PracticeClient
from cloud.practice.messages import ChannelInfo, ChannelStatus


class PracticeIngest:
    """Asks the ingest that runs; starts none. Calls block 3 s at most."""

    def __init__(self, home: Path) -> None:
        self._client = PracticeClient(home)

    def create_channel(self, name: str) -> ChannelInfo | None:
        """Make sure that the ingest has this channel; None while the ingest does not run."""
        try:
            return self._client.create_channel(name)
        except PracticeError:
            return None

    def status(self, name: str) -> ChannelStatus | None:
        """Return what arrives on a channel; None while nothing can be known."""
        try:
            return self._client.status().channel(name)
        except (PracticeError, KeyError):
            return None

    def kick(self, name: str) -> bool:
        """End the channel's session; tell whether there was one."""
        try:
            return self._client.kick(name)
        except PracticeError:
            return False
