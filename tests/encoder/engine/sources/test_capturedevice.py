import errno
import io
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import cast

import av
import numpy as np
import pytest
from av.container import InputContainer
from PIL import Image

from encoder.engine.sources.capturedevice import (
    CaptureFailed,
    CaptureRequest,
    DeviceCapture,
    Region,
    open_capture,
)

BARS = CaptureRequest("lavfi", "smptebars=size=64x48:rate=30")


class FakeContainer:
    """An input whose reads end as a script says: a picture, or an error."""

    class streams:
        video = (None,)

    def __init__(self, script: list[av.VideoFrame | BaseException]) -> None:
        self._script = iter(script)

    def decode(self, stream: object) -> Iterator[av.VideoFrame]:
        for step in self._script:
            if isinstance(step, BaseException):
                raise step
            yield step


def scripted(*script: av.VideoFrame | BaseException) -> DeviceCapture:
    return DeviceCapture(cast("InputContainer", FakeContainer(list(script))))


def failure(request: CaptureRequest) -> CaptureFailed:
    with pytest.raises(CaptureFailed) as raised:
        open_capture(request).close()
    return raised.value


def test_a_device_gives_pictures() -> None:
    with closing(open_capture(BARS)) as device:
        frames = list(islice(device.pictures(), 3))

    assert [(frame.width, frame.height) for frame in frames if frame] == [(64, 48)] * 3


def test_options_reach_the_device() -> None:
    request = CaptureRequest("lavfi", "color=white", {"unknown": "ignored"})
    with closing(open_capture(request)) as device:
        assert next(device.pictures()) is not None


def test_a_crop_cuts_out_exactly_its_part() -> None:
    with closing(open_capture(BARS)) as device:
        whole = next(device.pictures())
    crop = Region(9, 5, 31, 20)
    with closing(open_capture(CaptureRequest(BARS.input_format, BARS.name, crop=crop))) as device:
        part = next(device.pictures())

    assert whole is not None
    assert part is not None
    assert (part.width, part.height) == (31, 20)
    assert np.array_equal(gray(part), gray(whole)[5:25, 9:40])


def gray(frame: av.VideoFrame) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    plane = frame.planes[0]
    rows = np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)
    return rows[:, : plane.width]


def test_a_display_that_does_not_exist_is_an_input_output_error() -> None:
    assert failure(CaptureRequest("x11grab", ":9999")).system_error == errno.EIO


def test_a_camera_that_is_not_there_is_known_by_its_number(tmp_path: Path) -> None:
    request = CaptureRequest("v4l2", str(tmp_path / "video0"), {"video_size": "1280x720"})

    assert failure(request).system_error == errno.ENOENT


def test_an_input_format_this_ffmpeg_lacks_is_a_failure() -> None:
    assert "no gdigrab" in failure(CaptureRequest("gdigrab", "desktop")).reason


def test_codes_of_ffmpeg_itself_are_no_system_errors(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("no picture")

    assert failure(CaptureRequest("mov", str(tmp_path / "text"))).system_error == 0


def test_a_device_that_ends_has_failed() -> None:
    with pytest.raises(CaptureFailed, match="ended"):
        list(scripted().pictures())


def test_a_device_that_has_nothing_yet_says_so() -> None:
    not_yet = av.BlockingIOError(errno.EAGAIN, "try again")
    frame = av.VideoFrame(16, 16, "gray")

    device = scripted(not_yet, frame, not_yet, not_yet, frame)
    assert list(islice(device.pictures(), 5)) == [None, frame, None, None, frame]


def test_a_damaged_picture_is_left_out() -> None:
    damaged = av.InvalidDataError(1094995529, "Invalid data found when processing input")
    frame = av.VideoFrame(16, 16, "gray")

    device = scripted(damaged, frame, damaged, frame)
    assert list(islice(device.pictures(), 4)) == [None, frame, None, frame]


def test_pictures_of_a_real_decoder_go_on_after_a_damaged_one(tmp_path: Path) -> None:
    pictures = []
    for value in (40, 120, 200):
        written = io.BytesIO()
        Image.new("L", (64, 48), value).save(written, "JPEG")
        pictures.append(written.getvalue())
    pictures[1] = pictures[1][:20] + b"\xff\xd9"  # as a camera gives them while it wakes
    (tmp_path / "camera.mjpeg").write_bytes(b"".join(pictures))
    with closing(open_capture(CaptureRequest("mjpeg", str(tmp_path / "camera.mjpeg")))) as device:
        shown: list[int] = []
        with pytest.raises(CaptureFailed, match="ended"):
            shown.extend(gray(frame)[0, 0] for frame in device.pictures() if frame is not None)

    assert [round(value / 40) for value in shown] == [1, 5]


def test_a_broken_connection_is_said_in_plain_words() -> None:
    gone = av.ExternalError(542398533, "Generic error in an external library")

    with pytest.raises(CaptureFailed, match="no longer answers"):
        list(scripted(gone).pictures())
