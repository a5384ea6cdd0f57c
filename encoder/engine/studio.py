"""What an engine does: the programme, its one encode, the broadcast and the recording of it.

Commands are carried out on the host's thread, one after the other. What they start reports from
its own threads.
"""

import time
from collections.abc import Callable
from pathlib import Path

from encoder.engine.broadcast import Broadcast
from encoder.engine.codecs import StreamHeaders
from encoder.engine.healthrecorder import HealthRecorder
from encoder.engine.keepawake import KeepAwake
from encoder.engine.output import Output
from encoder.engine.programme import PreviewShow, RunningProgramme
from encoder.engine.recorder import Recorder
from encoder.engine.recordings import RecordingJournal
from encoder.engine.recovery import Recovery
from encoder.engine.sinks.recordingfile import Disk
from encoder.engine.sources import open_source
from encoder.engine.statistics import Moment
from encoder.errors import EncoderError, ErrorCode, SettingsError
from encoder.messages import (
    Attached,
    Command,
    Event,
    ForgetRecording,
    GoLive,
    OnAir,
    Phase,
    RecoverRecording,
    RequestKeyframe,
    RetryNow,
    SaveReplay,
    SetBitrate,
    SetProgramme,
    SetRecording,
    ShowAlert,
    StartDestination,
    StartRecording,
    Stop,
    StopDestination,
    StopRecording,
)
from encoder.scenes import Programme, checked_programme
from encoder.settings import Destination, Encoding


