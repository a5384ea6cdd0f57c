"""Event loops that leave no accepted connection open behind them.

A server that is told to close may just have accepted somebody: that connection belongs to nobody
then, and is reported as a leak when it is collected, in the midst of another test. A process would
end with its sockets; a test's loop has to end them itself. What a test connected it must close.
"""

import asyncio
import contextlib

ROUNDS = 5


class TidyLoop(asyncio.SelectorEventLoop):
    """Ends what servers of this loop accepted before it closes."""

    def close(self) -> None:
        """Close; does nothing for a loop that is closed or still runs."""
        if not self.is_closed() and not self.is_running():
            accepted = [
                transport
                for transport in list(self._transports.values())  # type: ignore[attr-defined]
                if getattr(transport, "_server", None) is not None
            ]
            for transport in accepted:
                transport.abort()
            for _ in range(ROUNDS if accepted else 0):
                with contextlib.suppress(RuntimeError):
                    self.run_until_complete(asyncio.sleep(0))
        super().close()


class TidyPolicy(asyncio.DefaultEventLoopPolicy):
    """Makes such loops for `asyncio.run` and `asyncio.new_event_loop`."""

    _loop_factory = TidyLoop
