"""What keeps a key: the promise of every key store, and the names keys are kept under."""

from typing import Protocol
from urllib.parse import urlsplit

FIRST_ID = "main"
"""The destination that is there from the start."""


class SecretStoreUnavailable(Exception):
    """There is no key store, or it is locked: the key is asked for on every start."""


class SecretStore(Protocol):
    """Keeps secrets by name. Every call may block for long: the store may ask the user."""

    def read(self, name: str) -> str | None:
        """Return a secret, None where there is none; raises SecretStoreUnavailable."""
        ...

    def write(self, name: str, secret: str) -> None:
        """Keep a secret; raises SecretStoreUnavailable."""
        ...

    def delete(self, name: str) -> None:
        """Forget a secret, if there is one; raises SecretStoreUnavailable."""
        ...


def stream_key_name(url: str, destination_id: str = FIRST_ID) -> str:
    """Return the name under which the stream key of this ingest address is kept.

    The first destination's keys are kept as they were when there was only one.
    """
    parts = urlsplit(url)
    application = parts.path.strip("/").partition("/")[0]
    address = f"{parts.scheme}://{parts.hostname or ''}/{application}"
    which = "" if destination_id == FIRST_ID else f" of {destination_id}"
    return f"stream key{which} {address}"


def chat_key_name(url: str) -> str:
    """Return the name under which what opens the chat at this address is kept."""
    parts = urlsplit(url)
    return f"chat key {parts.scheme}://{parts.netloc.rpartition('@')[2]}"
