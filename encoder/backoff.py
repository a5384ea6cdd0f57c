"""How long to wait before the next try after the server refused one."""

from collections.abc import Callable, Iterator

REFUSED_DELAYS_S = (0.5, 1.0, 2.0, 4.0, 5.0)
"""The last one repeats. A server that said no is asked gently; one that is unreachable is
dialled every second instead (`engine.sinks.dialer`), because a lost packet costs it nothing."""

JITTER = 0.2
"""Each delay is spread by +-20 %, so that many senders do not return in the same instant."""


def refused_delays(random: Callable[[], float]) -> Iterator[float]:
    """Yield the delays in seconds without end; `random` returns 0 ... 1."""
    attempt = 0
    while True:
        base_s = REFUSED_DELAYS_S[min(attempt, len(REFUSED_DELAYS_S) - 1)]
        yield base_s * (1 - JITTER + 2 * JITTER * random())
        attempt += 1