class Studio:
    """Owns everything that runs; `close()` it."""

    def __init__(self, home: Path, tell: Callable[[Event], None], health: HealthRecorder) -> None:
        self._health = health
        self._tell = tell
        self._programme: RunningProgramme | None = None
        self._previews: tuple[PreviewShow, ...] = ()
        self._broadcast: Broadcast | None = None
        self._output = Output(self._encode_began, self._encode_ended)
        journal = RecordingJournal(home)
        self._recorder = Recorder(self._output, Disk(journal), tell)
        self._recovery = Recovery(journal, tell)
        self._awake = KeepAwake()
        self._was_busy = False

    @property
    def is_busy(self) -> bool:
        """Whether it must not end because nobody watches."""
        return self._broadcast is not None or self._recorder.is_recording

    @property
    def is_encoding(self) -> bool:
        """Whether anything is encoded."""
        return self._output.is_running

    def obey(self, command: Command) -> None:
        """Carry a command out; raises EncoderError. Those of the host itself are nothing."""
        match command:
            case SetProgramme(programme=programme):
                self._set_programme(programme)
            case GoLive():
                self._go_live(command)
            case ShowAlert(alert=alert):
                if self._programme is not None:
                    self._programme.alert(alert)
            case Stop():
                self._end_broadcast()
            case RequestKeyframe():
                self._output.request_keyframe()
            case StartDestination() | StopDestination() | RetryNow() | SetBitrate():
                if self._broadcast is not None:
                    _on_air(self._broadcast, command)
            case _:
                self._obey_recording(command)

    def _obey_recording(self, command: Command) -> None:
        match command:
            case SetRecording(recording=recording):
                self._recorder.use(recording)
            case StartRecording():
                self._start_recording(command)
            case StopRecording():
                self._recorder.stop()
            case SaveReplay():
                self._recorder.save_replay(self._some_programme())
            case RecoverRecording(file=file):
                self._recovery.recover(file)
            case ForgetRecording(file=file):
                self._recovery.forget(file)
            case _:
                pass

    def tend(self) -> None:
        """End what can't go on by itself; called every turn of the host."""
        if self._broadcast is not None and self._broadcast.has_ended.is_set():
            self._end_broadcast()
        self._recorder.tend()
        if self._was_busy != self.is_busy:
            self._was_busy = self.is_busy
            self._awake.want(self._was_busy)
            if not self._was_busy:
                self._health.end()

    def attached(self, protocol: int, pid: int) -> Attached:
        """Return the answer to whoever attaches."""
        return Attached(
            protocol=protocol,
            pid=pid,
            phase=Phase.IDLE if self._broadcast is None else self._broadcast.phase,
            programme=None if self._programme is None else self._programme.programme,
            on_air=self._on_air(),
            recording=self._recorder.running(),
        )

    def present_state(self) -> list[Event]:
        """Return everything else that holds now."""
        events: list[Event] = []
        if self._programme is not None:
            events += self._programme.source_states()
        if self._broadcast is not None:
            events += self._broadcast.destination_states()
        return events

    def look_for_unfinished(self) -> None:
        """Say which recordings a crash left; UnfinishedFound follows."""
        self._recovery.look()

    def show_on(self, previews: tuple[PreviewShow, ...]) -> None:
        """Offer every picture to these previews."""
        self._previews = previews
        if self._programme is not None:
            self._programme.show_on(previews)

    def moment(self) -> Moment:
        """Return how everything is. Any thread."""
        broadcast, recording = self._broadcast, self._recorder.stats()
        encoded = self._output.counters()
        if broadcast is None:
            is_counted = recording is not None
            return Moment(is_counted=is_counted, encoded=encoded, recording=recording)
        return Moment(
            phase=broadcast.phase,
            live_s=broadcast.live_s,
            target_bps=broadcast.target_bps,
            is_counted=broadcast.live_s > 0 or recording is not None,
            encoded=encoded,
            since_live=broadcast.counters(),
            destinations=broadcast.figures(),
            recording=recording,
        )

    def close(self) -> None:
        """End the broadcast, finalise the recording, join every thread."""
        self._recorder.stop()  # it is finalised while the broadcast ends
        self._end_broadcast()
        self._recorder.close()
        if self._programme is not None:
            self._programme.close()
        self._recovery.close()
        self._awake.close()

    # ---- private ----

    def _set_programme(self, programme: Programme) -> None:
        checked_programme(programme)
        running = self._programme
        if running is not None and running.programme.canvas == programme.canvas:
            running.change(programme)
            return
        if self._output.is_running:
            raise SettingsError(ErrorCode.CANVAS_LOCKED)
        if running is not None:
            running.close()
        self._programme = RunningProgramme(programme, self._tell, open_source, time.monotonic)
        self._programme.show_on(self._previews)

    def _some_programme(self) -> RunningProgramme:
        if self._programme is None:
            self._set_programme(Programme())
        assert self._programme is not None
        return self._programme

    def _go_live(self, command: GoLive) -> None:
        if self._broadcast is not None:
            raise SettingsError(ErrorCode.ALREADY_ON_AIR)
        programme = self._some_programme()
        was_busy = self.is_busy
        if not was_busy:
            self._begin_session(command.encoding, command.destinations)
        self._broadcast = Broadcast(command, programme, self._output, self._tell)
        try:
            self._broadcast.start()
        except EncoderError:
            self._end_broadcast()  # the failed step is reported already
        except Exception:
            self._end_broadcast()
            raise
        else:
            if was_busy:  # the recording's session ends here, not where going live is refused
                self._begin_session(command.encoding, command.destinations)

    def _start_recording(self, command: StartRecording) -> None:
        programme = self._some_programme()
        was_busy = self.is_busy
        self._recorder.start(command, programme)
        if not was_busy:
            self._begin_session(command.encoding, ())

    def _begin_session(self, encoding: Encoding, destinations: tuple[Destination, ...]) -> None:
        canvas = self._some_programme().programme.canvas
        self._health.begin(self._recorder.title, canvas, encoding, destinations)

    def _end_broadcast(self) -> None:
        if self._broadcast is not None:
            self._broadcast.stop()
            self._broadcast = None
            if not self._recorder.is_recording:
                self._health.end()

    def _on_air(self) -> OnAir | None:
        if self._broadcast is None or self._programme is None:
            return None
        return OnAir(
            programme=self._programme.programme,
            command=self._broadcast.relaunch_command(),
            started_utc_s=self._broadcast.started_utc_s,
        )

    def _encode_began(self, headers: StreamHeaders) -> None:
        self._recorder.encode_began(headers)

    def _encode_ended(self) -> None:
        self._recorder.encode_ended()


def _on_air(
    broadcast: Broadcast, command: StartDestination | StopDestination | RetryNow | SetBitrate
) -> None:
    match command:
        case StartDestination():
            broadcast.start_destination(command)
        case StopDestination(destination=destination):
            broadcast.stop_destination(destination)
        case RetryNow(destination=destination):
            broadcast.retry_now(destination)
        case SetBitrate(bitrate_bps=bitrate_bps):
            broadcast.set_bitrate(bitrate_bps)
