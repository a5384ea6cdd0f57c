from encoder.engine.sources.base import Source
from encoder.engine.sources.silence import SilenceOptions, open_silence
from encoder.settings import Canvas


def test_silence_gives_neither_sound_nor_picture() -> None:
    silence: Source = open_silence(SilenceOptions(), Canvas(), lambda: 0.0)

    assert silence.sound(0, 1024) is None
    assert silence.picture(0) is None
