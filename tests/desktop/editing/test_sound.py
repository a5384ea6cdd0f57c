from desktop.editing.sound import change_master, change_sound
from encoder.scenes import Programme, Sound, single_scene
from encoder.settings import Canvas, SourceSpec

PROGRAMME = single_scene(Canvas(), SourceSpec("pattern"), SourceSpec("tone"))


def test_only_the_input_meant_is_heard_otherwise() -> None:
    changed = change_sound(PROGRAMME, "sound", Sound(gain_db=-6.0))

    assert changed.input("sound").sound == Sound(gain_db=-6.0)
    assert changed.input("picture") == PROGRAMME.input("picture")


def test_nothing_changed_is_the_same_programme() -> None:
    assert change_sound(PROGRAMME, "sound", PROGRAMME.input("sound").sound) is PROGRAMME
    assert change_sound(PROGRAMME, "nothing", Sound(is_muted=True)) is PROGRAMME
    assert change_master(PROGRAMME, 0.0) is PROGRAMME


def test_the_whole_programme_gets_quieter() -> None:
    assert change_master(PROGRAMME, -3.0) == Programme(
        PROGRAMME.canvas, PROGRAMME.inputs, master_gain_db=-3.0
    )
