"""Waits that end: for a while at most, and for tasks that were told to stop."""

import asyncio
from collections.abc import Awaitable, Sequence
from typing import Any


async def within(waited: Awaitable[object], most_s: float | None) -> bool:
    """Await something for so long at most (None: for ever); tell whether it came to its end."""
    try:
        async with asyncio.timeout(most_s):
            await waited
    except TimeoutError:
        return False
    return True


async def cancelled(tasks: Sequence[asyncio.Task[Any]]) -> None:
    """Stop tasks and wait until they did; how they ended is theirs to be asked."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
