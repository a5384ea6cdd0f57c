"""What viewers see and hear: inputs, the scenes that arrange them, and the sound of each input.

Everything here crosses a trust boundary (settings file, wire), so it is validated on decode;
`checked_programme` proves what a schema can't say. Shares are fractions of the canvas.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from encoder.errors import ErrorCode, SettingsError
from encoder.settings import Canvas, SourceSpec

Id = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
"""Name of an input, layer, scene or destination inside one programme; never shown."""
Share = Annotated[float, Meta(ge=-4.0, le=5.0)]
"""Position along one side of the canvas: 0 = left or top edge, 1 = right or bottom edge."""
Extent = Annotated[float, Meta(gt=0.0, le=5.0)]
CropShare = Annotated[float, Meta(ge=0.0, le=0.95)]

PICTURE_ID = "picture"
SOUND_ID = "sound"
SCENE_ID = "scene-1"


class Sound(Struct, frozen=True, forbid_unknown_fields=True):
    """How one input is heard."""

    gain_db: Annotated[float, Meta(ge=-96.0, le=26.0)] = 0.0
    """-96 is silence."""
    is_muted: bool = False
    is_solo: bool = False
    """Heard alone in the headphones of who broadcasts; the programme is not changed."""
    sync_offset_ms: Annotated[int, Meta(ge=-950, le=20_000)] = 0
    """Positive: heard later. Negative: everything else, pictures too, is held back."""
    gate_db: Annotated[float, Meta(ge=-96.0, le=0.0)] | None = None
    """Below this level the input is closed; None = no gate."""
    limit_db: Annotated[float, Meta(ge=-30.0, le=0.0)] | None = None
    """Peaks are held below this level; None = no limiter."""
    is_heard_always: bool = False
    """False: an input with a picture is heard while the present scene shows it."""


class Input(Struct, frozen=True, forbid_unknown_fields=True):
    """One source in use. It stays open, with its sound, whichever scene is shown."""

    id: Id
    source: SourceSpec
    name: Annotated[str, Meta(max_length=80)] = ""
    """As the user calls it; empty = the title of its kind."""
    sound: Sound = Sound()


class Crop(Struct, frozen=True, forbid_unknown_fields=True):
    """What is cut off each side of the source's picture, as fractions of it."""

    left: CropShare = 0.0
    top: CropShare = 0.0
    right: CropShare = 0.0
    bottom: CropShare = 0.0


class Layer(Struct, frozen=True, forbid_unknown_fields=True):
    """One input's picture in a box of the canvas; the box may reach over its edges."""

    id: Id
    input: Id
    x: Share = 0.0
    y: Share = 0.0
    width: Extent = 1.0
    height: Extent = 1.0
    fit: Literal["contain", "cover", "stretch"] = "contain"
    """Contain: whole, centred, the rest of the box stays clear. Cover: fills the box, cut."""
    crop: Crop = Crop()
    opacity: Annotated[float, Meta(ge=0.0, le=1.0)] = 1.0
    is_visible: bool = True
    is_locked: bool = False
    """The mouse does not move it."""


class Scene(Struct, frozen=True, forbid_unknown_fields=True):
    """An arrangement of layers."""

    id: Id
    name: Annotated[str, Meta(max_length=80)] = ""
    layers: tuple[Layer, ...] = ()
    """The first is at the bottom."""


class Transition(Struct, frozen=True, forbid_unknown_fields=True):
    """How one scene gives way to another."""

    kind: Literal["cut", "fade"] = "cut"
    duration_ms: Annotated[int, Meta(ge=50, le=5000)] = 300


class Programme(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that is captured, and what of it is shown and heard now."""

    canvas: Canvas = Canvas()
    inputs: tuple[Input, ...] = (Input(PICTURE_ID, SourceSpec("pattern")),)
    scenes: tuple[Scene, ...] = (Scene(SCENE_ID, layers=(Layer("layer-1", PICTURE_ID),)),)
    scene_id: Id = SCENE_ID
    """The scene shown; another one than before is reached by `transition`."""
    transition: Transition = Transition()
    master_gain_db: Annotated[float, Meta(ge=-96.0, le=26.0)] = 0.0
    headphones: str = ""
    """Output device that solo inputs are played on, by its id; empty = none."""

    @property
    def scene(self) -> Scene:
        """The scene shown."""
        return next(scene for scene in self.scenes if scene.id == self.scene_id)

    def input(self, input_id: str) -> Input:
        """Return one input; raises StopIteration where there is none of this id."""
        return next(each for each in self.inputs if each.id == input_id)


def single_scene(canvas: Canvas, video: SourceSpec, audio: SourceSpec | None = None) -> Programme:
    """Return the programme of one picture that fills the canvas.

    `audio=None` means the sound that belongs to the picture (the pattern's beep, the file's own
    track); with a sound source of its own, the picture is mute.
    """
    picture = Input(PICTURE_ID, video, sound=Sound(is_muted=audio is not None))
    sounds = () if audio is None else (Input(SOUND_ID, audio),)
    return Programme(canvas, (picture, *sounds))


def heard_inputs(programme: Programme) -> frozenset[str]:
    """Return the inputs that belong to the sound now, muted ones too.

    What no scene shows is sound only, and so always heard.
    """
    placed = {layer.input for scene in programme.scenes for layer in scene.layers}
    shown = {layer.input for layer in programme.scene.layers if layer.is_visible}
    return frozenset(
        each.id
        for each in programme.inputs
        if each.id in shown or each.id not in placed or each.sound.is_heard_always
    )


def checked_programme(programme: Programme) -> Programme:
    """Return `programme` if its parts fit together; raises SettingsError naming what does not."""
    _unique("inputs", (each.id for each in programme.inputs))
    _unique("scenes", (each.id for each in programme.scenes))
    known = {each.id for each in programme.inputs}
    for scene in programme.scenes:
        _unique(f"layers of {scene.id}", (layer.id for layer in scene.layers))
        for layer in scene.layers:
            _among("layer's input", layer.input, known)
            _has_area(layer)
    _among("scene_id", programme.scene_id, {scene.id for scene in programme.scenes})
    return programme


def _unique(setting: str, ids: Iterable[str]) -> None:
    for found, count in Counter(ids).items():
        if count > 1:
            raise SettingsError(
                ErrorCode.SETTING_INVALID, setting=setting, value=found, limit="each id once"
            )


def _among(setting: str, value: str, known: set[str]) -> None:
    if value not in known:
        limit = ", ".join(sorted(known)) or "an input that exists"
        raise SettingsError(ErrorCode.SETTING_INVALID, setting=setting, value=value, limit=limit)


def _has_area(layer: Layer) -> None:
    crop = layer.crop
    if crop.left + crop.right > 0.95 or crop.top + crop.bottom > 0.95:
        raise SettingsError(
            ErrorCode.SETTING_INVALID,
            setting=f"crop of {layer.id}",
            value=msgspec.json.encode(crop).decode(),
            limit="sides that together leave at least 5 % of the picture",
        )
