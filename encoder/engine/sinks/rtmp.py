"""Publishes to one RTMP(S) server and keeps publishing: connect, send, lose, reconnect, stop.

The thread owns socket and session; everyone else only fills the queue or sets a wish and wakes
it. Sent is what the kernel took, delivered what the server's kernel acknowledged.
"""

import random
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from encoder.engine.codecs import MediaPacket, StreamHeaders
from encoder.engine.sinks.base import SinkFigures, SinkObserver
from encoder.engine.sinks.dialer import Address, Dialer
from encoder.engine.sinks.publishing import Interrupted, PublishSetUp
from encoder.engine.sinks.retrypolicy import RetryPolicy
from encoder.engine.sinks.sendqueue import SendQueue
from encoder.engine.sinks.streaming import Streaming
from encoder.engine.sinks.transport import Transport
from encoder.errors import ErrorCode, IngestError, Problem
from encoder.messages import Step, StepState
from encoder.rtmp import ClientSession, Endpoint

SEND_BUFFER_S = 0.4
"""Of the target bitrate; the kernel doubles what is asked for (socket(7)), so half is asked."""
MIN_SEND_BUFFER_BYTES = 32_768
STOP_TIMEOUT_S = 4.0


class RtmpSink:
    """One destination; starts at construction."""

    def __init__(
        self,
        endpoint: Endpoint,
        headers: StreamHeaders,
        observer: SinkObserver,
        *,
        ca_file: str = "",
        takeover_priority: int | None = None,
        choose: Callable[[], float] = random.random,
    ) -> None:
        """Trust `ca_file` instead of the system's certificates; take over where there is takeover.

        `takeover_priority`: the one to publish with at first, 0 = without, rising from session to
        session; None = the ingest has no takeover.
        """
        self._endpoint = endpoint
        self._ca_file = ca_file
        self._headers = headers
        self._observer = observer
        self._priority = takeover_priority
        self._priority_used = 0
        self._lock = threading.Lock()
        self._queue = SendQueue()
        self._figures = SinkFigures()
        self._offered_before_live = 0
        self._dropped_before_live = 0
        self._streaming: Streaming | None = None
        self._policy = RetryPolicy(choose)
        self._live_since_s: float | None = None
        self._stale: Transport | None = None
        self._attempt = 0
        self._problem: Problem | None = None
        self._running_step = Step.CONNECT
        self._wakeup, self._wake = socket.socketpair()
        self._wakeup.setblocking(False)
        self._wake.setblocking(False)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="rtmp-sink")
        self._thread.start()

    def offer(self, packet: MediaPacket) -> None:
        """Queue a packet. Any thread, one per media type."""
        with self._lock:
            streaming = self._streaming
            if streaming is None:
                self._queue.refuse(packet)
                return
            self._queue.offer(packet)
            wants_keyframe = self._queue.wants_keyframe()
            self._rouse()  # under the lock: after a session no packet may wake the next wait
        if wants_keyframe:
            self._observer.request_keyframe()

    def retry_now(self) -> None:
        """Wake any wait."""
        self._rouse()

    def figures(self) -> SinkFigures:
        """Return the counters as they are now. Any thread."""
        with self._lock:
            figures = self._figures
            if figures.sessions:
                figures = replace(
                    figures,
                    frames_offered=self._queue.offered_frames - self._offered_before_live,
                    frames_dropped=self._queue.dropped_frames - self._dropped_before_live,
                )
            streaming = self._streaming
            return figures if streaming is None else _with_session(figures, streaming, self._queue)

    def stop(self) -> None:
        """Send what waits, unpublish, close; within STOP_TIMEOUT_S."""
        self.begin_stop()
        self.join(STOP_TIMEOUT_S)

    def begin_stop(self) -> None:
        """Let it send what waits, unpublish and close; returns at once."""
        self._stopping.set()
        self._rouse()

    def join(self, timeout_s: float) -> None:
        """Wait for its end."""
        self._thread.join(timeout_s)

    def _run(self) -> None:
        try:
            while not self._stopping.is_set():
                if not self._attempt_once():
                    return  # given up, and said so
            self._observer.on_stopped()
        except Exception as error:  # noqa: BLE001 - whatever it is, it must not end in silence
            reason = {"reason": type(error).__name__}
            self._observer.on_given_up(Problem(ErrorCode.ENGINE_FAULT, reason))
        finally:
            if self._stale is not None:
                self._stale.reset()
            self._wakeup.close()
            self._wake.close()

    def _attempt_once(self) -> bool:
        """Publish until something breaks; False when there is no point in another attempt."""
        self._attempt += 1
        self._live_since_s = None
        began_s = time.monotonic()
        self._drain_wakes()
        if self._problem is not None:
            self._observer.on_waiting(self._problem, self._attempt, None)
        try:
            if not self._stopping.is_set():
                self._publish()
        except Interrupted:
            return True
        except IngestError as error:
            self._problem = self._policy.judged(error.problem)
            if self._live_since_s is None:
                self._observer.on_step(self._running_step, StepState.FAILED, self._problem)
            if self._policy.is_hopeless:
                self._observer.on_given_up(self._problem)
                return False
            self._wait_for_retry(self._problem, began_s)
        return True

    def _report(self, step: Step, state: StepState) -> None:
        if state is StepState.RUNNING:
            self._running_step = step
        self._observer.on_step(step, state)

    def _publish(self) -> None:
        self._report(Step.CONNECT, StepState.RUNNING)
        bitrate_bps = self._headers.video.bitrate_bps + self._headers.audio.bitrate_bps
        buffer_bytes = max(MIN_SEND_BUFFER_BYTES, int(bitrate_bps / 8 * SEND_BUFFER_S / 2))
        address = Address(self._endpoint.host, self._endpoint.port, buffer_bytes)
        transport = Dialer(address, self._wake).dial()
        if transport is None:
            raise Interrupted
        try:
            session = self._set_up(transport)
        except BaseException:
            transport.close()
            raise
        self._stream(transport, session)

    def _set_up(self, transport: Transport) -> ClientSession:
        endpoint = self._endpoint
        if self._priority:
            endpoint = endpoint.with_priority(self._priority)
        set_up = PublishSetUp(
            transport, endpoint, self._wake, self._report, self._observer.on_spoken
        )
        return set_up.run(connected=self._reset_stale, ca_file=self._ca_file or None)

    def _reset_stale(self) -> None:
        # The path to the server works again: tell it now that the old connection is dead, or it
        # answers "already publishing" until its own idle timeout.
        if self._stale is not None:
            self._stale.reset()
            self._stale = None

    def _stream(self, transport: Transport, session: ClientSession) -> None:
        if self._priority is not None:  # the server has it now, live or not
            self._priority_used = self._priority
            self._priority += 1
        streaming = Streaming(
            transport, session, self._headers, self._endpoint.host, self._observer.on_spoken
        )
        with self._lock:
            self._queue.restart()
            self._streaming = streaming
            self._queue.wants_keyframe()
        self._report(Step.KEYFRAME, StepState.RUNNING)
        self._observer.request_keyframe()
        try:
            streaming.run(self._next_packet, self._wake, self._stopping, self._went_live)
        except IngestError as error:
            if error.problem.code is ErrorCode.SEND_STALLED:
                self._stale = transport
            else:
                transport.close()
            raise
        else:
            transport.close()
        finally:
            self._settle(streaming)

    def _went_live(self) -> None:
        with self._lock:
            if not self._figures.sessions:
                # The keyframe just sent is the first that counts.
                now = self._queue.offered_frames - self._queue.waiting_frames()
                self._offered_before_live = now - 1
                self._dropped_before_live = self._queue.dropped_frames
            self._figures = replace(self._figures, sessions=self._figures.sessions + 1)
        self._attempt = 0
        self._problem = None
        self._policy.succeeded()
        self._live_since_s = time.monotonic()
        self._report(Step.KEYFRAME, StepState.DONE)
        self._observer.on_live(self._priority_used)

    def _settle(self, streaming: Streaming) -> None:
        """Add the ended session to the counters; what it left unsent is lost."""
        with self._lock:
            self._figures = _with_session(self._figures, streaming, self._queue)
            self._figures = replace(self._figures, queue_ms=0.0, rtt_ms=None)
            self._queue.dropped_frames += streaming.unfinished_frames
            self._streaming = None
            self._queue.restart()
            self._drain_wakes()

    def _next_packet(self) -> MediaPacket | None:
        with self._lock:
            packet = self._queue.pop()
            wants_keyframe = self._queue.wants_keyframe()
        if wants_keyframe:
            self._observer.request_keyframe()
        return packet

    def _wait_for_retry(self, problem: Problem, began_s: float) -> None:
        now_s = time.monotonic()
        lived_s = None if self._live_since_s is None else now_s - self._live_since_s
        delay_s = self._policy.delay_s(problem, now_s - began_s, lived_s)
        self._observer.on_waiting(problem, self._attempt + 1, delay_s)
        deadline = now_s + delay_s
        self._wake.setblocking(True)
        while not self._stopping.is_set():
            remaining = deadline - time.monotonic()
            if remaining <= 0:
                break
            self._wake.settimeout(remaining)
            with suppress(TimeoutError):
                self._wake.recv(4096)
                break
        self._wake.setblocking(False)

    def _drain_wakes(self) -> None:
        with suppress(BlockingIOError):
            self._wake.recv(4096)

    def _rouse(self) -> None:
        # A full pipe means the thread is being woken anyway; a closed one that it has ended.
        with suppress(OSError):
            self._wakeup.send(b"\0")


def _with_session(figures: SinkFigures, session: Streaming, queue: SendQueue) -> SinkFigures:
    info = session.tcp_info()
    queue_ms = queue.waiting_ms()
    newest_us, sending_us = queue.newest_dts_us(), session.sending_dts_us
    if newest_us is not None and sending_us is not None:
        queue_ms = max(queue_ms, (newest_us - sending_us) / 1000)
    return replace(
        figures,
        bytes_sent=figures.bytes_sent + session.bytes_sent,
        bytes_delivered=figures.bytes_delivered + session.bytes_delivered(),
        frames_sent=figures.frames_sent + session.frames_sent,
        queue_ms=queue_ms,
        rtt_ms=None if info is None else info.rtt_ms,
        retransmits=figures.retransmits + (0 if info is None else info.retransmits),
    )
