"""A microphone in a real engine: captured, mixed, measured, followed to the headphones."""

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from encoder.launch import launch_engine
from encoder.messages import Attach, Levelled, Levels, SetProgramme, SourceChanged, SourceState
from encoder.scenes import Input, Programme, Scene, Sound
from encoder.settings import SAMPLE_RATE_HZ, SourceSpec
from tests.encoder.engine.sources.fakesound import AlsaTone
from tests.fakes.enginewindow import EngineWindow

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="ALSA is Linux's")

LEVEL_DB = -12.0


@pytest.fixture
def tone(tmp_path: Path) -> Iterator[AlsaTone]:
    tone = AlsaTone(tmp_path, frequency_hz=1000, level=10 ** (LEVEL_DB / 20))
    yield tone
    tone.close()


@pytest.fixture
def window(data_dir: Path, tone: AlsaTone) -> Iterator[EngineWindow]:
    engine = launch_engine(data_dir)
    with EngineWindow(data_dir) as window:
        yield window
        engine.kill()
        engine.wait(5)


def programme(tone: AlsaTone, sound: Sound, headphones: str = "") -> Programme:
    microphone = Input("mic", SourceSpec("microphone", {"device": tone.name}), sound=sound)
    return Programme(inputs=(microphone,), scenes=(Scene("scene-1"),), headphones=headphones)


def level_of(event: Levelled, input_id: str) -> Levels:
    return next(each for each in event.levels if each.input == input_id)


def is_at(level_db: float, input_id: str, event: Levelled) -> bool:
    return abs(level_of(event, input_id).peak_db[0] - level_db) < 0.3


def test_a_microphone_is_heard_with_its_gain(window: EngineWindow, tone: AlsaTone) -> None:
    window.send(SetProgramme(programme(tone, Sound(gain_db=-6.0))))

    window.log.wait_for(SourceChanged, lambda event: event.state is SourceState.RUNNING)
    heard = window.log.wait_for(Levelled, lambda event: is_at(LEVEL_DB - 6.0, "", event))
    assert is_at(LEVEL_DB - 6.0, "mic", heard)
    assert level_of(heard, "mic").is_heard

    window.send(SetProgramme(programme(tone, Sound(is_muted=True))))
    muted = window.log.wait_for(Levelled, lambda event: is_at(LEVEL_DB, "mic", event))
    assert level_of(muted, "").peak_db[0] < -40 or not level_of(muted, "mic").is_heard


def test_a_solo_microphone_is_played_on_the_headphones(
    window: EngineWindow, tone: AlsaTone, tmp_path: Path
) -> None:
    file = tmp_path / "headphones"
    headphones = f'plug:{{SLAVE {{type file slave.pcm null file "{file}" format raw}}}}'

    window.send(SetProgramme(programme(tone, Sound(is_solo=True, is_muted=True), headphones)))
    window.log.wait_for(Levelled, lambda event: is_at(LEVEL_DB, "mic", event), count=10)

    played = np.fromfile(file, "<f4").reshape(-1, 2)[-4800:, 0]
    spectrum = np.abs(np.fft.rfft(played * np.hanning(played.size)))
    assert spectrum.argmax() * SAMPLE_RATE_HZ / played.size == pytest.approx(1000, abs=20)


def test_nothing_is_captured_that_the_programme_does_not_name(data_dir: Path) -> None:
    engine = launch_engine(data_dir)
    with EngineWindow(data_dir, Attach()) as window:
        window.send(SetProgramme(Programme()))
        window.log.wait_for(Levelled)
        kinds = {event.kind for event in window.log.all(SourceChanged)}
        engine.kill()
        engine.wait(5)

    assert kinds == {"pattern"}
