import asyncio
import time

from cloud.chatserver.lag import EVERY_S, LoopLag


def test_a_loop_that_was_held_up_shows_it() -> None:
    async def run() -> tuple[float, float]:
        lag = LoopLag()
        assert (lag.now_ms(), lag.percentile_ms(0.99)) == (0.0, 0.0)
        lag.start()
        busy_until_s = time.monotonic() + 4 * EVERY_S
        while time.monotonic() < busy_until_s:
            pass
        while not lag.percentile_ms(1.0):
            await asyncio.sleep(0)
        lag.stop()
        return lag.now_ms(), lag.percentile_ms(0.99)

    now_ms, p99_ms = asyncio.run(run())

    assert now_ms == p99_ms > 2 * EVERY_S * 1000
