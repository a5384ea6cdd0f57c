"""What a rehearsal has on stage: two scenes, two sounds, two destinations, a place to record to."""

from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from desktop.bridges.studio import default_source
from desktop.panels.destination import DestinationPanel
from desktop.window import StudioWindow
from encoder.messages import SourceKindInfo
from encoder.scenes import Input, Layer, Programme, Scene, Transition
from encoder.settings import Canvas, Recording, SourceSpec

FILE_NAME = "headless"
"""A rehearsal replaces the recording of the one before, as it does with the picture."""
GROUND_ID = "ground"
PATTERN_ID = "pattern"
CORNER_ID = "corner"
"""In the first scene only, so that its sound tells which scene the engine is at."""
WORDS_ID = "words"
CHAT_ID = "chat"
CORNER = Layer("corner", CORNER_ID, x=0.66, y=0.62, width=0.32, height=0.32)
FADE_MS = 300
SIZE_PX = (1600, 1000)
"""Of the window: large enough for its picture to show every panel that is judged."""


def rehearsal_programme(
    canvas: Canvas, catalogue: tuple[SourceKindInfo, ...], corner_name: str = ""
) -> Programme:
    """Return two scenes: screen or pattern with a small pattern in its corner; pattern with text.

    The first input is what fills the first scene.
    """
    pattern = Input(PATTERN_ID, SourceSpec("pattern"))
    corner = Input(CORNER_ID, SourceSpec("pattern", {"volume_db": -12.0}), corner_name)
    words = Input(
        WORDS_ID, SourceSpec("text", {"text": "Livedesk {time}", "background": "#101418D0"})
    )
    # Effects cover the corner by which the scenes are told apart.
    chat = Input(CHAT_ID, SourceSpec("alerts", {"effects": False, "seconds": 4}))
    inputs: tuple[Input, ...] = (pattern, corner, words, chat)
    source = default_source(catalogue)
    if source.kind != "pattern":
        inputs = (Input(GROUND_ID, source), *inputs)
    text = Layer("text", WORDS_ID, x=0.04, y=0.8, width=0.5, height=0.12)
    scenes = (
        Scene("scene-1", layers=(Layer("ground", inputs[0].id), CORNER, Layer("chat", CHAT_ID))),
        Scene("scene-2", layers=(Layer("pattern", PATTERN_ID), text)),
    )
    return Programme(canvas, inputs, scenes, transition=Transition("fade", FADE_MS))


def set_stage(window: StudioWindow, recordings: Path) -> None:
    """Choose all this in the window; the second destination by its own menu."""
    for before in recordings.glob(f"{FILE_NAME}.*"):
        before.unlink(missing_ok=True)
    window.resize(*SIZE_PX)
    studio = window.studio
    settings = studio.keeper.settings
    place = Recording(str(recordings), FILE_NAME)
    studio.keeper.change(replace(settings, recording=place))
    name = QCoreApplication.translate("Rehearsal", "Small pattern")
    studio.change_programme(rehearsal_programme(settings.canvas, studio.catalogue, name))
    destinations = window.panels["destination"]
    assert isinstance(destinations, DestinationPanel)
    destinations.add_practice.trigger()
    for card in destinations.cards.values():
        if card.is_open:
            card.fold_button.click()
    window.draw_attention("layers.add")
    window.setFocus()  # nowhere, until Go live can be pressed
