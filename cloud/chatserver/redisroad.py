"""One connection to Redis: several commands a round trip, each in time or not at all.

A command whose answer did not come may have been carried out. Who sends one that must not be
carried out twice names it (see `redisscripts`).
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

from redis.asyncio.connection import AbstractConnection, Connection, parse_url
from redis.exceptions import AuthenticationError, RedisError, ResponseError

from cloud.chatserver.log import LogUnavailable
from cloud.chatserver.redisscripts import SCRIPTS, Words

TIMEOUT_S = 3.0


class PasswordInUrl(ValueError):
    """Addresses are seen by everybody on the machine; a password belongs in the secrets file."""


class Road:
    """One connection, made when it is needed and made anew after each failure."""

    def __init__(self, url: str, password: str = "", timeout_s: float = TIMEOUT_S) -> None:
        settings: dict[str, Any] = dict(parse_url(url))
        if "password" in settings:
            raise PasswordInUrl("The address of Redis holds a password; put it in the secrets file")
        kind: Callable[..., AbstractConnection] = settings.pop("connection_class", Connection)
        self._connection: AbstractConnection = kind(
            **settings, password=password or None, protocol=2, socket_timeout=None, driver_info=None
        )
        self._timeout_s = timeout_s
        self._lock = asyncio.Lock()
        self.boot = ""
        """The process of Redis that this is connected to, or was last."""
        self.is_durable = False
        """Whether that process writes each command to its disk before it answers, as it says."""

    async def call(self, commands: Sequence[Words], timeout_s: float = 0.0) -> list[Any]:
        """Send all, return all answers; raises LogUnavailable for any failure of any."""
        if not commands:
            return []
        try:
            async with asyncio.timeout(timeout_s or self._timeout_s), self._lock:
                return await self._call(commands)
        except AuthenticationError:
            raise LogUnavailable("Redis refuses the password") from None
        except (RedisError, OSError, TimeoutError) as error:
            # Its text may quote what was sent; the kind says enough.
            raise LogUnavailable(f"Redis: {type(error).__name__}") from None

    async def close(self) -> None:
        """Hang up."""
        await self._connection.disconnect(nowait=True)

    async def _call(self, commands: Sequence[Words]) -> list[Any]:
        connection = self._connection
        try:
            if not connection.is_connected:
                await self._connect()
            await connection.send_packed_command(
                connection.pack_commands(commands), check_health=False
            )
            return [await connection.read_response(disable_decoding=True) for _ in commands]
        except BaseException:  # also a cancelled call: its answers must not meet the next one
            await connection.disconnect(nowait=True)
            raise

    async def _connect(self) -> None:
        connection = self._connection
        await connection.connect()  # type: ignore[no-untyped-call]
        for text in SCRIPTS:
            await connection.send_command("SCRIPT", "LOAD", text)
            await connection.read_response()
        await connection.send_command("INFO", "server")
        server = bytes(await connection.read_response(disable_decoding=True))
        self.boot = server.partition(b"run_id:")[2].split(maxsplit=1)[0].decode()
        self.is_durable = await self._asked_whether_durable()

    async def _asked_whether_durable(self) -> bool:
        await self._connection.send_command("CONFIG", "GET", "append*")
        try:
            answer = await self._connection.read_response(disable_decoding=True)
        except ResponseError:  # managed ones don't tell
            return False
        told = dict(zip(answer[::2], answer[1::2], strict=True))
        return told.get(b"appendonly") == b"yes" and told.get(b"appendfsync") == b"always"
