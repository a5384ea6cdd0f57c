import sys
from pathlib import Path

from desktop.bridges.outside import ThisComputer
from desktop.bridges.previewfeed import HEIGHT_PX, WIDTH_PX
from desktop.store.paths import DataFolder


def test_everything_outside_is_there_and_nothing_is_started(home: Path) -> None:
    outside = ThisComputer(DataFolder(home / "data"))
    outside.load()

    pictures = outside.open_pictures()
    engine = outside.open_engine(lambda event: None, pictures.slots)
    outside.practice()
    outside.secrets()

    assert (pictures.slots.width, pictures.slots.height) == (WIDTH_PX, HEIGHT_PX)
    assert not (home / "data").exists()
    assert "av" not in sys.modules or "encoder.engine" in sys.modules
    engine.close()
    pictures.close()
