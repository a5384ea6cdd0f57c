"""A broadcaster on the client's side of a fault link: its engine runs there, its window here."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from encoder.launch import LOG_FILE, EngineProcess, Launcher
from encoder.messages import GoLive
from encoder.scenes import Programme, single_scene
from encoder.settings import (
    Canvas,
    Destination,
    Encoding,
    SourceSpec,
    StreamKey,
    VideoEncoding,
)

FPS = 30
BITRATE_BPS = 1_200_000
KEY = "sk_practice_Zq7hunter2"
SECRET = "Zq7hunter2"


def programme() -> Programme:
    """A small picture that keeps the encoder at its bitrate."""
    return single_scene(Canvas(640, 360, FPS), SourceSpec("pattern", {"motion": "busy"}))


def go_live(url: str) -> GoLive:
    """Publish there under a key that must not be seen anywhere."""
    encoding = Encoding(VideoEncoding(bitrate_bps=BITRATE_BPS))
    return GoLive(encoding, (Destination(url, StreamKey(KEY)),))


def launcher(inside: Sequence[str]) -> Launcher:
    """Return how to launch an engine behind such a prefix, as `encoder.launch` does without."""

    def launch(home: Path) -> EngineProcess:
        home.mkdir(parents=True, exist_ok=True)
        with (home / LOG_FILE).open("ab") as log:
            return subprocess.Popen(
                [*inside, sys.executable, "-m", "encoder.engine", str(home.absolute())],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                cwd=home,
                env=os.environ | {"PYTHONSAFEPATH": "1"},
            )

    return launch
