"""A microphone in a real engine: captured, mixed, measured, followed to the headphones."""

import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from encoder.engine.sources.base import Samples
from encoder.launch import launch_engine
from encoder.messages import (
    Attach,
    Levelled,
    Levels,
    SetProgramme,
    Shutdown,
    SourceChanged,
    SourceState,
)
from encoder.scenes import Input, Programme, Scene, Sound
from encoder.settings import SAMPLE_RATE_HZ, SourceSpec
from tests.encoder.engine.sources.fakesound import AlsaTone
from tests.fakes.enginewindow import EngineWindow
from tests.fakes.eventlog import PATIENCE_S

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
        window.send(Shutdown())
        engine.wait(30)


def programme(tone: AlsaTone, sound: Sound, headphones: str = "") -> Programme:
    microphone = Input("mic", SourceSpec("microphone", {"device": tone.name}), sound=sound)
    return Programme(inputs=(microphone,), scenes=(Scene("scene-1"),), headphones=headphones)


def level_of(event: Levelled, input_id: str) -> Levels:
    return next(each for each in event.levels if each.input == input_id)


def is_at(level_db: float, input_id: str, event: Levelled) -> bool:
    return abs(level_of(event, input_id).peak_db[0] - level_db) < 0.3


def last_played(file: Path) -> Samples:
    """Return the last tenth of a second that was played."""
    if not file.exists():
        return np.zeros((2, 0), np.float32)
    whole = file.stat().st_size // 8 * 2  # it is being written to
    return np.fromfile(file, "<f4", whole).reshape(-1, 2)[-SAMPLE_RATE_HZ // 10 :].T


def is_tone(samples: Samples) -> bool:
    if samples.shape[1] < SAMPLE_RATE_HZ // 10 or not samples.any():
        return False
    spectrum = np.abs(np.fft.rfft(samples[0] * np.hanning(samples.shape[1])))
    return abs(int(spectrum.argmax()) * 10 - 1000) <= 10


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
    pause, until_s = threading.Event(), time.monotonic() + PATIENCE_S
    while time.monotonic() < until_s and not is_tone(last_played(file)):
        pause.wait(0.05)

    assert is_tone(last_played(file))


def test_nothing_is_captured_that_the_programme_does_not_name(data_dir: Path) -> None:
    engine = launch_engine(data_dir)
    with EngineWindow(data_dir, Attach()) as window:
        window.send(SetProgramme(Programme()))
        window.log.wait_for(Levelled)
        kinds = {event.kind for event in window.log.all(SourceChanged)}
        window.send(Shutdown())
        engine.wait(30)

    assert kinds == {"pattern"}
