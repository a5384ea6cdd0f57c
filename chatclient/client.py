"""A chat as the desktop has it: commands in from any thread, events out, on a thread of its own."""

import asyncio
import logging
import threading
import uuid
from collections import deque
from collections.abc import Callable

from chatclient.backends.base import Backend, Place
from chatclient.backoff import UNHURRIED, Pace
from chatclient.errors import ErrorCode, Problem
from chatclient.messages import (
    Answered,
    ChatEvent,
    ConnectionChanged,
    OwnChanged,
    OwnState,
    Phase,
)
from chatclient.room import NOWHERE
from chatclient.session import Roads, Session
from chatclient.settings import TokenSource
from chatclient.wire.answers import refused
from chatclient.wire.codes import Code
from chatclient.wire.requests import Request, Send

CLOSE_S = 3.0
MAX_COMMANDS = 1000
ROUNDS = 5
"""Of the loop, at its end: what was told to close does so in the next ones."""
_log = logging.getLogger(__name__)
_Command = Callable[[Session], None]


class Client:
    """One room of one chat. Every method may be called from any thread and returns at once.

    `tell` is called on the client's own thread, in order, and must not block; only where a command
    finds no place among `MAX_COMMANDS` its refusal is told on the caller's thread.
    """

    def __init__(
        self,
        backend: Backend,
        tokens: TokenSource,
        tell: Callable[[ChatEvent], None],
        *,
        fallback: Backend | None = None,
        place: Place = NOWHERE,
        name: str = "chat",
        pace: Pace = UNHURRIED,
    ) -> None:
        self._roads = Roads(backend, fallback, tokens)
        self._told = tell
        self._place = place
        self._pace = pace
        self._commands: deque[_Command] = deque()
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._session: Session | None = None
        self._is_closed = False
        self._thread = threading.Thread(target=self._main, name=name, daemon=True)

    def start(self) -> None:
        """Begin to connect."""
        self._thread.start()

    def close(self) -> None:
        """End it; returns within 3 s, whatever hangs. Nothing is told from then on."""
        with self._lock:
            self._is_closed = True
            if self._loop is not None:
                self._loop.call_soon_threadsafe(self._stop)
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join(CLOSE_S)
            if self._thread.is_alive():
                _log.warning("the chat did not end in time and is left behind")

    def say(
        self, text: str = "", *, stamp: str = "", reply_to: int = 0, position_ms: int | None = None
    ) -> str:
        """Say something, now or once connected; return its id. `OwnChanged` tells how it fares."""
        id = uuid.uuid4().hex
        send = Send(id, text, stamp, reply_to=reply_to, position_ms=position_ms)
        if not self._do(lambda session: session.say(send)):
            code = Code.RATE_LIMITED.value
            self._tell(OwnChanged(id, text, stamp, OwnState.REJECTED, code=code))
        return id

    def ask(self, request: Request) -> str:
        """Ask something else, once; return an id that `Answered` will carry."""
        id = uuid.uuid4().hex
        if not self._do(lambda session: session.ask(id, request)):
            self._tell(Answered(id, refused(Code.RATE_LIMITED)))
        return id

    def retry(self, own_id: str) -> None:
        """Send again what was rejected, with the same id."""
        self._do(lambda session: session.retry(own_id))

    def discard(self, own_id: str) -> None:
        """Forget an own message; one that is on its way may be said all the same."""
        self._do(lambda session: session.discard(own_id))

    def retry_now(self) -> None:
        """Connect at once instead of waiting; begins again what had ended."""
        self._do(lambda session: session.retry_now())

    def seek(self, position_ms: int) -> None:
        """Say where the playback of a recording is; as often as it is known."""
        self._do(lambda session: session.seek(position_ms))

    def _do(self, command: _Command) -> bool:
        """Hand a command to the thread; False: there are too many."""
        with self._lock:
            if len(self._commands) >= MAX_COMMANDS:
                return False
            self._commands.append(command)
            if self._loop is not None and not self._is_closed:
                self._loop.call_soon_threadsafe(self._perform)
        return True

    def _perform(self) -> None:
        while self._commands and self._session is not None:
            self._commands.popleft()(self._session)

    def _tell(self, event: ChatEvent) -> None:
        if not self._is_closed:
            self._told(event)

    # ---- the thread ----

    def _main(self) -> None:
        loop = asyncio.new_event_loop()
        try:
            loop.run_until_complete(self._run(loop))
        except Exception as error:  # noqa: BLE001 - the end of the thread: it becomes an event
            _log.exception("the chat failed")
            params = {"server": "chat", "reason": type(error).__name__}
            problem = Problem(ErrorCode.UNREACHABLE, params)
            self._tell(ConnectionChanged(Phase.ENDED, problem))
        finally:
            with self._lock:
                self._loop = None
            _end(loop)

    async def _run(self, loop: asyncio.AbstractEventLoop) -> None:
        self._session = Session(self._roads, self._place, self._pace, self._tell)
        self._running = asyncio.create_task(self._session.run(), name="chat-session")
        with self._lock:
            self._loop = loop
            if self._is_closed:
                self._running.cancel()
        self._perform()
        await asyncio.wait([self._running])
        if not self._running.cancelled():
            self._running.result()

    def _stop(self) -> None:
        if self._session is not None:
            self._session.stop()
        self._running.cancel()


def _end(loop: asyncio.AbstractEventLoop) -> None:
    """Close a loop without waiting for its threads: a name that is being looked up may hang."""
    left = asyncio.all_tasks(loop)
    for task in left:
        task.cancel()
    if left:
        loop.run_until_complete(asyncio.wait(left, timeout=0.5))
    loop.run_until_complete(loop.shutdown_asyncgens())
    for _ in range(ROUNDS):
        loop.run_until_complete(asyncio.sleep(0))
    loop.close()
