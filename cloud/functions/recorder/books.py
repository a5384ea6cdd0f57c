"""What Amazon IVS and MediaLive have in their own books of a channel."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from cloud.functions.recorder.events import channel_of

_RUNNING = {"RUNNING", "STARTING", "RECOVERING", "UPDATING"}


@dataclass(frozen=True, slots=True)
class Stream:
    """One stream as its service has it in its books."""

    stream_id: str
    started_ms: int
    ended_ms: int | None
    """None: it is there now."""


class Books(Protocol):
    """What the services say of their channels; everything blocks."""

    def streams(self, arn: str, since_ms: int) -> Sequence[Stream]:
        """Return the streams of a channel of Amazon IVS that began since."""
        ...

    def is_running(self, arn: str) -> bool:
        """Tell whether a channel of MediaLive runs."""
        ...

    def viewers(self, arn: str) -> int | None:
        """Return how many watch a channel of Amazon IVS now, None if it can't say."""
        ...


class Services:
    """The Books of the services themselves."""

    def __init__(self, client: Callable[[str], Any]) -> None:
        """`client` makes a boto3 client of a service; only what is asked is made."""
        self._client = client

    def streams(self, arn: str, since_ms: int) -> Sequence[Stream]:
        ivs = self._client("ivs")
        found: list[Stream] = []
        page: dict[str, Any] = {"nextToken": ""}
        while (token := page.get("nextToken")) is not None:
            more = {"nextToken": token} if token else {}
            try:
                page = ivs.list_stream_sessions(channelArn=arn, maxResults=100, **more)
            except ivs.exceptions.ResourceNotFoundException:
                return []  # the channel was deleted
            streams = [_stream(each) for each in page["streamSessions"]]
            found += [each for each in streams if each.started_ms >= since_ms]
            if any(each.started_ms < since_ms for each in streams):
                break  # they come newest first
        return found

    def is_running(self, arn: str) -> bool:
        medialive = self._client("medialive")
        try:
            state = medialive.describe_channel(ChannelId=channel_of(arn))["State"]
        except medialive.exceptions.NotFoundException:
            return False
        return state in _RUNNING

    def viewers(self, arn: str) -> int | None:
        ivs = self._client("ivs")
        absent = (ivs.exceptions.ChannelNotBroadcasting, ivs.exceptions.ResourceNotFoundException)
        try:
            viewers: int = ivs.get_stream(channelArn=arn)["stream"]["viewerCount"]
        except absent:
            return None
        return None if viewers < 0 else viewers  # -1: it took IVS too long to count


def _stream(answer: dict[str, Any]) -> Stream:
    ended: datetime | None = answer.get("endTime")
    return Stream(
        answer["streamId"],
        round(answer["startTime"].timestamp() * 1000),
        None if ended is None else round(ended.timestamp() * 1000),
    )
