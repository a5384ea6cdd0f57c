"""A fresh token for each attempt, fetched on a thread of its own as the source may block.

None is fetched for an address where others could read it on its way.
"""

import asyncio
import base64
import threading

import msgspec

from chatclient.backends.refusals import server_of
from chatclient.errors import ChatError, ErrorCode, Unreachable
from chatclient.privacy import demand_privacy
from chatclient.settings import Token, TokenSource
from chatclient.wire.envelopes import Role, User

TIMEOUT_S = 10.0


async def fetched(tokens: TokenSource, url: str, timeout_s: float = TIMEOUT_S) -> Token:
    """Return a token to show there; raises ChatError, whose text never holds what was said."""
    demand_privacy(url)
    server = server_of(url)
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Token] = loop.create_future()

    def settle(result: Token | ChatError) -> None:
        if answer.done():
            return
        if isinstance(result, ChatError):
            answer.set_exception(result)
        else:
            answer.set_result(result)

    def fetch() -> None:
        result: Token | ChatError
        try:
            result = tokens()
        except ChatError as error:
            result = error
        except Exception as error:  # noqa: BLE001 - its text may hold a secret
            result = Unreachable(ErrorCode.NO_TOKEN, server=server, reason=type(error).__name__)
        if not loop.is_closed():
            loop.call_soon_threadsafe(settle, result)

    # A daemon, not an executor's: closing must not wait for a source that hangs.
    threading.Thread(target=fetch, name="chat-token", daemon=True).start()
    try:
        async with asyncio.timeout(timeout_s):  # `wait_for` may lose a cancellation
            return await answer
    except TimeoutError:
        raise Unreachable(ErrorCode.TIMED_OUT, server=server) from None


class _Payload(msgspec.Struct):
    sub: str
    name: str = ""
    role: Role = Role.VIEWER
    caps: tuple[str, ...] = ()
    badges: tuple[str, ...] = ()


def holder_of(token: Token) -> tuple[User | None, tuple[str, ...]]:
    """Return who a chat server's token is for and what it allows, as it says itself, unchecked."""
    try:
        middle = token.split(".")[1]
        raw = base64.urlsafe_b64decode(middle + "=" * (-len(middle) % 4))
        said = msgspec.json.decode(raw, type=_Payload)
    except (IndexError, ValueError, msgspec.DecodeError):
        return None, ()
    return User(said.sub, said.name, said.role, said.badges), said.caps
