"""The settings in memory, saved in the background a moment after they change."""

import logging
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.bridges.tasks import Tasks
from desktop.store.settings import LoadedSettings, Settings, save_settings

SAVE_AFTER_MS = 500

_logger = logging.getLogger(__name__)


class SettingsKeeper(QObject):
    """Holds the settings; whoever changes them hands in whole new ones.

    Signals:
        changed(Settings): other settings hold from now on.
        save_failed(str): the file could not be written, in the system's words.
    """

    changed = Signal(object)
    save_failed = Signal(str)

    def __init__(
        self,
        file: Path,
        loaded: LoadedSettings,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._file = file
        self._loaded = loaded
        self._settings = loaded.settings
        self._saved = loaded.settings
        self._tasks = tasks
        self._is_saving = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self._save)

    @property
    def settings(self) -> Settings:
        """What holds now."""
        return self._settings

    @property
    def loaded(self) -> LoadedSettings:
        """How they were found."""
        return self._loaded

    def change(self, settings: Settings) -> None:
        """Let `settings` hold from now on, and save them soon."""
        if settings == self._settings:
            return
        self._settings = settings
        if not self._loaded.is_read_only:
            self._timer.start()
        self.changed.emit(settings)

    def close(self) -> None:
        """Save what is not saved yet; blocks for one small write."""
        self._timer.stop()
        if self._settings == self._saved or self._loaded.is_read_only:
            return
        try:
            save_settings(self._file, self._settings)
        except OSError as error:
            _logger.warning("The settings were not saved: %s", error.strerror)

    def _save(self) -> None:
        if self._is_saving:  # one write at a time, the newest last
            self._timer.start()
            return
        settings = self._settings
        self._is_saving = True

        def done(_: None) -> None:
            self._is_saving = False
            self._saved = settings

        def failed(error: Exception) -> None:
            self._is_saving = False
            reason = error.strerror if isinstance(error, OSError) else type(error).__name__
            self.save_failed.emit(reason or type(error).__name__)

        self._tasks.run(lambda: save_settings(self._file, settings), done, failed)
