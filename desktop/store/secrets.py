"""Stream keys in the operating system's key store, and nowhere else on this computer."""

import contextlib
from collections.abc import Iterator
from typing import Protocol
from urllib.parse import urlsplit

import keyring
from keyring.errors import KeyringError, PasswordDeleteError

SERVICE = "livedesk"


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


class KeyringSecrets:
    """The key store of this system: Secret Service, KWallet, Keychain, Credential Locker."""

    def read(self, name: str) -> str | None:
        with _translated_errors():
            return keyring.get_password(SERVICE, name)

    def write(self, name: str, secret: str) -> None:
        with _translated_errors():
            keyring.set_password(SERVICE, name, secret)

    def delete(self, name: str) -> None:
        with _translated_errors(), contextlib.suppress(PasswordDeleteError):  # there was none
            keyring.delete_password(SERVICE, name)


def stream_key_name(url: str) -> str:
    """Return the name under which the stream key of this ingest address is kept."""
    parts = urlsplit(url)
    application = parts.path.strip("/").partition("/")[0]
    return f"stream key {parts.scheme}://{parts.hostname or ''}/{application}"


@contextlib.contextmanager
def _translated_errors() -> Iterator[None]:
    try:
        yield
    except KeyringError as error:
        # Its text may name the entry, never the secret; the kind of failure is all we need.
        raise SecretStoreUnavailable(type(error).__name__) from None
