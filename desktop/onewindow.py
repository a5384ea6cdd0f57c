"""One window for each data folder: a second `livedesk` brings the first to the front.

A lock of the operating system decides who is first, so that a crash leaves nothing in the way; a
local socket that only the same user can open carries the wish to be shown.
"""

import hashlib
import os
import sys
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout
from PySide6.QtCore import QObject, Qt
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QWidget

LOCK_FILE = "window.lock"
PATIENCE_S = 10.0
"""The first window may still be starting."""
RETRY_S = 0.1
EXIT_CODE_NO_ANSWER = 1
_WISH = b"show\n"
_ANSWER = b"shown\n"
_MAX_WISH_BYTES = 64


class OneWindow(QObject):
    """The right to be the window of this data folder, until `close()`."""

    def __init__(self, folder: Path) -> None:
        """Raises Timeout where another window has it. Needs no application yet."""
        super().__init__()
        folder.mkdir(parents=True, exist_ok=True)
        self._name = _socket_name(folder)
        self._lock = FileLock(folder / LOCK_FILE, timeout=0)
        self._lock.acquire()
        self._server: QLocalServer | None = None
        self._window: QWidget | None = None

    def answer(self, window: QWidget) -> None:
        """From now on bring this window to the front when another start asks for it."""
        self._window = window
        server = self._server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._on_connection)
        QLocalServer.removeServer(self._name)  # of a window that crashed: the lock is ours
        server.listen(self._name)  # where it can't, a second window says so and ends

    def close(self) -> None:
        """Let another window be the first."""
        if self._server is not None:
            self._server.close()
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _on_connection(self) -> None:
        assert self._server is not None
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.disconnected.connect(caller.deleteLater)
            caller.readyRead.connect(lambda caller=caller: self._on_wish(caller))
            self._on_wish(caller)

    def _on_wish(self, caller: QLocalSocket) -> None:
        if caller.bytesAvailable() > _MAX_WISH_BYTES:
            caller.abort()
        elif caller.canReadLine():
            if bytes(caller.readLine().data()) == _WISH:
                self._come_to_front()
                caller.write(_ANSWER)
                caller.flush()
            caller.disconnectFromServer()

    def _come_to_front(self) -> None:
        if self._window is None:
            return
        self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()


def claim_window(folder: Path) -> OneWindow | None:
    """Return the right to open a window for this data folder; None where there is one."""
    try:
        return OneWindow(folder)
    except Timeout:
        return None


def show_first_window(folder: Path, patience_s: float = PATIENCE_S) -> int:
    """Ask the window of this data folder to come to the front; returns the exit code.

    Blocks up to `patience_s`: only where there is no GUI.
    """
    deadline_s = time.monotonic() + patience_s
    pause = threading.Event()
    while (left_s := deadline_s - time.monotonic()) > 0:
        if _is_shown(folder, round(left_s * 1000)):
            return 0
        pause.wait(RETRY_S)
    sys.stderr.write(
        "livedesk: Livedesk is open already, but does not answer. "
        "Close it, or wait until it does.\n"
    )
    return EXIT_CODE_NO_ANSWER


def _is_shown(folder: Path, timeout_ms: int) -> bool:
    socket = QLocalSocket()
    socket.connectToServer(_socket_name(folder))
    if not socket.waitForConnected(timeout_ms):
        return False
    socket.write(_WISH)
    socket.flush()
    while not socket.canReadLine():
        if not socket.waitForReadyRead(timeout_ms):
            return False
    return bytes(socket.readLine().data()) == _ANSWER


def _socket_name(folder: Path) -> str:
    """Return a short name: a path in the data folder may be longer than a socket's can be."""
    user = os.getuid() if hasattr(os, "getuid") else os.environ.get("USERNAME", "")
    place = f"{user}\n{folder.resolve()}"
    return f"livedesk-{hashlib.sha256(place.encode()).hexdigest()[:24]}"
