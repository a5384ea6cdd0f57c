"""Opens the store that an option names: `sqlite:PATH` or `dynamodb:TABLE`."""

from pathlib import Path

from cloud.chatserver.store import Store
from cloud.chatserver.stores.sqlite import SqliteStore

KINDS = ("sqlite", "dynamodb")


class UnknownStore(ValueError):
    """The name is of no store there is; the text is a whole sentence."""


def store_for(name: str) -> Store:
    """Open a store; raises UnknownStore, and StoreFailed when it can't be opened."""
    kind, _, place = name.partition(":")
    if kind not in KINDS or not place:
        raise UnknownStore(f"Write sqlite:PATH or dynamodb:TABLE, not {name!r}.")
    if kind == "sqlite":
        return SqliteStore(Path(place).expanduser())
    # boto3 takes a third of a second to import, and only a few nodes need it.
    from cloud.chatserver.stores.dynamodb import DynamoStore

    return DynamoStore(place)
