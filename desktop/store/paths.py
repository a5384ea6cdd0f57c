"""Where everything of one user is kept; `--data-dir` moves all of it."""

from pathlib import Path

import platformdirs


def data_folder(chosen: Path | None) -> Path:
    """Return the folder for settings and state: the chosen one, or the platform's own."""
    if chosen is not None:
        return chosen.expanduser().absolute()
    return platformdirs.user_data_path("livedesk", appauthor=False)
