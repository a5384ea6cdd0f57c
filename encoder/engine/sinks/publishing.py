"""Sets one connection up for publishing: TLS, handshake, connect, createStream, publish.

Every step has its own timeout and can be interrupted; what the server says is passed on.
"""

import selectors
import socket
import time
from collections.abc import Callable

from encoder.engine.sinks.refusals import refusal_of
from encoder.engine.sinks.transport import Transport
from encoder.errors import ErrorCode, IngestRefused, IngestUnreachable
from encoder.messages import ServerSpoke, Step, StepState
from encoder.rtmp import (
    ClientEvent,
    ClientSession,
    CommandRejected,
    Connected,
    Endpoint,
    HandshakeCompleted,
    ProtocolError,
    PublishEnded,
    PublishRejected,
    PublishStarted,
    StatusReceived,
    StreamCreated,
)

STEP_TIMEOUT_S = 5.0


class Interrupted(Exception):
    """The wake socket asked the set-up to end."""


class PublishSetUp:
    """One attempt on a connected transport."""

    def __init__(
        self,
        transport: Transport,
        endpoint: Endpoint,
        wake: socket.socket,
        report: Callable[[Step, StepState], None],
        spoke: Callable[[ServerSpoke], None],
    ) -> None:
        self._transport = transport
        self._endpoint = endpoint
        self._wake = wake
        self._report = report
        self._spoke = spoke
        self._session = ClientSession(endpoint)
        self._unsent = b""
        self._step = ""
        self.step_timeout_s = STEP_TIMEOUT_S

    def run(self, connected: Callable[[], None], ca_file: str | None = None) -> ClientSession:
        """Return the session ready for media; `connected` is called before the stream is claimed.

        Raises IngestRefused, IngestUnreachable, Interrupted.
        """
        if self._endpoint.is_encrypted:
            self._transport.secure(ca_file)
            self._until("TLS", self._transport.shake)
        self._report(Step.CONNECT, StepState.DONE)
        self._report(Step.HANDSHAKE, StepState.RUNNING)
        self._until("handshake", lambda: self._exchange(HandshakeCompleted))
        self._session.connect()
        self._until("connect", lambda: self._exchange(Connected))
        self._report(Step.HANDSHAKE, StepState.DONE)
        connected()
        self._report(Step.PUBLISH, StepState.RUNNING)
        self._session.create_stream()
        self._until("createStream", lambda: self._exchange(StreamCreated))
        self._session.publish()
        self._until("publish", lambda: self._exchange(PublishStarted))
        self._report(Step.PUBLISH, StepState.DONE)
        return self._session

    def _until(self, step: str, is_done: Callable[[], bool]) -> None:
        self._step = step
        deadline = time.monotonic() + self.step_timeout_s
        with selectors.DefaultSelector() as selector:
            selector.register(self._wake, selectors.EVENT_READ)
            selector.register(self._transport, selectors.EVENT_READ)
            while not is_done():
                remaining = deadline - time.monotonic()
                if remaining <= 0:
                    raise IngestUnreachable(
                        ErrorCode.ANSWER_TIMED_OUT, host=self._endpoint.host, step=step
                    )
                wants_write = bool(self._unsent) or self._transport.wants_write
                events = selectors.EVENT_READ | (selectors.EVENT_WRITE if wants_write else 0)
                selector.modify(self._transport, events)
                if any(key.fileobj is self._wake for key, _ in selector.select(remaining)):
                    raise Interrupted

    def _exchange(self, awaited: type) -> bool:
        """Send and receive what is there; True once the awaited event came."""
        self._send()
        is_here = False
        while not is_here and (received := self._receive()) is not None:
            try:
                events = self._session.receive(received)
            except ProtocolError as error:
                raise IngestRefused(
                    ErrorCode.NOT_RTMP, host=self._endpoint.host, status=str(error)
                ) from error
            for event in events:
                self._obey(event)
                is_here = is_here or isinstance(event, awaited)
        self._send()
        return is_here

    def _obey(self, event: ClientEvent) -> None:
        match event:
            case CommandRejected() | PublishRejected():
                self._spoke(ServerSpoke("error", event.code, event.description))
                raise refusal_of(event, self._endpoint.host)
            case PublishEnded():  # started and ended in one breath: as good as refused
                self._spoke(ServerSpoke("error", event.code, event.description))
                rejected = PublishRejected(event.code, event.description)
                raise refusal_of(rejected, self._endpoint.host)
            case StatusReceived():
                self._spoke(ServerSpoke(event.level, event.code, event.description))
            case PublishStarted() | Connected():
                self._spoke(ServerSpoke("status", event.code, event.description))
            case _:
                pass

    def _receive(self) -> bytes | None:
        try:
            return self._transport.receive()
        except IngestUnreachable:
            # Many servers refuse an application or a key by hanging up without a word.
            if self._step not in ("TLS", "handshake"):
                raise IngestRefused(
                    ErrorCode.SERVER_HUNG_UP, host=self._endpoint.host, step=self._step
                ) from None
            raise

    def _send(self) -> None:
        self._unsent += self._session.bytes_to_send()
        while self._unsent and (count := self._transport.send(memoryview(self._unsent))):
            self._unsent = self._unsent[count:]
