"""Where a stack takes the stream. The key is asked for now and held in memory only."""

from dataclasses import dataclass, field
from typing import Literal

from cloud.awsclient import Aws
from cloud.errors import NotThere
from cloud.models import StackStatus
from cloud.patterns.metadata import OutputRole

Ingest = Literal["practice", "ivs-standard", "ivs-basic", "ivs-advanced", "medialive"]

RTMPS_PORT = 443
PLAYLIST = "index.m3u8"
"""The practice ingest has the viewers' page beside it."""


@dataclass(frozen=True, slots=True)
class Place:
    """One address that takes the stream; printing it shows no key."""

    url: str
    """Without the key."""
    key: str = field(repr=False)
    """Empty where the address is all (MediaLive)."""
    ingest: Ingest
    channel_arn: str = ""
    """Of IVS."""
    name: str = ""
    """As the cloud calls the channel."""
    watch_url: str = ""
    """What viewers open; empty where nothing is delivered."""


def places_of(aws: Aws, status: StackStatus) -> tuple[Place, ...]:
    """Return where a stack takes the stream: one address with IVS, up to two with MediaLive.

    Blocks; raises SignInError and CallError, NotThere for a channel without a key. Empty where the
    stack takes none.
    """
    if arn := status.output(OutputRole.CHANNEL_ARN):
        return (_ivs_place(aws, status, arn),)
    roles = (OutputRole.INGEST_URL, OutputRole.INGEST_URL_2)
    urls = [url for role in roles if (url := status.output(role)).startswith("rtmp")]
    # In practice nothing is packaged: there is an address, and no picture at it.
    watch_url = "" if aws.is_practice else status.output(OutputRole.PLAYBACK_URL)
    names = [f"{status.stack} {number}" if urls[1:] else status.stack for number in (1, 2)]
    return tuple(
        Place(url, "", "medialive", name=name, watch_url=watch_url)
        for url, name in zip(urls, names, strict=False)
    )


def _ivs_place(aws: Aws, status: StackStatus, arn: str) -> Place:
    channel = aws.call("ivs", "get_channel", arn=arn)["channel"]
    key = _stream_key(aws, arn)
    endpoint = channel["ingestEndpoint"]
    name = channel.get("name") or status.stack
    playback = str(channel.get("playbackUrl", ""))
    if aws.is_practice:
        # The ingest of this machine speaks plain RTMP and says on which port; it has a page, too.
        page = playback.removesuffix(PLAYLIST)
        return Place(f"rtmp://{endpoint}/live", key, "practice", arn, name, page)
    url = f"rtmps://{endpoint}:{RTMPS_PORT}/app/"
    ingest = _ivs_ingest(channel.get("type", "STANDARD"))
    return Place(url, key, ingest, arn, name, playback)


def _stream_key(aws: Aws, arn: str) -> str:
    keys = aws.pages("ivs", "list_stream_keys", "streamKeys", channelArn=arn)
    found = next(iter(keys), None)
    if found is None:
        raise NotThere(f"A stream key of {arn}")
    answer = aws.call("ivs", "get_stream_key", arn=found["arn"])
    return str(answer["streamKey"]["value"])


def _ivs_ingest(channel_type: str) -> Ingest:
    if channel_type.startswith("ADVANCED"):
        return "ivs-advanced"
    return "ivs-basic" if channel_type == "BASIC" else "ivs-standard"
