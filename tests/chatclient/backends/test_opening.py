import asyncio
from collections.abc import Awaitable, Callable

import pytest

from chatclient.backends.opening import opening
from chatclient.errors import ChatError, ErrorCode, Refused


class Line:
    closed = 0

    async def close(self) -> None:
        self.closed += 1


async def opened(line: Line, inside: Callable[[], Awaitable[object]], within_s: float) -> None:
    async with opening(line, "chat.example", within_s):
        await inside()


async def at_once() -> None:
    pass


async def never() -> None:
    await asyncio.Event().wait()


async def refused() -> None:
    raise Refused(ErrorCode.BANNED)


def test_what_opens_in_time_stays_open() -> None:
    line = Line()

    asyncio.run(opened(line, at_once, 20.0))

    assert line.closed == 0


@pytest.mark.parametrize(
    ("inside", "within_s", "code"),
    [(never, 0.01, ErrorCode.TIMED_OUT), (refused, 20.0, ErrorCode.BANNED)],
)
def test_what_does_not_open_is_closed_and_says_why(
    inside: Callable[[], Awaitable[object]], within_s: float, code: ErrorCode
) -> None:
    line = Line()

    with pytest.raises(ChatError) as caught:
        asyncio.run(opened(line, inside, within_s))

    assert caught.value.problem.code is code
    assert line.closed == 1


def test_whoever_is_not_wanted_any_more_is_closed_too() -> None:
    line = Line()

    async def run() -> None:
        task = asyncio.create_task(opened(line, never, 20.0))
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait([task])
        assert task.cancelled()

    asyncio.run(run())

    assert line.closed == 1
