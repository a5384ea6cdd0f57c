"""The engine as the window sees it: wishes go down, what it says comes up as signals."""

import time
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance

from desktop.bridges.mailbox import Mailbox
from desktop.bridges.previewfeed import PreviewFeed
from desktop.golive import Situation, added, asked, forgotten
from desktop.hearing import after
from encoder.alerts import Alert
from encoder.messages import (
    Alive,
    Attached,
    CatalogueListed,
    Command,
    EncodersMeasured,
    ForgetRecording,
    GoLive,
    Levelled,
    ListCatalogue,
    MeasureEncoders,
    PictureSized,
    PreviewReady,
    RecordingChanged,
    RecordingRecovered,
    RecoverRecording,
    ReleasePreview,
    ReplaySaved,
    RetryNow,
    Sampled,
    SaveReplay,
    ServerSpoke,
    SetBitrate,
    SetProgramme,
    SetRecording,
    ShowAlert,
    SignalChanged,
    StartDestination,
    StartRecording,
    Stop,
    StopDestination,
    StopRecording,
    SupervisedEvent,
)
from encoder.scenes import Programme
from encoder.settings import Canvas, Destination, Encoding, Recording

Deliver = Callable[[SupervisedEvent], None]


class Engine(Protocol):
    """An engine under supervision; `encoder.supervisor.Supervisor` is one."""

    def start(self) -> None:
        """Launch it or find it running, in the background."""
        ...

    def send(self, command: Command) -> None:
        """Pass a wish down. Any thread; never blocks."""
        ...

    def close(self) -> None:
        """Let go of it; a broadcast goes on."""
        ...


