"""A made-up tree of video devices as Linux shows them, and cameras that FFmpeg's filters play."""

from pathlib import Path

from encoder.engine.sources.camera import CameraOpener
from encoder.engine.sources.cameraplatforms import CameraMachine
from encoder.engine.sources.capturedevice import Capture, CaptureRequest, open_capture

CAPTURE, METADATA = 0x04200001, 0x04A00000
MOVING = CaptureRequest("lavfi", "testsrc2=size=320x180:rate=60,realtime")
"""Gives its pictures at its own pace, as a camera does."""


class CameraTree:
    """The folders /dev and /sys/class/video4linux of a machine, below `root`."""

    def __init__(self, root: Path) -> None:
        self.sysfs, self.dev = root / "sys", root / "dev"
        self.sysfs.mkdir(parents=True)
        (self.dev / "v4l" / "by-id").mkdir(parents=True)
        self._capabilities: dict[Path, int | None] = {}
        self.machine = CameraMachine("linux", self.sysfs, self.dev, self._capabilities.get)

    def plug(
        self,
        number: int,
        name: str,
        capabilities: int | None = CAPTURE,
        index: int = 0,
        lasting: str = "",
    ) -> Path:
        """Add a node; returns its device."""
        device, node = self.dev / f"video{number}", self.sysfs / f"video{number}"
        node.mkdir()
        (node / "name").write_text(f"{name}\n")
        (node / "index").write_text(f"{index}\n")
        device.touch()
        if lasting:
            (self.dev / "v4l" / "by-id" / lasting).symlink_to(device)
        self._capabilities[device] = capabilities
        return device

    def unplug(self, number: int) -> None:
        """Take the device away; the kernel removes both."""
        (self.dev / f"video{number}").unlink()
        node = self.sysfs / f"video{number}"
        for file in node.iterdir():
            file.unlink()
        node.rmdir()


def playing_opener(tree: CameraTree, request: CaptureRequest = MOVING) -> CameraOpener:
    """Return an opener of this tree whose cameras all show what `request` plays."""

    def open_playing(asked: CaptureRequest) -> Capture:
        assert asked.input_format == "v4l2"
        return open_capture(request)

    return CameraOpener(tree.machine, open_playing)
