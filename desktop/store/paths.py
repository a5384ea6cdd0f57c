"""Where everything of one user is kept; `--data-dir` moves all of it."""

from dataclasses import dataclass
from pathlib import Path

import platformdirs


def data_folder(chosen: Path | None) -> Path:
    """Return the folder for settings and state: the chosen one, or the platform's own."""
    if chosen is not None:
        return chosen.expanduser().absolute()
    return platformdirs.user_data_path("livedesk", appauthor=False)


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The places below one data folder; nothing is created by asking for them."""

    root: Path

    @property
    def settings_file(self) -> Path:
        """What the user chose, without secrets."""
        return self.root / "settings.json"

    @property
    def window_lock(self) -> Path:
        """Held by the one window that is open for this folder."""
        return self.root / "window.lock"

    @property
    def logs(self) -> Path:
        """The window's log files and crash reports."""
        return self.root / "logs"

    @property
    def screenshots(self) -> Path:
        """Pictures of the window."""
        return self.root / "screenshots"

    @property
    def rehearsed(self) -> Path:
        """Recordings of rehearsals; the user's own go to the folder for videos."""
        return self.root / "rehearsed"

    @property
    def engine(self) -> Path:
        """The engine's home: its address while it runs, and its log."""
        return self.root / "engine"

    @property
    def health_record(self) -> Path:
        """What the engine recorded of every second on air."""
        return self.engine / "health.sqlite3"

    @property
    def chat_record(self) -> Path:
        """What was said in chats."""
        return self.root / "chat.sqlite3"

    @property
    def practice(self) -> Path:
        """The home of the practice cloud: its address while it runs, its keys, its log."""
        return self.root / "practice"

    @property
    def outbox(self) -> Path:
        """What recorders of shows have not taken yet."""
        return self.root / "cloud" / "outbox"

    @property
    def prices(self) -> Path:
        """What the Price List API answered, a file a region."""
        return self.root / "cloud" / "prices"

    @property
    def running_notes(self) -> Path:
        """Since when what is paid by the hour runs, and when it is to be stopped."""
        return self.root / "cloud" / "running.json"