class Broadcast(QObject):
    """One engine and what is known of its broadcast.

    Signals:
        situation_changed(Situation): the engine said something that changes what is shown.
        attached(Attached): a (new) engine answers.
        catalogue_listed(CatalogueListed): what can be captured here.
        stats_sampled(Stats): one second of figures.
        server_spoke(ServerSpoke): what an ingest said, verbatim.
        levels_arrived(Levelled): how loud everything is; newest only, some 20 times a second.
        encoders_measured(EncodersMeasured): how fast the presets are here.
        picture_sized(PictureSized): an input's pictures have this size from now on.
        signal_changed(SignalChanged): an input is silent, black or frozen, or no longer.
        recording_changed(RecordingChanged): it started, is being finalised, warned, or ended.
        replay_saved(ReplaySaved): the last seconds are in a file.
        recording_recovered(RecordingRecovered): an unfinished one was finalised, or can't be.
    """

    situation_changed = Signal(object)
    attached = Signal(object)
    catalogue_listed = Signal(object)
    stats_sampled = Signal(object)
    server_spoke = Signal(object)
    levels_arrived = Signal(object)
    encoders_measured = Signal(object)
    picture_sized = Signal(object)
    signal_changed = Signal(object)
    recording_changed = Signal(object)
    replay_saved = Signal(object)
    recording_recovered = Signal(object)

    def __init__(
        self,
        mailbox: Mailbox,
        preview: PreviewFeed,
        *,
        now_s: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._now_s = now_s
        self._preview = preview
        self._situation = Situation()
        self._engine: Engine | None = None
        self._told: dict[type, SignalInstance] = {
            Attached: self.attached,
            CatalogueListed: self.catalogue_listed,
            ServerSpoke: self.server_spoke,
            Levelled: self.levels_arrived,
            EncodersMeasured: self.encoders_measured,
            PictureSized: self.picture_sized,
            SignalChanged: self.signal_changed,
            RecordingChanged: self.recording_changed,
            ReplaySaved: self.replay_saved,
            RecordingRecovered: self.recording_recovered,
        }
        self._post: Deliver = mailbox.inlet(self._take, latest=_latest, replaced=self._give_back)
        preview.released.connect(self._release)

    @property
    def situation(self) -> Situation:
        """Everything the engine has said that still holds."""
        return self._situation

    def start(self, open_engine: Callable[[Deliver], Engine]) -> None:
        """Launch or find the engine that `open_engine` returns; does not wait for it."""
        self._engine = open_engine(self._post)
        self._engine.start()

    def set_programme(self, programme: Programme) -> None:
        """Ask for these inputs and scenes."""
        self._send(SetProgramme(programme))

    def go_live(self, encoding: Encoding, destinations: tuple[Destination, ...]) -> None:
        """Ask for the broadcast."""
        self._show(asked(self._situation, destinations))
        self._send(GoLive(encoding, destinations))

    def stop(self) -> None:
        """Ask for the end of the broadcast."""
        self._send(Stop())

    def start_destination(self, destination: Destination) -> None:
        """Ask, on air, for one more destination, or again for one that gave up."""
        self._show(added(self._situation, destination))
        self._send(StartDestination(destination))

    def stop_destination(self, destination_id: str) -> None:
        """Ask, on air, for the end of one destination."""
        self._send(StopDestination(destination_id))

    def retry_now(self, destination_id: str = "") -> None:
        """Ask not to wait for the next attempt; empty = of every destination."""
        self._send(RetryNow(destination_id))

    def set_bitrate(self, bitrate_bps: int) -> None:
        """Ask for another video bitrate, on air."""
        self._send(SetBitrate(bitrate_bps))

    def set_recording(self, recording: Recording) -> None:
        """Say where and how to record from now on."""
        self._send(SetRecording(recording))

    def start_recording(self, encoding: Encoding) -> None:
        """Ask for a recording."""
        self._send(StartRecording(encoding))

    def stop_recording(self) -> None:
        """Ask for the end of the recording."""
        self._send(StopRecording())

    def show_alert(self, alert: Alert) -> None:
        """Put something of the chat on the picture, where a layer shows it."""
        self._send(ShowAlert(alert))

    def save_replay(self) -> None:
        """Ask for the last seconds as a file."""
        self._send(SaveReplay())

    def recover_recording(self, file: str) -> None:
        """Ask to finalise what a crash left behind."""
        self._send(RecoverRecording(file))

    def forget_recording(self, file: str) -> None:
        """Ask not to be offered this unfinished recording again."""
        self._show(forgotten(self._situation, file))
        self._send(ForgetRecording(file))

    def measure_encoders(self, canvas: Canvas) -> None:
        """Ask how fast the encoder's presets are."""
        self._send(MeasureEncoders(canvas))

    def list_catalogue(self) -> None:
        """Ask what can be captured now; also the wish that starts an engine that was given up."""
        self._send(ListCatalogue())

    def close(self) -> None:
        """Let go of the engine; a broadcast goes on without this window."""
        if self._engine is not None:
            self._engine.close()

    def _send(self, command: Command) -> None:
        if self._engine is not None:
            self._engine.send(command)

    def _take(self, event: SupervisedEvent) -> None:
        self._show(after(self._situation, event, self._now_s()))
        match event:
            case PreviewReady():
                self._preview.show(event)
            case Sampled(stats=stats):
                self.stats_sampled.emit(stats)
            case _ if type(event) in self._told:
                self._told[type(event)].emit(event)
            case _:
                pass

    def _show(self, situation: Situation) -> None:
        if situation is not self._situation:
            self._situation = situation
            self.situation_changed.emit(situation)

    def _release(self, slot: int) -> None:
        self._send(ReleasePreview(slot))

    def _give_back(self, event: SupervisedEvent) -> None:
        """Free the slot of a picture that a newer one overtook. Any thread."""
        if isinstance(event, PreviewReady):
            self._send(ReleasePreview(event.slot))


def _latest(event: SupervisedEvent) -> str | None:
    """Return what only the newest is wanted of."""
    if isinstance(event, PreviewReady | Sampled | Levelled | Alive):
        return type(event).__name__
    return None
