"""The engine's recording and its replay buffer: when they take packets, and how they end.

Used by the host's thread. Disks are slow, so nothing here waits for one, except `close`.
"""

import threading
import time
from collections.abc import Callable
from datetime import datetime

import msgspec

from encoder.engine.codecs import StreamHeaders
from encoder.engine.output import Feed, Output
from encoder.engine.sinks.recording import RecordingSink
from encoder.engine.sinks.recordingfile import Disk, place_for
from encoder.engine.sinks.replay import ReplayBuffer
from encoder.errors import ErrorCode, Problem, RecordingError
from encoder.messages import (
    Event,
    RecordingChanged,
    RecordingState,
    RecordingStats,
    RunningRecording,
    StartRecording,
)
from encoder.settings import Recording

USER = "recording"
"""Its name among those who use the encode."""

Report = Callable[[Event], None]


class Recorder:
    """One recording at a time, and a replay buffer while anything is encoded; `close()` it."""

    def __init__(self, output: Output, disk: Disk, report: Report) -> None:
        self._output = output
        self._disk = disk
        self._report = report
        self._settings = Recording()
        self._running: _Running | None = None
        self._ending: list[RecordingSink] = []
        self._headers: StreamHeaders | None = None
        self._replay: ReplayBuffer | None = None
        self._retiring: list[threading.Thread] = []

    @property
    def is_recording(self) -> bool:
        """Whether packets are being recorded."""
        return self._running is not None

    @property
    def title(self) -> str:
        """Title of the stream, as far as it is known."""
        return self._settings.title

    def use(self, settings: Recording) -> None:
        """Use this folder, template and replay length from now on."""
        self._settings = settings
        if self._replay is not None and settings.replay_s > 0:
            self._replay.keep(settings.replay_s)
        else:
            self._forget_past()
            self._keep_past()

    def start(self, command: StartRecording, programme: Feed) -> None:
        """Record from the next keyframe on; a second start is nothing.

        Raises SettingsError, CodecError. Whatever the disk says to it is reported later.
        """
        if self._running is not None:
            return
        shown = programme.programme
        name = shown.scene.name or shown.scene_id
        place = place_for(self._settings, shown.canvas, name, datetime.now().astimezone())
        running = _Running(command, self._report)
        headers = self._output.use(USER, programme, command.encoding, running.fail)
        running.sink = RecordingSink(headers, place, self._disk, running.pass_on)
        self._output.join(running.sink)
        self._output.request_keyframe()
        self._running = running

    def stop(self) -> None:
        """Record what is still being encoded and finalise; returns at once."""
        running, self._running = self._running, None
        if running is None:
            return
        self._output.release(USER)
        if running.sink is not None:
            self._output.leave(running.sink)
            running.sink.finish()
            self._ending = [*(sink for sink in self._ending if not sink.has_ended), running.sink]

    def tend(self) -> None:
        """End a recording that can't go on, for the disk's sake or the encoder's."""
        running = self._running
        if running is not None and running.is_over:
            self.stop()

    def save_replay(self, programme: Feed) -> None:
        """Write the last seconds to a file; raises RecordingError, SettingsError."""
        if self._replay is None:
            raise RecordingError(ErrorCode.NOTHING_ENCODED)
        shown = programme.programme
        name = shown.scene.name or shown.scene_id
        now = datetime.now().astimezone()
        self._replay.save(place_for(self._settings, shown.canvas, name, now))

    def encode_began(self, headers: StreamHeaders) -> None:
        """Keep the past from now on, if any is wanted."""
        self._headers = headers
        self._keep_past()

    def encode_ended(self) -> None:
        """Forget the past."""
        self._headers = None
        self._forget_past()

    def running(self) -> RunningRecording | None:
        """Return the recording as somebody who attaches needs to know it."""
        running = self._running
        if running is None or running.sink is None:
            return None
        return RunningRecording(running.command, running.sink.file, running.started_utc_s)

    def stats(self) -> RecordingStats | None:
        """Return how far it is. Any thread."""
        running = self._running
        return None if running is None or running.sink is None else running.sink.figures()

    def close(self) -> None:
        """Finalise, and wait for it as long as one disk may take."""
        self.stop()
        self._forget_past()
        for sink in self._ending:
            sink.stop()
        for thread in self._retiring:
            thread.join()

    def _keep_past(self) -> None:
        replay_s = self._settings.replay_s
        if self._headers is not None and replay_s > 0:
            self._replay = ReplayBuffer(self._headers, replay_s, self._disk, self._report)
            self._output.join(self._replay)

    def _forget_past(self) -> None:
        """A replay being written is finished on a thread of its own."""
        replay, self._replay = self._replay, None
        if replay is None:
            return
        self._output.leave(replay)
        thread = threading.Thread(target=replay.close, name="replay-close")
        thread.start()
        self._retiring = [*(each for each in self._retiring if each.is_alive()), thread]


class _Running:
    """One recording, and why it can't go on."""

    def __init__(self, command: StartRecording, report: Report) -> None:
        self.command = command
        self.started_utc_s = time.time()
        self.sink: RecordingSink | None = None
        self._report = report
        self._failure: Problem | None = None

    @property
    def is_over(self) -> bool:
        return self._failure is not None or (self.sink is not None and self.sink.is_over)

    def fail(self, problem: Problem) -> None:
        """An encoder stopped; on its thread."""
        self._failure = problem

    def pass_on(self, event: Event) -> None:
        """What the sink says, with the encoder's failure where that ended it."""
        if isinstance(event, RecordingChanged) and event.state is not RecordingState.RECORDING:
            problem = event.problem or self._failure
            event = msgspec.structs.replace(event, problem=problem)
        self._report(event)
