"""Every wait ends."""

import asyncio

from chatclient.waiting import cancelled, within


def test_a_wait_tells_whether_it_was_long_enough() -> None:
    async def wait() -> tuple[bool, bool]:
        event = asyncio.Event()
        too_short = await within(event.wait(), 0.0)
        event.set()
        return too_short, await within(event.wait(), None)

    assert asyncio.run(wait()) == (False, True)


def test_tasks_are_stopped_whatever_they_do() -> None:
    async def fails() -> None:
        raise RuntimeError("on its own")

    async def stop() -> list[bool]:
        tasks = [asyncio.create_task(fails()), asyncio.create_task(asyncio.Event().wait())]
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        await cancelled(tasks)
        return [task.cancelled() for task in tasks]

    assert asyncio.run(stop()) == [False, True]
