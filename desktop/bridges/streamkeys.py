"""The stream keys of all destinations: one keeper each, made when it is first asked for."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.bridges.streamkey import StreamKeyKeeper
from desktop.bridges.tasks import Tasks
from desktop.store.secretstore import SecretStore


class StreamKeys(QObject):
    """Keepers by the id of their destination.

    Signals:
        changed(str): the key of this destination, or what is known of it, is another.
    """

    changed = Signal(str)

    def __init__(
        self,
        tasks: Tasks,
        open_secrets: Callable[[], SecretStore],
        register: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        """`open_secrets` is called on another thread; `register` is told keys, for the logs."""
        super().__init__(parent)
        self._tasks = tasks
        self._open_secrets = open_secrets
        self._register = register
        self._keepers: dict[str, StreamKeyKeeper] = {}

    def of(self, destination_id: str) -> StreamKeyKeeper:
        """Return the keeper of one destination's key."""
        keeper = self._keepers.get(destination_id)
        if keeper is None:
            keeper = StreamKeyKeeper(
                self._tasks, self._open_secrets, self._register, destination_id, self
            )
            keeper.changed.connect(lambda _: self.changed.emit(destination_id))
            self._keepers[destination_id] = keeper
        return keeper

    def hide(self, text: str) -> None:
        """Keep a key that is held elsewhere out of the logs."""
        self._register(text)

    def drop(self, destination_id: str, url: str) -> None:
        """Forget the key of a destination that is no more; with an `url`, in the key store too."""
        keeper = self.of(destination_id)
        keeper.enter("")
        if url:
            keeper.forget(url)

    def forget_all(self) -> None:
        """Hold no key any more; the key store keeps what it has."""
        for keeper in self._keepers.values():
            keeper.enter("")

    def close(self) -> None:
        """Wait for nothing any more, and forget the keys."""
        for keeper in self._keepers.values():
            keeper.close()
