import asyncio

import pytest

from chatclient.backends.base import Place
from chatclient.backends.numberless import NumberlessConnection, unsayable
from chatclient.backends.ownorder import OwnOrder
from chatclient.errors import Interrupted
from chatclient.wire.answers import Answer
from chatclient.wire.codes import Code
from chatclient.wire.requests import MAX_TEXT, Page, Send


def test_what_was_missed_can_not_be_had() -> None:
    async def run() -> None:
        paged = await NumberlessConnection("here", OwnOrder(Place())).page(Page(1))
        assert (paged.ok, paged.items, paged.first) == (True, (), paged.head + 1)

    asyncio.run(run())


def test_who_waits_for_an_answer_learns_that_none_comes() -> None:
    async def run() -> None:
        connection = NumberlessConnection("here", OwnOrder(Place()))
        waiting: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        answered: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        answered.set_result(Answer(True))
        connection._asked |= {"1": waiting, "2": answered}
        await connection.close()
        with pytest.raises(Interrupted):
            await waiting
        assert (await answered).ok

    asyncio.run(run())


@pytest.mark.parametrize(
    ("send", "code"),
    [
        (Send("1", "hello"), None),
        (Send("1", stamp="clap"), None),
        (Send("1", "x" * MAX_TEXT), None),
        (Send("1", "x" * (MAX_TEXT + 1)), Code.TOO_LONG),
        (Send("1"), Code.BAD_REQUEST),
        (Send("1", "here you are", amount=100, currency="JPY"), Code.FORBIDDEN),
    ],
)
def test_what_such_a_service_would_not_take_is_not_sent(send: Send, code: Code | None) -> None:
    assert unsayable(send) == code
