import os
import sys
import threading
from collections import deque
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from encoder.engine.clock import MediaClock
from encoder.engine.sources.base import Samples
from encoder.engine.sources.microphone import KIND, MicrophoneOpener, MicrophoneOptions
from encoder.engine.sources.soundplatforms import SoundMachine
from encoder.errors import ErrorCode, SourceError
from encoder.launch import sound_environment
from encoder.messages import Device
from encoder.settings import SAMPLE_RATE_HZ, Canvas
from tests.encoder.engine.sources.fakesound import AlsaTone, FakeSound, FakeSoundOpener

BLOCK = 1024
PATIENCE_S = 30.0


@pytest.fixture
def alsa_tone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AlsaTone]:
    """A microphone before which a tone of 1 kHz is played."""
    for name, value in sound_environment(os.environ).items():
        monkeypatch.setenv(name, value)
    tone = AlsaTone(tmp_path, frequency_hz=1000, level=0.25)
    yield tone
    tone.close()


@pytest.mark.skipif(sys.platform != "linux", reason="ALSA is Linux's")
def test_a_tone_before_an_alsa_microphone_is_heard(alsa_tone: AlsaTone) -> None:
    now = MediaClock()
    source = KIND.open(MicrophoneOptions(alsa_tone.name), Canvas(), now)
    heard: deque[Samples] = deque(maxlen=10)
    block = int(now() * SAMPLE_RATE_HZ / BLOCK)
    while now() < PATIENCE_S and not is_steady(heard):
        # Read in step with the programme: what is asked for has just been captured.
        threading.Event().wait((block + 1) * BLOCK / SAMPLE_RATE_HZ - now())
        samples = source.sound(block * BLOCK, BLOCK)
        assert samples is not None
        heard.append(samples)
        block += 1
    source.close()

    tone = np.concatenate(heard, axis=1)[0]
    spectrum = np.abs(np.fft.rfft(tone * np.hanning(tone.size)))
    assert spectrum.argmax() * SAMPLE_RATE_HZ / tone.size == pytest.approx(1000, abs=5)
    assert is_steady(heard)


def is_steady(heard: "deque[Samples]") -> bool:
    """Tell whether ten blocks in a row are as loud as the tone; a busy machine may miss one."""
    rms = [float(np.sqrt(np.mean(samples**2))) for samples in heard]
    return len(rms) == 10 and all(abs(each - 0.25 / np.sqrt(2)) < 0.005 for each in rms)


def test_the_default_is_opened_unless_a_microphone_is_chosen(tmp_path: Path) -> None:
    devices = FakeSoundOpener(FakeSound(), FakeSound())
    environ = {"PULSE_SERVER": "unix:/run/native"}
    opener = MicrophoneOpener(SoundMachine("linux", environ, tmp_path), devices)

    opener.open(MicrophoneOptions(), Canvas(), lambda: 0.0).close()
    opener.open(MicrophoneOptions("plughw:CARD=USB,DEV=0"), Canvas(), lambda: 0.0).close()

    assert [request.name for request in devices.requests] == ["default", "plughw:CARD=USB,DEV=0"]
    assert opener.list_devices() == (Device("default", "Default"),)
    assert opener.problem() is None


def test_where_there_is_no_microphone_none_is_opened(tmp_path: Path) -> None:
    devices = FakeSoundOpener(FakeSound())
    opener = MicrophoneOpener(SoundMachine("linux", {}, tmp_path), devices)

    with pytest.raises(SourceError) as raised:
        opener.open(MicrophoneOptions(), Canvas(), lambda: 0.0)

    assert raised.value.problem.code is ErrorCode.MICROPHONE_MISSING
    assert not raised.value.problem.is_final
    assert not devices.requests


def test_a_default_that_does_not_open_is_told_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "libasound_module_pcm_pulse.so").touch()
    environ = {"PULSE_SERVER": "unix:/run/native", "ALSA_PLUGIN_DIR": str(tmp_path)}
    opener = MicrophoneOpener(SoundMachine("linux", environ, tmp_path), FakeSoundOpener())

    for device, code in (("", ErrorCode.SOURCE_LOST), ("desk", ErrorCode.DEVICE_MISSING)):
        with pytest.raises(SourceError) as raised:
            opener.open(MicrophoneOptions(device), Canvas(), lambda: 0.0)
        assert raised.value.problem.code is code


def test_it_has_sound_and_no_picture() -> None:
    assert (KIND.kind, KIND.has_video, KIND.has_audio) == ("microphone", False, True)
