"""The stream key of one destination: in memory, and on request in the system's key store."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from desktop.bridges.tasks import Task, Tasks
from desktop.store.secretstore import FIRST_ID, SecretStore, stream_key_name
from encoder.settings import StreamKey


class KeyState(StrEnum):
    """What is known of the stream key."""

    MISSING = "missing"
    LOADING = "loading"
    """The key store is being asked."""
    ENTERED = "entered"
    """In memory for this run."""
    KEPT = "kept"
    """In the key store as well."""
    NOT_KEPT = "not-kept"
    """It should be in the key store, but there is none that works."""


class StreamKeyKeeper(QObject):
    """Holds one stream key. Nothing of it reaches a settings file or a log.

    Signals:
        changed(KeyState): the key, or what is known of it, is another.
    """

    changed = Signal(object)

    def __init__(
        self,
        tasks: Tasks,
        open_secrets: Callable[[], SecretStore],
        register: Callable[[str], None],
        destination_id: str = FIRST_ID,
        parent: QObject | None = None,
    ) -> None:
        """`open_secrets` is called on another thread; `register` is told keys, for the logs."""
        super().__init__(parent)
        self._tasks = tasks
        self._open_secrets = open_secrets
        self._register = register
        self._destination_id = destination_id
        self._key = StreamKey("")
        self._state = KeyState.MISSING
        self._task: Task | None = None

    @property
    def key(self) -> StreamKey:
        """The key, empty where there is none."""
        return self._key

    @property
    def state(self) -> KeyState:
        """What is known of it."""
        return self._state

    def enter(self, text: str) -> None:
        """Take a key for this run only."""
        self._drop_task()
        self._take(text, KeyState.ENTERED if text else KeyState.MISSING)

    def load(self, url: str) -> None:
        """Ask the key store for the key of this address."""
        self._drop_task()
        self._show(KeyState.LOADING)
        name = self.name_of(url)
        self._task = self._tasks.run(
            lambda: self._open_secrets().read(name), self._on_loaded, self._on_store_failed
        )

    def keep(self, url: str) -> None:
        """Put the present key into the key store."""
        if not self._key:
            return
        self._drop_task()
        name, text = self.name_of(url), self._key.reveal()
        self._task = self._tasks.run(
            lambda: self._open_secrets().write(name, text),
            lambda _: self._show(KeyState.KEPT),
            self._on_store_failed,
        )

    def forget(self, url: str) -> None:
        """Remove the key of this address from the key store; this run still has it."""
        self._drop_task()
        name = self.name_of(url)
        self._show(KeyState.ENTERED if self._key else KeyState.MISSING)
        self._task = self._tasks.run(
            lambda: self._open_secrets().delete(name), lambda _: None, self._on_store_failed
        )

    def close(self) -> None:
        """Wait for nothing any more, and forget the key."""
        self._drop_task()
        self._key = StreamKey("")

    def name_of(self, url: str) -> str:
        """Return the name under which the key store has the key of this address."""
        return stream_key_name(url, self._destination_id)

    def _drop_task(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _on_loaded(self, text: str | None) -> None:
        self._take(text or "", KeyState.KEPT if text else KeyState.MISSING)

    def _on_store_failed(self, error: Exception) -> None:
        self._show(KeyState.NOT_KEPT)

    def _take(self, text: str, state: KeyState) -> None:
        self._register(text)
        self._key = StreamKey(text)
        self._show(state)

    def _show(self, state: KeyState) -> None:
        self._state = state
        self.changed.emit(state)
