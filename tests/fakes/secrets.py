"""A key store in memory, or none at all."""

from desktop.store.secretstore import SecretStoreUnavailable


class FakeSecrets:
    """A SecretStore; with `works=False` every call fails as on a computer without one."""

    def __init__(self, works: bool = True) -> None:
        self.works = works
        self.kept: dict[str, str] = {}

    def read(self, name: str) -> str | None:
        self._check()
        return self.kept.get(name)

    def write(self, name: str, secret: str) -> None:
        self._check()
        self.kept[name] = secret

    def delete(self, name: str) -> None:
        self._check()
        self.kept.pop(name, None)

    def _check(self) -> None:
        if not self.works:
            raise SecretStoreUnavailable("NoKeyringError")
