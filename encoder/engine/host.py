"""The engine's main loop: commands in, one programme, one broadcast, events to every client.

All state changes happen on the main thread, in the order the wishes arrived. The engine stays
while it is on air or somebody is attached, and ends after 10 s alone.
"""

import contextlib
import queue
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from encoder.engine.broadcast import Broadcast
from encoder.engine.catalogue import list_catalogue
from encoder.engine.clients import Client
from encoder.engine.programme import RunningProgramme
from encoder.engine.sinks.base import SinkFigures
from encoder.engine.sources import open_source
from encoder.engine.statistics import Counters, Sampler
from encoder.errors import EncoderError, ErrorCode, Problem, SettingsError
from encoder.link import EngineListener
from encoder.messages import (
    PROTOCOL_VERSION,
    Alive,
    Attach,
    Attached,
    CatalogueListed,
    Command,
    Event,
    Failed,
    GoLive,
    ListCatalogue,
    OnAir,
    Phase,
    ReleasePreview,
    RequestKeyframe,
    RetryNow,
    Sampled,
    SetBitrate,
    SetProgramme,
    Shutdown,
    Stats,
    Stop,
)
from encoder.settings import Programme

ALONE_S = 10.0
HEARTBEAT_S = 0.5
SAMPLE_S = 1.0
STUCK_S = 8.0
"""The main loop turns every 0.2 s; a stop may hold it for 5 s, sources that open for 3 s."""
POLL_S = 0.2


