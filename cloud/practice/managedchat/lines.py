"""One websocket of either chat: frames in, an outlet out, until one of the two ends."""

import asyncio
from collections.abc import Callable

from starlette.websockets import WebSocket, WebSocketDisconnect

from cloud.practice.managedchat.outlet import Outlet

GONE = 1005


async def carry(socket: WebSocket, outlet: Outlet, take: Callable[[str], None]) -> None:
    """Hand every text that comes to `take`, and let the outlet run; return once it is over."""
    reading = asyncio.create_task(_read(socket, take), name="managed-chat-read")
    sending = asyncio.create_task(outlet.run(), name="managed-chat-send")
    try:
        await asyncio.wait((reading, sending), return_when=asyncio.FIRST_COMPLETED)
        if sending.done() and not sending.exception() and not reading.done():
            await socket.close(sending.result())
    finally:
        for task in (reading, sending):
            task.cancel()
        ends = await asyncio.gather(reading, sending, return_exceptions=True)
    for end in ends:
        if isinstance(end, Exception) and not isinstance(end, WebSocketDisconnect):
            raise end


async def _read(socket: WebSocket, take: Callable[[str], None]) -> None:
    while True:
        message = await socket.receive()
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message.get("code", GONE))
        if (text := message.get("text")) is not None:
            take(text)
