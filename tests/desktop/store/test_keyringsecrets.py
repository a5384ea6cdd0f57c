from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import PasswordDeleteError

from desktop.store.keyringsecrets import KeyringSecrets
from desktop.store.secretstore import SecretStoreUnavailable


class MemoryKeyring(KeyringBackend):
    """A back end of the keyring library that keeps nothing on the disk."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.kept:
            raise PasswordDeleteError("not found")
        del self.kept[service, username]


@pytest.fixture
def backend() -> Iterator[MemoryKeyring]:
    before = keyring.get_keyring()
    memory = MemoryKeyring()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(before)


@pytest.fixture
def no_backend() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]
    yield
    keyring.set_keyring(before)


def test_a_secret_is_kept_under_our_name(backend: MemoryKeyring) -> None:
    secrets = KeyringSecrets()

    secrets.write("a name", "a secret")

    assert backend.kept == {("livedesk", "a name"): "a secret"}
    assert secrets.read("a name") == "a secret"


def test_what_was_never_kept_is_none(backend: MemoryKeyring) -> None:
    assert KeyringSecrets().read("a name") is None


def test_a_secret_is_forgotten_even_if_there_was_none(backend: MemoryKeyring) -> None:
    secrets = KeyringSecrets()
    secrets.write("a name", "a secret")

    secrets.delete("a name")
    secrets.delete("a name")

    assert backend.kept == {}


@pytest.mark.usefixtures("no_backend")
def test_a_computer_without_a_key_store_says_so() -> None:
    secrets = KeyringSecrets()

    with pytest.raises(SecretStoreUnavailable):
        secrets.read("a name")
    with pytest.raises(SecretStoreUnavailable):
        secrets.write("a name", "a secret")
    with pytest.raises(SecretStoreUnavailable):
        secrets.delete("a name")
