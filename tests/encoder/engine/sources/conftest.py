"""What the tests of sources share: a virtual screen, and a clock that stands until it is set."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.encoder.engine.sources.mediamaker import steady, write_media
from tests.encoder.engine.sources.x11painter import X11Painter
from tests.encoder.engine.sources.xserver import XServer


@pytest.fixture(scope="session")
def x_display() -> Iterator[str]:
    """The display of a white screen of 640 x 360 that all tests share; don't kill it."""
    server = XServer()
    yield server.display
    server.close()


@pytest.fixture
def painter(x_display: str) -> Iterator[X11Painter]:
    """Paints on the shared screen; afterwards it is white again."""
    painter = X11Painter(x_display)
    yield painter
    painter.fill(0, 0, 640, 360, 0xFFFFFF)
    painter.close()


@pytest.fixture(scope="session")
def flash_and_beep(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two seconds at 25 pictures a second, white and loud in the first tenth of each."""
    path = tmp_path_factory.mktemp("media") / "flash-and-beep.mp4"
    return write_media(path, steady(2, 25), sound_s=2)
