"""Everybody attached to the engine: takes them in, tells them events, passes their wishes on."""

import threading
from collections.abc import Callable

from encoder.engine.clients import Client
from encoder.engine.programme import PreviewShow
from encoder.link import EngineListener
from encoder.messages import Command, Event


class Audience:
    """Accepts on a thread of its own; `tell` may be called by any."""

    def __init__(
        self,
        listener: EngineListener,
        obey: Callable[[Client, Command], None],
        gone: Callable[[Client], None],
    ) -> None:
        """`obey` and `gone` are called on the clients' threads and must return at once."""
        self._listener = listener
        self._obey = obey
        self._gone = gone
        self._clients: list[Client] = []
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._accept, name="engine-accept")

    def open(self) -> None:
        """Begin to take clients in."""
        self._thread.start()

    @property
    def is_empty(self) -> bool:
        """Whether nobody is there."""
        return not self._clients

    def tell(self, event: Event) -> None:
        """Tell everybody who has attached. Any thread; returns at once."""
        with self._lock:
            clients = list(self._clients)
        for client in clients:
            if client.is_attached:
                client.send(event)

    def previews(self) -> tuple[PreviewShow, ...]:
        """Return where pictures are wanted."""
        with self._lock:
            taps = [client.preview for client in self._clients if client.preview is not None]
        return tuple(tap.show for tap in taps)

    def forget(self, client: Client) -> None:
        """Count it no more; it must still be closed."""
        with self._lock:
            if client in self._clients:
                self._clients.remove(client)

    def stop_accepting(self) -> None:
        """Take nobody in any more, and join the thread."""
        self._listener.close()
        if self._thread.ident is not None:
            self._thread.join()

    def close(self) -> None:
        """Let everybody go."""
        for client in self._clients:
            client.close()

    def _accept(self) -> None:
        while (link := self._listener.accept()) is not None:
            with self._lock:
                self._clients.append(Client(link, self._obey, self._gone))
