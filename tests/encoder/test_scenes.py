from collections.abc import Iterable

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from encoder.errors import ErrorCode, SettingsError
from encoder.scenes import (
    PICTURE_ID,
    SOUND_ID,
    Crop,
    Input,
    Layer,
    Programme,
    Scene,
    Sound,
    checked_programme,
    heard_inputs,
    single_scene,
)
from encoder.settings import Canvas, SourceSpec
from tests.encoder.anything import strategy

IDS = ("a", "b", "c", "d")
PATTERN = SourceSpec("pattern")


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    """Draw programmes whose parts fit together."""
    names = draw(st.lists(st.sampled_from(IDS), min_size=1, unique=True))
    inputs = tuple(
        Input(name, PATTERN, sound=Sound(is_muted=draw(st.booleans()), is_heard_always=always))
        for name in names
        for always in [draw(st.booleans())]
    )
    scenes = tuple(
        Scene(name, layers=_layers(draw, names))
        for name in draw(st.lists(st.sampled_from(IDS), min_size=1, unique=True))
    )
    shown = draw(st.sampled_from(scenes)).id
    return Programme(inputs=inputs, scenes=scenes, scene_id=shown)


def _layers(draw: st.DrawFn, inputs: list[str]) -> tuple[Layer, ...]:
    names = draw(st.lists(st.sampled_from(IDS), unique=True))
    return tuple(
        Layer(name, draw(st.sampled_from(inputs)), is_visible=draw(st.booleans())) for name in names
    )


def placed(scenes: Iterable[Scene]) -> set[str]:
    return {layer.input for scene in scenes for layer in scene.layers}


@given(programmes())
def test_what_fits_together_is_returned_as_it_is(programme: Programme) -> None:
    assert checked_programme(programme) is programme
    assert programme.scene in programme.scenes
    assert all(programme.input(each.id) is each for each in programme.inputs)


@given(programmes())
def test_an_input_is_heard_where_it_is_shown_or_placed_nowhere(programme: Programme) -> None:
    heard = heard_inputs(programme)
    visible = {layer.input for layer in programme.scene.layers if layer.is_visible}
    elsewhere = placed(programme.scenes) - visible
    always = {each.id for each in programme.inputs if each.sound.is_heard_always}

    assert heard <= {each.id for each in programme.inputs}
    assert visible | always <= heard
    assert not heard & (elsewhere - always)
    assert {each.id for each in programme.inputs} - placed(programme.scenes) <= heard


@given(programmes(), st.sampled_from(IDS))
def test_hiding_every_layer_of_an_input_silences_it_alone(programme: Programme, name: str) -> None:
    before = heard_inputs(programme)
    hidden = tuple(
        msgspec.structs.replace(
            scene,
            layers=tuple(
                msgspec.structs.replace(layer, is_visible=layer.is_visible and layer.input != name)
                for layer in scene.layers
            ),
        )
        for scene in programme.scenes
    )
    after = heard_inputs(msgspec.structs.replace(programme, scenes=hidden))

    assert before - after <= {name}
    assert after <= before


@given(strategy(Programme))
def test_any_programme_is_either_in_order_or_refused_by_name(programme: Programme) -> None:
    try:
        checked_programme(programme)
    except SettingsError as error:
        problem = error.problem
        assert problem.code is ErrorCode.SETTING_INVALID
        assert problem.params["setting"] in problem.message
    else:
        heard_inputs(programme)
        _ = programme.scene


def one(*layers: Layer, **changes: object) -> Programme:
    scene = Scene("scene-1", layers=layers)
    return msgspec.structs.replace(Programme(scenes=(scene,)), **changes)


@pytest.mark.parametrize(
    ("programme", "setting", "value"),
    [
        (one(inputs=(Input("a", PATTERN), Input("a", PATTERN))), "inputs", "a"),
        (one(scenes=(Scene("scene-1"), Scene("scene-1"))), "scenes", "scene-1"),
        (one(Layer("x", PICTURE_ID), Layer("x", PICTURE_ID)), "layers of scene-1", "x"),
        (one(Layer("x", "nobody")), "layer's input", "nobody"),
        (one(scene_id="elsewhere"), "scene_id", "elsewhere"),
        (one(Layer("x", PICTURE_ID, crop=Crop(left=0.5, right=0.5))), "crop of x", "0.5"),
        (one(Layer("x", PICTURE_ID, crop=Crop(top=0.9, bottom=0.2))), "crop of x", "0.9"),
        (one(inputs=()), None, None),
        (one(Layer("x", "a"), inputs=()), "layer's input", "a"),
    ],
)
def test_what_does_not_fit_together_is_named(
    programme: Programme, setting: str | None, value: str | None
) -> None:
    if setting is None:
        checked_programme(programme)  # nothing to capture, nothing to show: black and silence
        return
    with pytest.raises(SettingsError) as caught:
        checked_programme(programme)
    params = caught.value.problem.params

    assert params["setting"] == setting
    assert value is not None
    assert value in params["value"]


def test_a_picture_alone_brings_its_own_sound() -> None:
    programme = checked_programme(single_scene(Canvas(), PATTERN))

    assert heard_inputs(programme) == {PICTURE_ID}
    assert not programme.input(PICTURE_ID).sound.is_muted
    assert [layer.input for layer in programme.scene.layers] == [PICTURE_ID]


def test_a_picture_with_a_sound_of_its_own_choice_is_mute() -> None:
    programme = checked_programme(single_scene(Canvas(), PATTERN, SourceSpec("tone")))

    assert heard_inputs(programme) == {PICTURE_ID, SOUND_ID}
    assert programme.input(PICTURE_ID).sound.is_muted
    assert programme.input(SOUND_ID).source.kind == "tone"


def test_nothing_said_is_the_test_pattern() -> None:
    programme = checked_programme(Programme())

    assert programme.input(PICTURE_ID).source == PATTERN
    assert heard_inputs(programme) == {PICTURE_ID}
