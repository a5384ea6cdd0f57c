"""The roads to a chat: which backend reaches an address, and which one when that fails."""

from typing import assert_never

from chatclient.backends.base import Backend
from chatclient.settings import (
    AppSyncChat,
    ChatAddress,
    IvsChat,
    PollingChat,
    ReplayChat,
    SocketIoChat,
)


def roads_to(address: ChatAddress) -> tuple[Backend, Backend | None]:
    """Return the backend and its fallback. Their libraries are loaded here, not before."""
    match address:
        case SocketIoChat(url=url, live=live):
            from chatclient.backends.polling import PollingBackend
            from chatclient.backends.socketio import SocketIoBackend

            return SocketIoBackend(address), PollingBackend(PollingChat(url, live))
        case PollingChat():
            from chatclient.backends.polling import PollingBackend

            return PollingBackend(address), None
        case ReplayChat():
            from chatclient.backends.replay import ReplayBackend

            return ReplayBackend(address), None
        case AppSyncChat():
            from chatclient.backends.appsync import AppSyncBackend

            return AppSyncBackend(address), None
        case IvsChat():
            from chatclient.backends.ivs import IvsBackend

            return IvsBackend(address), None
    assert_never(address)
