"""What the tests of editing share: a programme to edit, and proof that one is valid."""

import msgspec
import pytest

from encoder.scenes import Input, Layer, Programme, Scene, checked_programme
from encoder.settings import SourceSpec


def assert_valid(programme: Programme) -> None:
    """Prove every limit of the contract, those of the schema by a round trip."""
    checked_programme(programme)
    assert msgspec.convert(msgspec.to_builtins(programme), Programme) == programme


@pytest.fixture
def programme() -> Programme:
    """A screen, a camera over it in two scenes, and a microphone."""
    return Programme(
        inputs=(
            Input("screen", SourceSpec("screen")),
            Input("camera", SourceSpec("camera")),
            Input("microphone", SourceSpec("alsa")),
        ),
        scenes=(
            Scene(
                "scene-1",
                "Talk",
                (
                    Layer("layer-1", "screen"),
                    Layer("layer-2", "camera", x=0.7, y=0.6, width=0.25, height=0.25),
                ),
            ),
            Scene("scene-2", "Face", (Layer("layer-1", "camera"),)),
        ),
    )
