"""Channels of Amazon IVS and their keys; each is a channel of the practice ingest."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from moto.moto_api._internal import mock_random

from cloud.practice.account.context import AccountContext
from cloud.practice.account.services.ivs.books import Books, Record, found, ingest_name
from cloud.practice.account.services.ownservice import Handler, Parameters, Refused, page
from cloud.practice.messages import KEY_PREFIX, ChannelInfo

DEFAULTS: Mapping[str, Any] = {
    "authorized": False,
    "insecureIngest": False,
    "latencyMode": "LOW",
    "name": "",
    "preset": "",
    "recordingConfigurationArn": "",
    "playbackRestrictionPolicyArn": "",
    "tags": {},
    "type": "STANDARD",
}
CHANGEABLE = frozenset(DEFAULTS) - {"tags"} | {"containerFormat", "multitrackInputConfiguration"}
SUMMARY = (
    "arn",
    "authorized",
    "insecureIngest",
    "latencyMode",
    "name",
    "playbackRestrictionPolicyArn",
    "preset",
    "recordingConfigurationArn",
    "tags",
    "type",
)
MOST = 100


class Channels:
    """Answers what is asked of channels and stream keys."""

    def __init__(self, context: AccountContext, books: Mapping[str, Books]) -> None:
        self._context = context
        self._books = books

    def handlers(self) -> dict[str, Handler]:
        """Return the operations that are answered here."""
        return {
            "CreateChannel": self.create,
            "GetChannel": lambda region, p: {"channel": self._shown(region, p["arn"])},
            "BatchGetChannel": self._batch,
            "ListChannels": self._list,
            "UpdateChannel": self._update,
            "DeleteChannel": self._delete,
            "CreateStreamKey": self._create_key,
            "GetStreamKey": lambda region, p: {"streamKey": self._key(region, p["arn"])},
            "BatchGetStreamKey": self._batch_keys,
            "ListStreamKeys": self._list_keys,
            "DeleteStreamKey": self._delete_key,
        }

    def create(self, region: str, parameters: Parameters) -> Mapping[str, Any]:
        """Make a channel and its key."""
        books = self._books[region]
        arn = books.new_arn("channel")
        channel = {**DEFAULTS, **parameters, "arn": arn}
        channel["_fallback_key"] = mock_random.get_random_hex(24)
        books.channels[arn] = channel
        key_arn = self._add_key(books, channel, dict(channel["tags"]))
        return {"channel": self._shown(region, arn), "streamKey": self._key(region, key_arn)}

    # ---- private ----

    def _shown(self, region: str, arn: str) -> Record:
        """Return a channel with the addresses that it has now."""
        channel = self._books[region].channel(arn)
        if (info := self._ingest(arn)) is not None:
            channel["_endpoint"] = urlsplit(info.rtmp_url).netloc
            channel["_playback"] = info.playback_url
            channel["_key"] = info.key
        name = ingest_name(arn)
        return {
            **public(channel),
            "ingestEndpoint": channel.get("_endpoint", "127.0.0.1:1935"),
            "playbackUrl": channel.get("_playback", f"http://127.0.0.1/{name}/index.m3u8"),
        }

    def _ingest(self, arn: str) -> ChannelInfo | None:
        """Return the channel at the ingest: also when repeated, for outputs name its address."""
        return self._context.ingest.create_channel(ingest_name(arn))

    def _batch(self, region: str, parameters: Parameters) -> Mapping[str, Any]:
        books = self._books[region]
        known = [arn for arn in parameters["arns"] if arn in books.channels]
        return {
            "channels": [self._shown(region, arn) for arn in known],
            "errors": _unknown(parameters["arns"], known),
        }

    def _list(self, region: str, parameters: Parameters) -> Mapping[str, Any]:
        wishes = {
            "name": parameters.get("filterByName"),
            "recordingConfigurationArn": parameters.get("filterByRecordingConfigurationArn"),
            "playbackRestrictionPolicyArn": parameters.get("filterByPlaybackRestrictionPolicyArn"),
        }
        matching = [
            {name: channel[name] for name in SUMMARY}
            for channel in self._books[region].channels.values()
            if all(wish in (None, channel[name]) for name, wish in wishes.items())
        ]
        shown, token = page(matching, parameters, most=MOST, names=("maxResults", "nextToken"))
        return {"channels": shown, **token}

    def _update(self, region: str, parameters: Parameters) -> Mapping[str, Any]:
        channel = self._books[region].channel(parameters["arn"])
        if self._is_live(channel["arn"]) and {"type", "preset"} & parameters.keys():
            raise Refused("ConflictException", "The channel is live.")
        channel.update({name: parameters[name] for name in CHANGEABLE & parameters.keys()})
        return {"channel": self._shown(region, channel["arn"])}

    def _delete(self, region: str, parameters: Parameters) -> None:
        books, arn = self._books[region], parameters["arn"]
        books.channel(arn)
        if self._is_live(arn):
            raise Refused("ConflictException", "The channel is live; stop the stream first.")
        del books.channels[arn]
        for key in [key for key in books.keys.values() if key["channelArn"] == arn]:
            del books.keys[key["arn"]]
        self._context.ingest.delete_channel(ingest_name(arn))

    def _is_live(self, arn: str) -> bool:
        if self._context.is_replaying:
            return False
        status = self._context.ingest.status(ingest_name(arn))
        return status is not None and status.state == "LIVE"

    def _create_key(self, region: str, parameters: Parameters) -> Mapping[str, Any]:
        books, arn = self._books[region], parameters["channelArn"]
        channel = books.channel(arn)
        if any(key["channelArn"] == arn for key in books.keys.values()):
            raise Refused("ServiceQuotaExceededException", "The channel has its one stream key.")
        key_arn = self._add_key(books, channel, parameters.get("tags") or {})
        return {"streamKey": self._key(region, key_arn)}

    def _add_key(self, books: Books, channel: Record, tags: dict[str, str]) -> str:
        arn = books.new_arn("stream-key")
        books.keys[arn] = {"arn": arn, "channelArn": channel["arn"], "tags": tags}
        return arn

    def _key(self, region: str, arn: str) -> Record:
        books = self._books[region]
        key = found(books.keys, arn)
        channel = books.channel(key["channelArn"])
        info = self._ingest(channel["arn"])
        own = f"{KEY_PREFIX}{ingest_name(channel['arn'])}-{channel['_fallback_key']}"
        return {**key, "value": info.key if info else channel.get("_key", own)}

    def _batch_keys(self, region: str, parameters: Parameters) -> Mapping[str, Any]:
        known = [arn for arn in parameters["arns"] if arn in self._books[region].keys]
        return {
            "streamKeys": [self._key(region, arn) for arn in known],
            "errors": _unknown(parameters["arns"], known),
        }

    def _list_keys(self, region: str, parameters: Parameters) -> Mapping[str, Any]:
        books, arn = self._books[region], parameters["channelArn"]
        books.channel(arn)
        return {"streamKeys": [key for key in books.keys.values() if key["channelArn"] == arn]}

    def _delete_key(self, region: str, parameters: Parameters) -> None:
        keys = self._books[region].keys
        found(keys, parameters["arn"])
        del keys[parameters["arn"]]


def public(record: Record) -> Record:
    """Return a record without what is only for us."""
    return {name: value for name, value in record.items() if not name.startswith("_")}


def _unknown(asked: list[str], known: list[str]) -> list[Record]:
    return [
        {"arn": arn, "code": "ResourceNotFoundException", "message": "not found"}
        for arn in asked
        if arn not in known
    ]
