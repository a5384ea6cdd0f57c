"""Stream keys in the operating system's key store, and nowhere else on this computer."""

import contextlib
from collections.abc import Iterator

import keyring
from keyring.errors import KeyringError, PasswordDeleteError

from desktop.store.secretstore import SecretStoreUnavailable

SERVICE = "livedesk"


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


@contextlib.contextmanager
def _translated_errors() -> Iterator[None]:
    try:
        yield
    except KeyringError as error:
        # Its text may name the entry, never the secret; the kind of failure is all we need.
        raise SecretStoreUnavailable(type(error).__name__) from None
