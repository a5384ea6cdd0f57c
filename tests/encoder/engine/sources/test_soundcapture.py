from contextlib import closing
from itertools import islice

import numpy as np
import pytest

from encoder.engine.sources.base import Samples
from encoder.engine.sources.capturedevice import CaptureFailed, CaptureRequest
from encoder.engine.sources.soundcapture import open_sound


def captured(request: CaptureRequest, blocks: int = 20) -> Samples:
    with closing(open_sound(request)) as device:
        return np.concatenate(list(islice(device.blocks(), blocks)), axis=1)


@pytest.mark.parametrize(
    "sound", ["sample_rate=48000,aformat=s16:channel_layouts=stereo", "sample_rate=44100"]
)
def test_any_sound_becomes_48_khz_stereo(sound: str) -> None:
    samples = captured(CaptureRequest("lavfi", f"sine=1000:{sound}"))

    assert samples.dtype == np.float32
    assert samples.shape[0] == 2
    one_second = samples[0, 2000:6800] * np.hanning(4800)
    assert abs(int(np.abs(np.fft.rfft(one_second)).argmax()) * 10 - 1000) <= 10
    assert np.array_equal(samples[0], samples[1])
    assert 0.05 < np.abs(samples).max() <= 1


def test_a_device_that_ends_has_failed() -> None:
    with pytest.raises(CaptureFailed, match="ended"):
        captured(CaptureRequest("lavfi", "sine=1000:duration=0.1"))


def test_a_device_without_sound_is_a_failure() -> None:
    with pytest.raises(CaptureFailed, match="no sound"):
        open_sound(CaptureRequest("lavfi", "color=white"))


def test_an_input_format_this_ffmpeg_lacks_is_a_failure() -> None:
    with pytest.raises(CaptureFailed, match="no dshow"):
        open_sound(CaptureRequest("dshow", "audio=Microphone"))
