"""Reads JSON over HTTP for the chat, with an end to time, size and redirects."""

import asyncio
from typing import Any, TypeVar

import aiohttp
import msgspec

from chatclient.backends.refusals import server_of
from chatclient.errors import ChatError, ErrorCode, Interrupted, Refused, Unreachable

TIMEOUT = aiohttp.ClientTimeout(total=8.0, connect=5.0)
MAX_BYTES = 16 * 1024 * 1024
MAX_REDIRECTS = 3
_Type = TypeVar("_Type")


class WebReader:
    """Reads what changes only where it changed. On one loop."""

    def __init__(self) -> None:
        self._session = aiohttp.ClientSession(timeout=TIMEOUT)
        self._tag: tuple[str, str] = ("", "")

    async def read(self, url: str, kind: type[_Type]) -> _Type | None:
        """Return what is there; None where nothing is (404). Raises ChatError."""
        status, body, _ = await self._get(url, {})
        return None if status == 404 else _decoded(body, kind, url)

    async def read_new(self, url: str, kind: type[_Type]) -> _Type | None:
        """Return what is there; None while it is what this returned last. Raises ChatError."""
        tagged, tag = self._tag
        headers = {"If-None-Match": tag} if tag and tagged == url else {}
        status, body, tag = await self._get(url, headers)
        if status == 304:
            return None
        if status == 404:
            raise Refused(ErrorCode.NOT_CHAT, server=server_of(url))
        self._tag = (url, tag)
        return _decoded(body, kind, url)

    async def post(self, url: str, body: bytes, headers: dict[str, str]) -> bytes:
        """Return what is answered, whatever the status. Raises ChatError."""
        try:
            async with self._session.post(
                url, data=body, headers=headers, allow_redirects=False
            ) as response:
                return await _body(response)
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            raise _unreachable(error, url) from None

    async def close(self) -> None:
        """End all connections."""
        await self._session.close()

    async def _get(self, url: str, headers: dict[str, str]) -> tuple[int, bytes, str]:
        try:
            async with self._session.get(
                url, headers=headers, max_redirects=MAX_REDIRECTS
            ) as response:
                status = response.status
                if status in (429, 502, 503, 504):
                    after = response.headers.get("Retry-After", "")
                    after_s = float(after) if after.isdecimal() else 0.0
                    raise Interrupted(ErrorCode.OVERLOADED, retry_after_s=after_s)
                if status not in (200, 304, 404):
                    raise Refused(ErrorCode.NOT_CHAT, server=server_of(url))
                return status, await _body(response), response.headers.get("ETag", "")
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            raise _unreachable(error, url) from None


async def _body(response: aiohttp.ClientResponse) -> bytes:
    body = bytearray()
    async for part in response.content.iter_chunked(65536):
        body += part
        if len(body) > MAX_BYTES:
            raise Refused(ErrorCode.NOT_CHAT, server=response.url.host or "")
    return bytes(body)


def _decoded(body: bytes, kind: type[_Type], url: str) -> _Type:
    try:
        # A thousand envelopes are decoded in a few ms; larger answers are pages of a recording.
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Refused(ErrorCode.NOT_CHAT, server=server_of(url)) from None


def _unreachable(error: BaseException, url: str) -> ChatError:
    server = server_of(url)
    if isinstance(error, TimeoutError | asyncio.TimeoutError):
        return Unreachable(ErrorCode.TIMED_OUT, server=server)
    reason: Any = getattr(error, "strerror", None) or type(error).__name__
    return Unreachable(ErrorCode.UNREACHABLE, server=server, reason=reason)
