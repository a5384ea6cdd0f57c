from msgspec.structs import replace

from desktop.editing.geometry import PictureSize
from desktop.editing.layers import change_layer
from desktop.editing.picking import layers_at, picked
from encoder.scenes import Programme


def test_the_topmost_layer_comes_first(programme: Programme) -> None:
    assert layers_at(programme, 0.75, 0.7, {}) == ("layer-2", "layer-1")
    assert layers_at(programme, 0.1, 0.1, {}) == ("layer-1",)


def test_hidden_and_locked_layers_are_not_found(programme: Programme) -> None:
    screen, camera = programme.scene.layers
    after = change_layer(programme, replace(screen, is_locked=True))
    after = change_layer(after, replace(camera, is_visible=False))

    assert layers_at(after, 0.75, 0.7, {}) == ()


def test_the_bands_beside_a_narrow_picture_are_not_the_picture(programme: Programme) -> None:
    sizes = {"screen": PictureSize(480, 640)}

    assert layers_at(programme, 0.1, 0.5, sizes) == ()
    assert layers_at(programme, 0.5, 0.5, sizes) == ("layer-1",)


def test_the_selected_layer_stays_the_one_that_is_meant() -> None:
    assert picked(("top", "below"), "below", cycles=False) == "below"
    assert picked(("top", "below"), "elsewhere", cycles=False) == "top"
    assert picked((), "elsewhere", cycles=False) is None


def test_cycling_goes_through_all_that_lie_there() -> None:
    assert picked(("top", "below"), None, cycles=True) == "top"
    assert picked(("top", "below"), "top", cycles=True) == "below"
    assert picked(("top", "below"), "below", cycles=True) == "top"
