"""The whole emulator, over real websockets."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import aiohttp
import pytest

from cloud.practice.managedchat.app import Keys
from tests.fakes.managedchat import ManagedService
from tests.sourcetree import ROOT

Use = Callable[[aiohttp.ClientSession], Awaitable[None]]


@pytest.fixture
def service() -> Iterator[ManagedService]:
    service = ManagedService(keep_alive_s=0.05)
    yield service
    service.close()


def run(use: Use) -> None:
    async def main() -> None:
        async with aiohttp.ClientSession() as session, asyncio.timeout(20):
            await use(session)

    asyncio.run(main())


def test_an_ivs_token_opens_one_socket_and_is_its_subprotocol(service: ManagedService) -> None:
    token = service.post("/tokens/ivs", {"user": "hana"})["token"]

    async def use(session: aiohttp.ClientSession) -> None:
        async with session.ws_connect(service.ws_url, protocols=[token]) as socket:
            assert socket.protocol == token
            with pytest.raises(aiohttp.WSServerHandshakeError) as again:
                await session.ws_connect(service.ws_url, protocols=[token])
            assert again.value.status == 403
            await socket.send_json({"Action": "SEND_MESSAGE", "Content": "hello"})
            assert (await socket.receive_json())["Content"] == "hello"

    run(use)


def test_sessions_run_out(service: ManagedService) -> None:
    token = service.post("/tokens/ivs", {"user": "hana"})["token"]

    async def use(session: aiohttp.ClientSession) -> None:
        async with session.ws_connect(service.ws_url, protocols=[token]) as socket:
            await socket.send_json({"Action": "SEND_MESSAGE", "Content": "hello"})
            await socket.receive_json()
            await asyncio.to_thread(service.post, "/control/expire", {})
            assert (await socket.receive_json())["ErrorCode"] == 401
            assert (await socket.receive()).type == aiohttp.WSMsgType.CLOSE
            assert socket.close_code == 1000

    run(use)


def test_an_event_api_greets_and_keeps_alive(service: ManagedService) -> None:
    async def use(session: aiohttp.ClientSession) -> None:
        url = f"{service.ws_url}/event/realtime"
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(url, protocols=["graphql-ws"])
        async with session.ws_connect(url, protocols=["aws-appsync-event-ws"]) as socket:
            told: dict[str, Any] = await socket.receive_json()
            assert told["type"] == "connection_error"
            while (message := await socket.receive()).type == aiohttp.WSMsgType.TEXT:
                pass
            assert message.type == aiohttp.WSMsgType.CLOSE

    run(use)


def test_pages_of_other_hosts_are_refused(service: ManagedService) -> None:
    async def use(session: aiohttp.ClientSession) -> None:
        headers = {"Host": "evil.example", "x-api-key": service.keys.api_key}
        body = {"channel": "/default/room", "events": ["1"]}
        async with session.post(f"{service.http_url}/event", json=body, headers=headers) as answer:
            assert answer.status == 400

    run(use)


def test_each_run_has_keys_of_its_own() -> None:
    assert Keys().api_key != Keys().api_key
    assert Keys().service_key != Keys().service_key


def test_it_runs_alone_and_says_where() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "cloud.practice.managedchat"], stdout=subprocess.PIPE, cwd=ROOT
    )
    assert process.stdout is not None
    told = json.loads(process.stdout.readline())

    async def use(session: aiohttp.ClientSession) -> None:
        headers = {"Authorization": f"Bearer {told['service_key']}"}
        url = f"http://127.0.0.1:{told['port']}/tokens/ivs"
        async with session.post(url, json={}, headers=headers) as answer:
            assert (await answer.json())["token"]

    run(use)
    process.terminate()
    process.wait(20)
    process.stdout.close()
