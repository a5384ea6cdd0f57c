"""What a rehearsal does on air: records, goes to the other scene and back, watches everything."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from chatclient.messages import Arrived, OwnChanged
from desktop.bridges.tasks import Tasks
from desktop.panels.chat import ChatPanel
from desktop.panels.mixer import MixerPanel
from desktop.playbackreader import PlaybackReader, Reading
from desktop.rehearsal.patch import patch_of
from desktop.rehearsal.setting import CORNER, CORNER_ID
from desktop.rehearsal.sightings import Delivery, Look, Sightings
from desktop.window import StudioWindow
from encoder.messages import Levelled, Phase, RecordingState

CROWD_AT = 0.02
RECORD_AT = 0.05
OTHER_SCENE_AT = 0.3
FIRST_SCENE_AT = 0.5
SILENCE_AT = 0.85
STOP_RECORDING_AT = 0.9
"""Parts of the time on air."""
READ_LIMIT_S = 8.0
CROWD = 200
"""Made-up people in the chat."""
WORDS = "こんにちは! Hello, everybody."


class OnAir(QObject):
    """Presses the buttons of one window when their time has come, and remembers what it saw."""

    def __init__(
        self, window: StudioWindow, tasks: Tasks, reader: PlaybackReader, seconds: float
    ) -> None:
        """`seconds`: time on air."""
        super().__init__()
        self._window = window
        self._studio = window.studio
        self._tasks = tasks
        self._reader = reader
        self._cues: list[tuple[float, Callable[[], bool]]] = [
            (CROWD_AT * seconds, self._invite_crowd),
            (RECORD_AT * seconds, self._record),
            (OTHER_SCENE_AT * seconds, lambda: self._go_to(2)),
            (FIRST_SCENE_AT * seconds, lambda: self._go_to(1)),
            (SILENCE_AT * seconds, lambda: self._invite_crowd(0)),
            (STOP_RECORDING_AT * seconds, self._stop_recording),
        ]
        self._picture = (b"", 0, 0)
        self._is_corner_heard = False
        self._has_recorded = False
        self._has_spoken = False
        self._is_reading = False
        self.seen = Sightings()
        """What it saw so far."""
        self._chat = self._studio.chat
        self._chat.arrived.connect(self._on_arrived)
        self._chat.own_changed.connect(self._on_own)
        self._studio.broadcast.levels_arrived.connect(self._on_levels)
        self._studio.preview.picture_arrived.connect(self._on_picture)

    def look(self, live_s: float) -> None:
        """Do what is due after so many seconds on air, and see how everything is."""
        self._see_destinations()
        self._see_meter()
        self._see_recording()
        self._see_chat()
        while self._cues and live_s >= self._cues[0][0] and self._cues[0][1]():
            self._cues.pop(0)

    # ---- what it does; False: not yet ----

    def _invite_crowd(self, people: int = CROWD) -> bool:
        self._studio.practice.set_crowd(people)
        return True

    def _record(self) -> bool:
        self._window.recording.record_button.click()
        return True

    def _go_to(self, number: int) -> bool:
        self.seen.looks.append(self._now())
        self._window.actions_by_name[f"scene_{number}"].trigger()
        return True

    def _stop_recording(self) -> bool:
        if self._studio.broadcast.situation.recording.state is not RecordingState.RECORDING:
            return False
        self.seen.looks.append(self._now())
        self._window.recording.record_button.click()
        return True

    # ---- what it sees ----

    def _now(self) -> Look:
        patch = patch_of(*self._picture, CORNER)
        return Look(self._studio.programme().scene_id, patch, self._is_corner_heard)

    def _see_destinations(self) -> None:
        practice = self._studio.practice.view
        for name, view in self._studio.broadcast.situation.destinations.items():
            before = self.seen.deliveries.get(name, Delivery())
            reading = practice.reading_of(name)
            channel = practice.channels.get(name)
            self.seen.deliveries[name] = Delivery(
                view.phase is Phase.LIVE,
                reading if reading.is_live else before.reading,
                before.watch_url if channel is None else channel.watch_url,
            )

    def _see_meter(self) -> None:
        mixer = self._window.panels["mixer"]
        assert isinstance(mixer, MixerPanel)
        if CORNER_ID in mixer.strips:
            level_db = max(bar.level_db for bar in mixer.strips[CORNER_ID].meter.bars)
            self.seen.loudest_db = max(self.seen.loudest_db, level_db)
            self.seen.quietest_db = min(self.seen.quietest_db, level_db)

    def _see_recording(self) -> None:
        recording = self._studio.broadcast.situation.recording
        if recording.state is RecordingState.RECORDING:
            self._has_recorded = True
        if self._has_recorded and not recording.is_running and not self._is_reading:
            self._is_reading = True
            self.seen.file = recording.file
            self._tasks.run(
                lambda: self._reader.read(recording.file, READ_LIMIT_S),
                self._on_read,
                self._on_read_failed,
            )

    def _see_chat(self) -> None:
        panel = self._window.panels["chat"]
        assert isinstance(panel, ChatPanel)
        self.seen.chat_shown = max(self.seen.chat_shown, len(panel.view.on_screen))
        if not self._has_spoken and self.seen.chat_lines and self._chat.situation.may("send"):
            self._has_spoken = True
            self._chat.say(WORDS)

    def _on_arrived(self, arrived: Arrived) -> None:
        self.seen.chat_lines += len(arrived.entries)

    def _on_own(self, own: OwnChanged) -> None:
        self.seen.chat_own = own.state.value

    def _on_levels(self, event: Levelled) -> None:
        for each in event.levels:
            if each.input == CORNER_ID:
                self._is_corner_heard = each.is_heard

    def _on_picture(self, pixels: bytes, width: int, height: int) -> None:
        self._picture = (pixels, width, height)

    def _on_read(self, reading: Reading) -> None:
        self.seen.reading = reading

    def _on_read_failed(self, error: Exception) -> None:
        self.seen.reading = Reading("none", complaint=type(error).__name__)
