"""Which folder recordings go to: the one chosen, from the user's videos on."""

import contextlib
from pathlib import Path

import platformdirs

from encoder.settings import Recording

FOLDER_NAME = "Livedesk"


def recording_folder(recording: Recording) -> Path:
    """Return the folder of the settings; where it says no more, the default one."""
    videos = platformdirs.user_videos_path()
    if not recording.folder:
        return videos / FOLDER_NAME
    folder = Path(recording.folder)
    with contextlib.suppress(RuntimeError):  # nobody is called so: taken as it is
        folder = folder.expanduser()
    return videos / folder
