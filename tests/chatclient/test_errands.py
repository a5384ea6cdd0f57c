"""Over one connection pages are fetched and messages sent, each until it is settled."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from chatclient.errands import Errands
from chatclient.errors import ErrorCode, Interrupted, Refused, Unreachable
from chatclient.messages import OwnChanged, OwnState
from chatclient.outbox import Outbox
from chatclient.room import MAX_FRUITLESS, Room
from chatclient.wire.answers import Answer, Paged
from chatclient.wire.codes import Code
from chatclient.wire.requests import Clear, Send
from tests.chatclient.reader import Reader
from tests.chatclient.scripted import ScriptedBackend, batch, joined, no_token


class Desk:
    """A room with a hole behind a scripted connection; runs until it is done."""

    def __init__(self, backend: ScriptedBackend) -> None:
        self.backend = backend
        self.reader = Reader()
        self.own: list[OwnChanged] = []
        self.fruitless = 0
        self.done = asyncio.Event()

    async def run(self, errand: str, *sends: Send) -> None:
        """Do one errand until the hole is filled, or the messages are settled."""
        loop = asyncio.get_running_loop()
        room, outbox = Room(), Outbox(self._changed)
        connection = await self.backend.connect(no_token, room.place, lambda heard: None)
        self.reader.read(room.hear(joined(1), loop.time()))
        self.reader.read(room.hear(batch(4), loop.time() - 1))

        for _ in range(self.fruitless):
            room.postpone(loop.time() - 1, is_fruitless=True)

        def hear(paged: Paged) -> None:
            self.reader.read(room.hear(paged, loop.time()))
            look()

        def lapse() -> None:
            self.reader.read(room.lapse(loop.time()))
            look()

        def look() -> None:
            if room.due_s() is None:
                self.done.set()

        errands = Errands(connection, room, outbox, hear, page_pause_s=0.0)
        for send in sends:
            outbox.add(send)
        work: Coroutine[Any, Any, None] = (
            errands.fill(lapse) if errand == "fill" else errands.send()
        )
        task = asyncio.create_task(work)
        async with asyncio.timeout(20):
            await self.done.wait()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    def _changed(self, changed: OwnChanged) -> None:
        self.own.append(changed)
        if sum(one.state != OwnState.SENDING for one in self.own) == 2:
            self.done.set()


def run(backend: ScriptedBackend, errand: str, *sends: Send, fruitless: int = 0) -> Desk:
    async def desk() -> Desk:
        made = Desk(backend)
        made.fruitless = fruitless
        await made.run(errand, *sends)
        return made

    return asyncio.run(desk())


def test_a_page_that_is_refused_for_now_is_asked_for_again() -> None:
    backend = ScriptedBackend(joined(1))
    backend.pages.append(Interrupted(ErrorCode.OVERLOADED, retry_after_s=0.01))

    desk = run(backend, "fill")

    assert desk.reader.texts == ["1", "2", "3", "4"]
    assert [page.after for page in backend.paged] == [1, 1]


def test_pages_that_can_not_be_read_end_in_a_gap() -> None:
    backend = ScriptedBackend(joined(1))
    wrong = Refused(ErrorCode.NOT_CHAT, server="chat.example")
    backend.pages.append(wrong)

    desk = run(backend, "fill", fruitless=MAX_FRUITLESS - 1)

    assert desk.reader.texts == ["1", "2-3", "4"]


def test_messages_are_sent_one_after_the_other_until_answered() -> None:
    backend = ScriptedBackend(joined(1))
    lost = Unreachable(ErrorCode.TIMED_OUT, server="chat.example")
    backend.answers.extend([lost, Answer(True, 5), Answer(False, code=Code.TOO_LONG)])

    desk = run(backend, "send", Send("a", "one"), Send("b", "two"))

    assert backend.asked == [Send("a", "one"), Send("a", "one"), Send("b", "two")]
    assert [(one.id, one.state) for one in desk.own[2:]] == [
        ("a", OwnState.ACCEPTED),
        ("b", OwnState.REJECTED),
    ]


def test_a_request_is_asked_once() -> None:
    async def ask() -> Answer:
        backend = ScriptedBackend(joined(1))
        connection = await backend.connect(no_token, Room().place, lambda heard: None)
        errands = Errands(connection, Room(), Outbox(lambda changed: None), lambda heard: None)
        answer = await errands.ask(Clear())
        assert backend.asked == [Clear()]
        return answer

    assert asyncio.run(ask()).code == Code.FORBIDDEN
