import asyncio
import time
from collections.abc import Callable
from pathlib import Path

from chatclient.wire.codes import Code
from chatclient.wire.requests import Ban, Send, Settings
from cloud.chatserver.memorylog import MemoryLog
from cloud.chatserver.rooms import Rooms
from cloud.chatserver.stores.sqlite import SqliteStore
from tests.cloud.chatserver.roomtalk import MODERATOR, ROOM
from tests.cloud.chatserver.roomtalk import Room as Talk


def test_a_room_whose_kept_state_cannot_be_read_is_folded_from_all_that_was_said(
    data_dir: Path, expected_log: Callable[[str, str], None]
) -> None:
    expected_log("WARNING", "state of room show")
    talk = Talk()
    talk.ask(Ban("aki"), MODERATOR)
    talk.ask(Settings(words=("bad",)), MODERATOR)
    for number in range(1_200):  # more than a log tells of itself
        talk.ask(Send(f"{number}", "hello"), MODERATOR)
    store = SqliteStore(data_dir / "chat.sqlite3")
    store.write(ROOM, "e", talk.log)
    store.write_state(ROOM, 1_000, b'{"seq": "of another server"}')

    async def run() -> None:
        log = MemoryLog(time.time, store)
        rooms = Rooms(log, store, lambda room: None)
        await log.start(rooms)
        try:
            room = await rooms.get(ROOM)

            assert room.state.is_banned("aki", 0) is Code.BANNED
            assert (room.state.words, room.state.seq) == (("bad",), len(talk.log))
        finally:
            await rooms.close()
            await log.close()

    asyncio.run(run())
    store.close()
