"""The recording as the user wants it: the engine is told how, and it may come with a broadcast."""

from pathlib import Path

from PySide6.QtCore import QObject

from desktop.bridges.broadcast import Broadcast
from desktop.bridges.settingskeeper import SettingsKeeper
from desktop.golive import Situation
from encoder.messages import Attached, Phase, RecordingState
from encoder.recordingfolder import recording_folder
from encoder.settings import Recording

"""In the folder for videos, as the engine has it."""


class Recorder(QObject):
    """Asks for recordings; whether there is one is said by the Situation."""

    def __init__(
        self, keeper: SettingsKeeper, broadcast: Broadcast, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._broadcast = broadcast
        self._told: Recording | None = None
        self._phase = Phase.IDLE
        self._comes_with_broadcast = False
        broadcast.attached.connect(self._on_attached)
        broadcast.situation_changed.connect(self._on_situation)
        keeper.changed.connect(lambda _: self._tell())

    def toggle(self) -> None:
        """Start a recording, or end the one that runs."""
        match self._broadcast.situation.recording.state:
            case RecordingState.IDLE:
                self._broadcast.start_recording(self._keeper.settings.encoding)
            case RecordingState.RECORDING:
                self._comes_with_broadcast = False
                self._broadcast.stop_recording()
            case RecordingState.FINALISING:
                pass

    def folder(self) -> Path:
        """Return where the newest file is, or the next one will be."""
        situation = self._broadcast.situation
        if situation.recording.file:
            return Path(situation.recording.file).parent
        if situation.last_replay is not None:
            return Path(situation.last_replay.file).parent
        return recording_folder(self._keeper.settings.recording)

    def _on_attached(self, event: Attached) -> None:
        self._told = None
        self._tell()
        if event.on_air is not None and event.recording is not None:
            self._comes_with_broadcast = self._keeper.settings.records_with_broadcast
        self._phase = event.phase

    def _tell(self) -> None:
        wanted = self._keeper.settings.recording
        if wanted != self._told and self._broadcast.situation.is_attached:
            self._told = wanted
            self._broadcast.set_recording(wanted)

    def _on_situation(self, situation: Situation) -> None:
        before, self._phase = self._phase, situation.phase
        if before is situation.phase:
            return
        is_running = situation.recording.is_running
        if situation.phase is Phase.LIVE and before is Phase.STARTING:
            if self._keeper.settings.records_with_broadcast and not is_running:
                self._comes_with_broadcast = True
                self._broadcast.start_recording(self._keeper.settings.encoding)
        elif situation.phase is Phase.IDLE and self._comes_with_broadcast:
            self._comes_with_broadcast = False
            if is_running:
                self._broadcast.stop_recording()
