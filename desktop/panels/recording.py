"""The recording: its button, how long and how large it is, and for how long there is room."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QLocale, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop.bridges.studio import Studio
from desktop.golive import Situation
from desktop.language import hint_of, message_of
from desktop.panels.outcome import duration
from desktop.panels.section import Note, Section
from desktop.widgets.statuslamp import Lamp, StatusLamp
from desktop.widgets.tokens import SPACING, set_role
from encoder.errors import Family
from encoder.messages import RecordingState, RecordingStats, Stats


class RecordingPanel(Section):
    """Records with or without a broadcast; paints what the engine says of it."""

    def __init__(
        self,
        studio: Studio,
        parent: QWidget | None = None,
        *,
        open_url: Callable[[QUrl], object] = QDesktopServices.openUrl,
    ) -> None:
        super().__init__("recording", parent)
        self._studio = studio
        self._open_url = open_url
        self._stats: RecordingStats | None = None
        self.record_button = QPushButton(self)
        self.record_button.setObjectName("recording.record")
        self.replay_button = QPushButton(self)
        self.replay_button.setObjectName("recording.replay")
        self.folder_button = QPushButton(self)
        self.folder_button.setObjectName("recording.folder")
        set_role(self.folder_button, "quiet")
        self.lamp = StatusLamp(self)
        self.lamp.setObjectName("recording.state")
        self.forecast = Note("recording.forecast", "muted", self)
        self._problem = Note("recording.problem", "problem", self)
        self._hint = Note("recording.hint", "hint", self)
        self._arrange()
        self.record_button.clicked.connect(studio.recorder.toggle)
        self.replay_button.clicked.connect(self.save_replay)
        self.folder_button.clicked.connect(self.open_folder)
        studio.broadcast.situation_changed.connect(lambda _: self._show())
        studio.broadcast.stats_sampled.connect(self._on_stats)
        studio.choices_changed.connect(self._show)
        self._retext()

    @property
    def can_save_replay(self) -> bool:
        """True while the last seconds are kept."""
        replay_s = self._studio.keeper.settings.recording.replay_s
        return self._situation.is_encoding and replay_s > 0

    def save_replay(self) -> None:
        """Ask for the last seconds as a file."""
        if self.can_save_replay:
            self._studio.broadcast.save_replay()

    def open_folder(self) -> None:
        """Show where the recordings are."""
        self._open_url(QUrl.fromLocalFile(str(self._studio.recorder.folder())))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retext()
        super().changeEvent(event)

    @property
    def _situation(self) -> Situation:
        return self._studio.broadcast.situation

    def _on_stats(self, stats: Stats) -> None:
        self._stats = stats.recording
        if self._situation.recording.is_running:
            self._show()

    def _show(self) -> None:
        recording = self._situation.recording
        is_running = recording.state is RecordingState.RECORDING
        if not is_running:
            self._stats = None
        text = self.tr("Stop recording") if is_running else self.tr("Record")
        self.record_button.setText(text)
        self.record_button.setAccessibleName(text)
        is_free = recording.state is not RecordingState.FINALISING
        self.record_button.setEnabled(self._situation.is_attached and is_free)
        self.replay_button.setEnabled(self.can_save_replay)
        has_file = bool(recording.file) or self._situation.last_replay is not None
        self.folder_button.setVisible(has_file and not recording.is_running)
        self._show_lamp()
        self._show_problem()

    def _show_lamp(self) -> None:
        recording = self._situation.recording
        self.lamp.setVisible(bool(recording.file) or recording.is_running)
        self.lamp.setToolTip(recording.file)
        name = Path(recording.file).name
        self.forecast.say(self._forecast())
        match recording.state:
            case RecordingState.RECORDING:
                self.lamp.set_status(Lamp.WARNING if recording.problem else Lamp.OK, self._size())
            case RecordingState.FINALISING:
                self.lamp.set_status(Lamp.OFF, self.tr("Completing {file}").format(file=name))
            case RecordingState.IDLE if recording.problem is not None:
                self.lamp.set_status(Lamp.BAD, name)
            case RecordingState.IDLE:
                self.lamp.set_status(Lamp.OFF, self.tr("Saved: {file}").format(file=name))

    def _size(self) -> str:
        if self._stats is None:
            return self.tr("Recording")
        return self.tr("Recording {time} · {size}").format(
            time=duration(self._stats.seconds), size=data_size(self._stats.bytes)
        )

    def _forecast(self) -> str:
        if self._stats is None or self._stats.forecast_s is None:
            return ""
        minutes = int(self._stats.forecast_s) // 60
        free = data_size(self._stats.free_bytes)
        if minutes >= 60:
            return self.tr("Room for {hours} h {minutes} min ({free} free)").format(
                hours=minutes // 60, minutes=minutes % 60, free=free
            )
        return self.tr("Room for {minutes} min ({free} free)").format(minutes=minutes, free=free)

    def _show_problem(self) -> None:
        # What happens to a recording that runs is told above the window.
        failure = self._situation.failure
        problem = failure if failure is not None and failure.family is Family.RECORDING else None
        self._problem.say("" if problem is None else message_of(problem))
        self._hint.say("" if problem is None else hint_of(problem))

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACING.small)
        buttons.addWidget(self.record_button, 1)
        buttons.addWidget(self.replay_button, 1)
        self.rows.addLayout(buttons)
        for widget in (self.lamp, self.forecast, self._problem, self._hint):
            self.rows.addWidget(widget)
        self.rows.addWidget(self.folder_button, 0, Qt.AlignmentFlag.AlignLeft)

    def _retext(self) -> None:
        self.set_title(self.tr("Recording"))
        self.replay_button.setText(self.tr("Save replay"))
        self.replay_button.setAccessibleName(self.tr("Save the last seconds as a file"))
        self.folder_button.setText(self.tr("Open folder"))
        self.folder_button.setAccessibleName(self.tr("Open the folder of recordings"))
        self._show()


def data_size(count: int) -> str:
    """Return a number of bytes as people read it, in the units of the warnings about the disk."""
    return QLocale().formattedDataSize(count, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
