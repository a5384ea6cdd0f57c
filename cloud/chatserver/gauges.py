"""What a node says about itself to Prometheus. No label holds anything that a user chose."""

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest

from chatclient.wire.codes import Code


class Gauges:
    """The figures of one node, in a registry of their own."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        registry = self._registry
        self._deliveries = Counter(
            "livedesk_chat_deliveries", "Messages written to clients", registry=registry
        )
        self._frames = Counter(
            "livedesk_chat_frames", "Batches written to clients", registry=registry
        )
        self._dropped = Counter(
            "livedesk_chat_dropped_frames", "Batches not written to slow clients", registry=registry
        )
        self._requests = Counter("livedesk_chat_requests", "Requests answered", registry=registry)
        self._rejected = Counter(
            "livedesk_chat_rejected", "Requests refused, by code", ["code"], registry=registry
        )

    def watch(self, name: str, what: str, read: Callable[[], float]) -> None:
        """Show a figure that is read when it is asked for."""
        Gauge(f"livedesk_chat_{name}", what, registry=self._registry).set_function(read)

    def sent(self, deliveries: int, frames: int, dropped: int) -> None:
        """Count one batch."""
        self._deliveries.inc(deliveries)
        self._frames.inc(frames)
        self._dropped.inc(dropped)

    def answered(self, code: str) -> None:
        """Count a request; with a code it was refused."""
        self._requests.inc()
        if code:
            self.refused(code)

    def refused(self, code: str) -> None:
        """Count a refusal."""
        known = code if code in _CODES else "other"
        self._rejected.labels(known).inc()

    def text(self) -> bytes:
        """Return all figures in Prometheus' text format."""
        return generate_latest(self._registry)


_CODES = frozenset(code.value for code in Code)
