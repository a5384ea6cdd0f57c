from pathlib import Path

import pytest

from encoder.engine.sources.soundplatforms import MONITOR, SoundMachine
from encoder.engine.sources.systemsound import KIND, SystemSoundOpener, SystemSoundOptions
from encoder.errors import ErrorCode, SourceError
from encoder.settings import Canvas
from tests.encoder.engine.sources.fakesound import FakeSound, FakeSoundOpener


def test_the_monitor_of_the_default_output_is_opened(tmp_path: Path) -> None:
    (tmp_path / "libasound_module_pcm_pulse.so").touch()
    environ = {"PULSE_SERVER": "unix:/run/native", "ALSA_PLUGIN_DIR": str(tmp_path)}
    devices = FakeSoundOpener(FakeSound())
    opener = SystemSoundOpener(SoundMachine("linux", environ, tmp_path), devices)

    opener.open(SystemSoundOptions(), Canvas(), lambda: 0.0).close()

    assert [request.name for request in devices.requests] == [MONITOR]
    assert opener.problem() is None


def test_where_other_programs_cannot_be_heard_it_says_so(tmp_path: Path) -> None:
    opener = SystemSoundOpener(SoundMachine("linux", {}, tmp_path), FakeSoundOpener())

    with pytest.raises(SourceError) as raised:
        opener.open(SystemSoundOptions(), Canvas(), lambda: 0.0)

    assert raised.value.problem.code is ErrorCode.SOUND_SERVER_MISSING


def test_it_has_sound_and_no_picture() -> None:
    assert (KIND.kind, KIND.has_video, KIND.has_audio) == ("systemsound", False, True)
