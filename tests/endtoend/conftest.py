"""The peers of the end-to-end tests."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.endtoend.nginxrtmp import NginxRtmp
from tests.endtoend.virtualscreen import VirtualScreen


@pytest.fixture
def nginx(home: Path) -> Iterator[NginxRtmp]:
    """A private nginx-rtmp."""
    server = NginxRtmp(home / "nginx")
    yield server
    server.stop()


@pytest.fixture
def flash_and_beep_file(home: Path) -> Path:
    """Three seconds that flash and beep at each whole one, made by the ffmpeg program."""
    file = home / "flash-and-beep.mp4"
    first_tenth = "lt(mod(t\\,1)\\,0.1)"
    subprocess.run(
        [
            "ffmpeg", "-v", "error",
            "-f", "lavfi", "-i",
            f"color=black:s=640x360:r=30,drawbox=enable={first_tenth}:color=white:t=fill",
            "-f", "lavfi", "-i",
            f"aevalsrc=0.5*sin(2*PI*1000*t)*{first_tenth}:s=48000:c=stereo",
            "-t", "3", "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac", str(file),
        ],
        check=True,
    )  # fmt: skip
    return file


@pytest.fixture
def xvfb() -> Iterator[str]:
    """A virtual screen of 1280x720 with a white root window; its display name."""
    with VirtualScreen() as screen:
        yield screen.display
