"""Shows the account fewer viewers than the ingest counts, while a scenario has them leave."""

from collections.abc import Callable

import msgspec

from cloud.practice.account.context import IngestLink
from cloud.practice.messages import ChannelInfo, ChannelStatus

STAYING = 1 / 3
"""Two thirds leave."""


class LeavingAudience:
    """An ingest whose viewers are counted again."""

    def __init__(self, ingest: IngestLink, are_leaving: Callable[[str], bool]) -> None:
        """`are_leaving`: gets a channel's name."""
        self._ingest = ingest
        self._are_leaving = are_leaving

    def create_channel(self, name: str) -> ChannelInfo | None:
        return self._ingest.create_channel(name)

    def status(self, name: str) -> ChannelStatus | None:
        status = self._ingest.status(name)
        if status is None or not self._are_leaving(name):
            return status
        return msgspec.structs.replace(status, viewers=int(status.viewers * STAYING))

    def delete_channel(self, name: str) -> None:
        self._ingest.delete_channel(name)

    def kick(self, name: str) -> bool:
        return self._ingest.kick(name)