class Host:
    """One engine process; `run()` returns when it may exit."""

    def __init__(self, home: Path, alone_s: float = ALONE_S) -> None:
        self._listener = EngineListener(home, PROTOCOL_VERSION)
        self._alone_s = alone_s
        self._wishes: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._clients: list[Client] = []
        self._clients_lock = threading.Lock()
        self._programme: RunningProgramme | None = None
        self._broadcast: Broadcast | None = None
        self._lists_wanted: queue.SimpleQueue[bool] = queue.SimpleQueue()
        self._turned_s = time.monotonic()
        self._is_ending = threading.Event()
        self._threads = [
            threading.Thread(target=self._accept, name="engine-accept"),
            threading.Thread(target=self._report_regularly, name="engine-pulse"),
            threading.Thread(target=self._list_catalogues, name="engine-catalogue"),
        ]

    def run(self) -> None:
        """Serve until told to end, or idle and alone for `alone_s`."""
        for thread in self._threads:
            thread.start()
        alone_since = time.monotonic()
        try:
            while not self._is_ending.is_set():
                with contextlib.suppress(queue.Empty):
                    self._wishes.get(timeout=POLL_S)()
                self._turned_s = time.monotonic()
                if self._broadcast is not None and self._broadcast.has_ended.is_set():
                    self._end_broadcast()
                if self._clients or self._broadcast is not None:
                    alone_since = time.monotonic()
                elif time.monotonic() - alone_since > self._alone_s:
                    break
        finally:
            self._close()

    def request_end(self) -> None:
        """End in order: stop the broadcast, tell the clients. Any thread, or a signal handler."""
        self._wishes.put(self._is_ending.set)

    def _close(self) -> None:
        self._end_broadcast()
        self._is_ending.set()
        self._listener.close()
        self._lists_wanted.put(False)
        for thread in self._threads:
            thread.join()
        if self._programme is not None:
            self._programme.close()
        for client in self._clients:
            client.close()

    # ---- commands, on the main thread ----

    def _obey(self, client: Client, command: Command) -> None:
        try:
            self._carry_out(client, command)
        except EncoderError as error:
            self._tell(Failed(error.problem))
        except Exception as error:  # noqa: BLE001 - the engine's last resort: say it and go on
            self._tell(Failed(Problem(ErrorCode.ENGINE_FAULT, {"reason": type(error).__name__})))

    def _carry_out(self, client: Client, command: Command) -> None:
        match command:
            case Attach():
                self._attach(client, command)
            case SetProgramme(programme=programme):
                self._set_programme(programme)
            case GoLive():
                self._go_live(command)
            case Stop():
                self._end_broadcast()
            case RetryNow():
                if self._broadcast is not None:
                    self._broadcast.retry_now()
            case SetBitrate(bitrate_bps=bitrate_bps):
                if self._broadcast is not None:
                    self._broadcast.set_bitrate(bitrate_bps)
            case RequestKeyframe():
                if self._broadcast is not None:
                    self._broadcast.request_keyframe()
            case ListCatalogue():
                self._lists_wanted.put(True)
            case Shutdown():
                self._is_ending.set()
            case ReleasePreview():
                pass  # handled where it arrives

    def _attach(self, client: Client, command: Attach) -> None:
        broadcast, programme = self._broadcast, self._programme
        client.attach(command)
        client.send(
            Attached(
                protocol=PROTOCOL_VERSION,
                pid=psutil.Process().pid,
                phase=Phase.IDLE if broadcast is None else broadcast.phase,
                programme=None if programme is None else programme.programme,
                on_air=self._on_air(),
            )
        )
        for state in programme.source_states() if programme is not None else ():
            client.send(state)
        self._show_previews()
        self._lists_wanted.put(True)

    def _on_air(self) -> OnAir | None:
        if self._broadcast is None or self._programme is None:
            return None
        return OnAir(
            programme=self._programme.programme,
            command=self._broadcast.relaunch_command(),
            started_utc_s=self._broadcast.started_utc_s,
        )

    def _set_programme(self, programme: Programme) -> None:
        running = self._programme
        if running is None:
            self._programme = RunningProgramme(programme, self._tell, open_source, time.monotonic)
        elif running.programme.canvas == programme.canvas:
            running.change(programme)
        elif self._broadcast is not None:
            raise SettingsError(ErrorCode.CANVAS_LOCKED)
        else:
            running.close()
            self._programme = RunningProgramme(programme, self._tell, open_source, time.monotonic)
        self._show_previews()

    def _go_live(self, command: GoLive) -> None:
        if self._broadcast is not None:
            raise SettingsError(ErrorCode.ALREADY_ON_AIR)
        if self._programme is None:
            self._set_programme(Programme())
        assert self._programme is not None
        self._broadcast = Broadcast(command, self._programme, self._tell)
        try:
            self._broadcast.start()
        except EncoderError:
            self._end_broadcast()  # the failed step is reported already
        except Exception:
            self._end_broadcast()
            raise

    def _end_broadcast(self) -> None:
        if self._broadcast is not None:
            self._broadcast.stop()
            self._broadcast = None

    def _list_catalogues(self) -> None:
        # Looking for devices may take a second; on a thread of its own, or the stop button waits.
        while self._lists_wanted.get() and not self._is_ending.is_set():
            self._tell(CatalogueListed(list_catalogue()))

    # ---- clients ----

    def _accept(self) -> None:
        while (link := self._listener.accept()) is not None:
            with self._clients_lock:
                self._clients.append(
                    Client(
                        link,
                        lambda client, command: self._wishes.put(
                            lambda: self._obey(client, command)
                        ),
                        lambda client: self._wishes.put(lambda: self._detach(client)),
                    )
                )

    def _detach(self, client: Client) -> None:
        with self._clients_lock:
            if client in self._clients:
                self._clients.remove(client)
        self._show_previews()
        client.close()
        if not client.keeps_on_air and not self._clients:
            self._is_ending.set()

    def _tell(self, event: Event) -> None:
        with self._clients_lock:
            clients = list(self._clients)
        for client in clients:
            if client.is_attached:
                client.send(event)

    def _show_previews(self) -> None:
        if self._programme is not None:
            taps = [client.preview for client in self._clients if client.preview is not None]
            self._programme.show_on(tuple(tap.show for tap in taps))

    def _report_regularly(self) -> None:
        sampler = Sampler()
        next_sample_s = time.monotonic()
        while not self._is_ending.wait(HEARTBEAT_S):
            if time.monotonic() - self._turned_s > STUCK_S:
                continue  # silence: whoever supervises this engine shall see that it hangs
            self._tell(Alive())
            now_s = time.monotonic()
            if now_s >= next_sample_s:
                next_sample_s = max(next_sample_s + SAMPLE_S, now_s)  # no burst after a standstill
                self._tell(Sampled(self._sample(sampler)))

    def _sample(self, sampler: Sampler) -> Stats:
        broadcast = self._broadcast
        if broadcast is None:
            sampler.restart(Counters())
            return sampler.sample(Phase.IDLE, 0.0, Counters(), SinkFigures(), 0)
        return sampler.sample(
            broadcast.phase,
            broadcast.live_s,
            broadcast.counters(),
            broadcast.sink_figures(),
            broadcast.target_bps,
        )
