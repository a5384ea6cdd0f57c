"""What a channel of Amazon IVS may refer to: recording, playback keys, restrictions; and tags."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cloud.practice.account.services.ivs.books import Books, found
from cloud.practice.account.services.ownservice import Handler, Parameters, Refused, page

MOST = 100


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record that is made, shown, listed and deleted alike."""

    arn_part: str
    operation: str
    """As operations call it, e.g. `RecordingConfiguration`."""
    member: str
    """As answers call one of it."""
    plural: str
    listing: str
    """The operation that lists them."""
    making: str = ""
    """The operation that makes one; empty: `Create...`."""
    referred_by: str = ""
    """The member of a channel that refers to it."""


KINDS = (
    Kind(
        "recording-configuration",
        "RecordingConfiguration",
        "recordingConfiguration",
        "recordingConfigurations",
        "ListRecordingConfigurations",
        referred_by="recordingConfigurationArn",
    ),
    Kind(
        "playback-key",
        "PlaybackKeyPair",
        "keyPair",
        "keyPairs",
        "ListPlaybackKeyPairs",
        making="ImportPlaybackKeyPair",
    ),
    Kind(
        "playback-restriction-policy",
        "PlaybackRestrictionPolicy",
        "playbackRestrictionPolicy",
        "playbackRestrictionPolicies",
        "ListPlaybackRestrictionPolicies",
        referred_by="playbackRestrictionPolicyArn",
    ),
)


class Furnishings:
    """Answers what is asked of them."""

    def __init__(self, books: Mapping[str, Books]) -> None:
        self._books = books

    def handlers(self) -> dict[str, Handler]:
        """Return the operations that are answered here."""
        handlers: dict[str, Handler] = {
            "TagResource": self._tag,
            "UntagResource": self._untag,
            "ListTagsForResource": lambda region, p: {
                "tags": self._books[region].tagged(p["resourceArn"])["tags"]
            },
        }
        for kind in KINDS:
            handlers |= self._handlers_of(kind)
        return handlers

    # ---- private ----

    def _handlers_of(self, kind: Kind) -> dict[str, Handler]:
        def get(region: str, parameters: Parameters) -> Mapping[str, Any]:
            return {
                kind.member: found(self._books[region].others[kind.arn_part], parameters["arn"])
            }

        def listing(region: str, parameters: Parameters) -> Mapping[str, Any]:
            every = list(self._books[region].others[kind.arn_part].values())
            shown, token = page(every, parameters, most=MOST, names=("maxResults", "nextToken"))
            return {kind.plural: shown, **token}

        def update(region: str, parameters: Parameters) -> Mapping[str, Any]:
            record = found(self._books[region].others[kind.arn_part], parameters["arn"])
            record.update(parameters)
            return {kind.member: record}

        return {
            kind.making or f"Create{kind.operation}": lambda region, p: self._create(
                kind, region, p
            ),
            f"Get{kind.operation}": get,
            f"Update{kind.operation}": update,
            f"Delete{kind.operation}": lambda region, p: self._delete(kind, region, p),
            kind.listing: listing,
        }

    def _create(self, kind: Kind, region: str, parameters: Parameters) -> Mapping[str, Any]:
        books = self._books[region]
        arn = books.new_arn(kind.arn_part)
        record = {"name": "", "tags": {}, **parameters, "arn": arn}
        if kind.arn_part == "recording-configuration":
            record["state"] = "ACTIVE"
        if material := record.pop("publicKeyMaterial", ""):
            digest = hashlib.md5(material.encode(), usedforsecurity=False).hexdigest()
            pairs = (digest[at : at + 2] for at in range(0, len(digest), 2))
            record["fingerprint"] = ":".join(pairs)
        books.others[kind.arn_part][arn] = record
        return {kind.member: record}

    def _delete(self, kind: Kind, region: str, parameters: Parameters) -> None:
        books, arn = self._books[region], parameters["arn"]
        found(books.others[kind.arn_part], arn)
        users = (channel.get(kind.referred_by) for channel in books.channels.values())
        if kind.referred_by and arn in users:
            raise Refused("ConflictException", "A channel refers to it.")
        del books.others[kind.arn_part][arn]

    def _tag(self, region: str, parameters: Parameters) -> None:
        record = self._books[region].tagged(parameters["resourceArn"])
        record["tags"] = record["tags"] | parameters["tags"]

    def _untag(self, region: str, parameters: Parameters) -> None:
        record = self._books[region].tagged(parameters["resourceArn"])
        gone = parameters["tagKeys"]
        record["tags"] = {name: tag for name, tag in record["tags"].items() if name not in gone}
