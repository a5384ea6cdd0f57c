import asyncio

from cloud.chatserver.flatmanager import FlatManager


def test_a_client_is_connected_from_its_welcome_to_its_goodbye() -> None:
    async def run() -> list[bool]:
        manager = FlatManager()
        seen = []
        sid = await manager.pre_connect("one", "/chat")
        assert sid == "one"
        seen.append(manager.is_connected(sid, "/chat"))
        await manager.connect(sid, "/chat")
        seen.append(manager.is_connected(manager.sid_from_eio_sid("one", "/chat"), "/chat"))
        manager.pre_disconnect(sid, "/chat")
        seen.append(manager.is_connected(sid, "/chat"))
        await manager.disconnect(sid, "/chat")
        assert manager.sid_from_eio_sid("one", "/chat") is None
        return seen

    assert asyncio.run(run()) == [False, True, False]


def test_there_is_one_namespace_and_each_client_enters_it_once() -> None:
    async def run() -> None:
        manager = FlatManager()
        assert await manager.pre_connect("one", "/") is None
        assert await manager.pre_connect("one", "/chat") == "one"
        assert await manager.pre_connect("one", "/chat") is None
        assert list(manager.get_namespaces()) == ["/chat"]
        assert manager.eio_sid_from_sid("one", "/chat") == "one"

    asyncio.run(run())
