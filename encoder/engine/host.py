"""The engine's main loop: wishes in, one after the other, and the end when nobody needs it.

All state changes happen on the main thread, in the order the wishes arrived. The engine stays
while it is on air, recording, or somebody is attached, and ends after 10 s alone.
"""

import contextlib
import os
import queue
import time
from collections.abc import Callable
from pathlib import Path

from encoder.engine.audience import Audience
from encoder.engine.catalogue import CatalogueWatch, list_catalogue
from encoder.engine.clients import Client
from encoder.engine.errands import Errands
from encoder.engine.headroom import HeadroomMeasurement
from encoder.engine.healthrecorder import HealthRecorder
from encoder.engine.pulse import Pulse
from encoder.engine.studio import Studio
from encoder.errors import EncoderError, ErrorCode, Problem, SettingsError
from encoder.link import EngineListener
from encoder.messages import (
    PROTOCOL_VERSION,
    Attach,
    Command,
    EncodersMeasured,
    Event,
    Failed,
    ListCatalogue,
    MeasureEncoders,
    ReleasePreview,
    Shutdown,
)
from encoder.settings import Canvas

ALONE_S = 10.0
POLL_S = 0.2
MAX_WISHES = 1000
"""Of one client. Nobody means as much within the few seconds that the main loop may be held up."""


class Host:
    """One engine process; `run()` returns when it may exit."""

    def __init__(self, home: Path, alone_s: float = ALONE_S) -> None:
        self._alone_s = alone_s
        self._wishes: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._turned_s = time.monotonic()
        self._is_ending = False
        self._audience = Audience(
            EngineListener(home, PROTOCOL_VERSION), self._wish, self._say_goodbye
        )
        self._health = HealthRecorder(home)
        self._studio = Studio(home, self._tell, self._health)
        self._lookout = Errands("engine-catalogue", self._tell)
        self._watch = CatalogueWatch(self._list_catalogue)
        self._measurement: HeadroomMeasurement | None = None
        self._measured: EncodersMeasured | None = None
        self._pulse = Pulse(self._tell, self._studio.moment, lambda: self._turned_s)

    def run(self) -> None:
        """Serve until told to end, or idle and alone for `alone_s`."""
        self._audience.open()
        self._pulse.start()
        alone_since = time.monotonic()
        try:
            while not self._is_ending:
                with contextlib.suppress(queue.Empty):
                    self._wishes.get(timeout=POLL_S)()
                self._turned_s = time.monotonic()
                self._studio.tend()
                if self._studio.is_busy or not self._audience.is_empty:
                    alone_since = time.monotonic()
                elif time.monotonic() - alone_since > self._alone_s:
                    break
        finally:
            self._close()

    def request_end(self) -> None:
        """End in order: stop the broadcast, tell the clients. Any thread, or a signal handler."""
        self._is_ending = True

    def _close(self) -> None:
        self._studio.close()  # while everybody can still be told how it ended
        if self._measurement is not None:
            self._measurement.close()
        self._pulse.close()
        self._audience.stop_accepting()
        self._watch.close()
        self._lookout.close()
        self._health.close()
        self._audience.close()

    def _tell(self, event: Event) -> None:
        self._health.note(event)
        self._audience.tell(event)

    # ---- wishes, on the clients' threads ----

    def _wish(self, client: Client, command: Command) -> None:
        if client.asked - client.answered >= MAX_WISHES:
            client.hang_up()
            return
        client.asked += 1
        self._wishes.put(lambda: self._obey(client, command))

    def _say_goodbye(self, client: Client) -> None:
        self._wishes.put(lambda: self._detach(client))  # once a client: no need of a limit

    # ---- wishes, on the main thread ----

    def _obey(self, client: Client, command: Command) -> None:
        client.answered += 1
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
            case ListCatalogue():
                self._list_catalogue()
            case MeasureEncoders(canvas=canvas):
                self._measure(canvas)
            case Shutdown():
                self._is_ending = True
            case ReleasePreview():
                pass  # handled where it arrives
            case _:
                self._studio.obey(command)

    def _attach(self, client: Client, command: Attach) -> None:
        client.attach(command)
        client.send(self._studio.attached(PROTOCOL_VERSION, os.getpid()))
        for event in self._studio.present_state():
            client.send(event)
        if self._measured is not None:
            client.send(self._measured)
        self._studio.show_on(self._audience.previews())
        self._studio.look_for_unfinished()
        self._list_catalogue()

    def _detach(self, client: Client) -> None:
        self._audience.forget(client)
        self._studio.show_on(self._audience.previews())
        client.close()
        if not client.keeps_on_air and self._audience.is_empty:
            self._is_ending = True

    def _list_catalogue(self) -> None:
        self._lookout.run(list_catalogue)

    def _measure(self, canvas: Canvas) -> None:
        if self._studio.is_encoding:
            raise SettingsError(ErrorCode.ENCODING_IN_USE)
        if self._measurement is None or not self._measurement.is_running:
            self._measurement = HeadroomMeasurement(canvas, self._keep_measured)

    def _keep_measured(self, measured: EncodersMeasured) -> None:
        self._measured = measured
        self._tell(measured)
