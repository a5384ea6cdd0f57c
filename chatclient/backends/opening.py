"""Opens a connection in time, or leaves nothing of it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Protocol

from chatclient.errors import ErrorCode, Unreachable


class Closable(Protocol):
    """A connection; see `base.Connection`."""

    async def close(self) -> None:
        """End it, however far it came; raises nothing."""
        ...


@asynccontextmanager
async def opening(connection: Closable, server: str, within_s: float) -> AsyncIterator[None]:
    """Open the connection inside: what takes too long or fails is closed, and raises on."""
    try:
        async with asyncio.timeout(within_s):
            yield
    except TimeoutError:
        await connection.close()
        raise Unreachable(ErrorCode.TIMED_OUT, server=server) from None
    except BaseException:
        await connection.close()
        raise
