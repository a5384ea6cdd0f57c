"""What PutEvents takes: nobody but AWS sends in AWS's name. Pure.

Amazon EventBridge API Reference, PutEvents, as of 2026-11. AWS says in the answer to one entry that
its source is not allowed, which is easily overlooked; here the whole call is refused.
"""

from collections.abc import Mapping
from typing import Any

from cloud.practice.account.context import Refusal

MOST_ENTRIES = 10
LARGEST_BYTES = 1024 * 1024
RESERVED = "aws."


def put_events(parameters: Mapping[str, Any]) -> Refusal | None:
    """Return why EventBridge refuses the call."""
    entries: list[Mapping[str, Any]] = parameters.get("Entries") or []
    if len(entries) > MOST_ENTRIES:
        return Refusal(
            "ValidationException",
            f"1 validation error detected: Value at 'entries' failed to satisfy constraint: Member "
            f"must have length less than or equal to {MOST_ENTRIES}",
        )
    if sum(size_of(entry) for entry in entries) > LARGEST_BYTES:
        return Refusal(
            "ValidationException", "Total size of the entries in the request is over the limit."
        )
    for entry in entries:
        if str(entry.get("Source", "")).startswith(RESERVED):
            return Refusal(
                "NotAuthorizedForSourceException",
                f"Not authorized for the source {entry['Source']}: sources that begin with "
                f"{RESERVED} belong to AWS.",
            )
    return None


def size_of(entry: Mapping[str, Any]) -> int:
    """Return an entry's size as EventBridge counts it, in bytes."""
    texts = [entry.get(name) or "" for name in ("Source", "DetailType", "Detail")]
    texts += entry.get("Resources") or []
    return (14 if entry.get("Time") else 0) + sum(len(str(text).encode()) for text in texts)
