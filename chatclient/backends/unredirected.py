"""An HTTP session that shows what opens a chat to one server only: it follows no redirect."""

from typing import Any

import aiohttp

from chatclient.errors import ErrorCode, Refused


def session_without_redirects(server: str) -> aiohttp.ClientSession:
    """Return a session whose requests raise Refused where the server sends them elsewhere."""

    async def refuse(*_: Any) -> None:
        raise Refused(ErrorCode.NOT_CHAT, server=server)

    trace = aiohttp.TraceConfig()
    trace.on_request_redirect.append(refuse)
    return aiohttp.ClientSession(trace_configs=[trace])
