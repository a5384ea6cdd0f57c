"""Who is connected, for python-socketio: its own manager looks through all rooms for each goodbye.

There each client has a room of its own, so that a thousand who leave at once cost a million steps.
Here a connection is in one namespace, under one id, and rooms are kept by `rooms`.
"""

from collections.abc import Iterable

import socketio

from chatclient.wire.requests import NAMESPACE


class FlatManager(socketio.AsyncManager):  # type: ignore[misc]
    """Knows connections by the id of their Engine.IO socket."""

    def __init__(self) -> None:
        super().__init__()
        self._entered: dict[str, bool] = {}  # False: still being looked at, or leaving

    def get_namespaces(self) -> Iterable[str]:
        return (NAMESPACE,)

    async def pre_connect(self, eio_sid: str, namespace: str) -> str | None:
        if namespace != NAMESPACE or eio_sid in self._entered:
            return None
        self._entered[eio_sid] = False
        return eio_sid

    async def connect(self, sid: str, namespace: str) -> str:
        self._entered[sid] = True
        return sid

    def is_connected(self, sid: str | None, namespace: str) -> bool:
        return sid is not None and self._entered.get(sid, False)

    def sid_from_eio_sid(self, eio_sid: str, namespace: str) -> str | None:
        return eio_sid if namespace == NAMESPACE and eio_sid in self._entered else None

    def eio_sid_from_sid(self, sid: str, namespace: str) -> str | None:
        return self.sid_from_eio_sid(sid, namespace)

    def pre_disconnect(self, sid: str, namespace: str) -> str:
        self._entered[sid] = False
        return sid

    async def disconnect(self, sid: str, namespace: str, **kwargs: object) -> None:
        self._entered.pop(sid, None)
