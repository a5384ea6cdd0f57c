"""A chat node in which so many messages a second are said, for measuring what telling them costs.

`python -m tests.benchmarks.chatnode RATE` prints its address and tokens for 500 guests. Saying is
inside the process, as it is in the peer, so that only what reaches the clients is measured.
"""

import asyncio
import json
import socket
import sys
import time

import uvicorn
import uvloop

from chatclient.wire.envelopes import Kind, MessageBody, Role, User, plain
from cloud.chatserver.log import Draft
from cloud.chatserver.memorycounts import MemoryCounts
from cloud.chatserver.memorylog import MemoryLog
from cloud.chatserver.options import ServerOptions, own_secrets
from cloud.chatserver.server import ChatServer
from cloud.chatserver.serving import uvicorn_config

LIVE = "bench"
GUESTS = 2_000
TICK_S = 0.01
TEXT = "こんにちは、きょうの配信もたのしいですね! hello from the crowd"


async def run(rate: float) -> None:
    """Serve until killed."""
    log = MemoryLog(time.time)
    server = ChatServer(
        ServerOptions(secrets=own_secrets()), log=log, counts=MemoryCounts(), store=None
    )
    await server.start()
    listening = socket.create_server(("127.0.0.1", 0))
    node = uvicorn.Server(uvicorn_config(server.app, server.gate))
    tokens = [
        # Those who may write quickly: moderators twenty times a second.
        server.tokens.mint(User(f"user-{number}", f"user-{number}"), LIVE, Role.MODERATOR)
        for number in range(GUESTS)
    ]
    address = {"port": listening.getsockname()[1], "tokens": tokens}
    sys.stdout.write(json.dumps(address) + "\n")
    sys.stdout.flush()
    await server.rooms.get(LIVE)
    saying = asyncio.create_task(say(log, rate), name="say")
    try:
        await node.serve(sockets=[listening])
    finally:
        saying.cancel()


async def say(log: MemoryLog, rate: float) -> None:
    """Append so many messages a second."""
    said, began_s = 0, time.monotonic()
    while rate:
        await asyncio.sleep(TICK_S)
        due = int((time.monotonic() - began_s) * rate)
        drafts = []
        for number in range(said, due):
            who = f"user-{number % GUESTS}"
            body = plain(MessageBody(TEXT, f"{who}-{number}"))
            drafts.append(Draft(Kind.MESSAGE, int(time.time() * 1000), body, User(who, who)))
        said = due
        if drafts:
            await log.append(LIVE, drafts)


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.Loop) as runner:
        runner.run(run(float(sys.argv[1])))
