"""How each platform's cameras are found and opened, as values: devices and what to ask them for.

Linux is tried against a made-up tree of devices. Windows (dshow) and macOS (avfoundation) are
written from FFmpeg's documentation ("FFmpeg Devices") and have never run.
"""

import errno
import os
import re
import struct
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

import av

from encoder.engine.sources.capturedevice import CaptureRequest
from encoder.errors import ErrorCode
from encoder.messages import Device

PictureFormat = Literal["automatic", "mjpeg", "raw"]
MJPEG_FROM_ROWS = 720
"""Raw pictures of this height don't fit through USB 2 at 30 a second (55 MB/s, 35 MB/s usable)."""
CAN_CAPTURE = 0x1 | 0x1000
"""V4L2_CAP_VIDEO_CAPTURE, V4L2_CAP_VIDEO_CAPTURE_MPLANE (linux/videodev2.h). A camera has other
nodes too, for what it says about its pictures."""

_QUERY_CAPABILITIES = 0x80685600
"""VIDIOC_QUERYCAP; the answer is a struct v4l2_capability of 104 bytes."""


class NamedDevice(NamedTuple):
    """A device as FFmpeg lists it."""

    name: str
    description: str


def ask_capabilities(node: Path) -> int | None:
    """Return what a video node can do (V4L2_CAP_*), None where it does not say.

    Asking does not switch the camera on.
    """
    if sys.platform == "win32":
        return None
    import fcntl

    try:
        device = os.open(node, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        answer = fcntl.ioctl(device, _QUERY_CAPABILITIES, bytes(104))
    except OSError:
        return None
    finally:
        os.close(device)
    all_nodes, this_node = struct.unpack_from("II", answer, 84)
    return int(this_node or all_nodes)


def ask_ffmpeg(input_format: str) -> list[NamedDevice]:
    """Return the video devices that FFmpeg lists for an input format; none where it can't."""
    try:
        found = av.enumerate_input_devices(input_format)
    except (ValueError, av.FFmpegError):
        return []
    return [NamedDevice(each.name, each.description) for each in found if _is_seen(each)]


def _is_seen(device: av.DeviceInfo) -> bool:
    return "video" in device.media_types or not device.media_types


@dataclass(frozen=True, slots=True)
class CameraMachine:
    """What of the machine matters: `sys.platform`, the kernel's folders, how devices are asked."""

    platform: str
    sysfs: Path = Path("/sys/class/video4linux")
    dev: Path = Path("/dev")
    capabilities: Callable[[Path], int | None] = ask_capabilities
    listed: Callable[[str], Iterable[NamedDevice]] = ask_ffmpeg


@dataclass(frozen=True, slots=True)
class CameraWish:
    """What to capture: a listed camera, and what its pictures should be like."""

    camera: str
    width: int
    height: int
    fps: int
    picture_format: PictureFormat = "automatic"

    @property
    def is_mjpeg(self) -> bool:
        """Whether compressed pictures are to be preferred."""
        if self.picture_format == "automatic":
            return self.height >= MJPEG_FROM_ROWS
        return self.picture_format == "mjpeg"


@dataclass(frozen=True, slots=True)
class CameraPlatform:
    """One platform's way."""

    requests: Callable[[CameraWish], tuple[CaptureRequest, ...]]
    """What to ask for, one after the other: cameras refuse what they don't have."""
    list_cameras: Callable[[CameraMachine], tuple[Device, ...]]
    unclear: ErrorCode
    """What most often hides behind a refusal that does not say why."""

    def refusal(self, system_error: int) -> ErrorCode | None:
        """Return what a system error on opening or reading means; None = try something else."""
        match system_error:
            case errno.EBUSY:
                return ErrorCode.DEVICE_BUSY
            case errno.ENOENT | errno.ENODEV | errno.ENXIO:
                return ErrorCode.DEVICE_MISSING
            case errno.EACCES | errno.EPERM:
                return ErrorCode.PERMISSION_DENIED
        return None


def platform_of(machine: CameraMachine) -> CameraPlatform:
    """Return the way for this machine; every other system than these two is taken for Linux."""
    return {"win32": WINDOWS, "darwin": MACOS}.get(machine.platform, LINUX)


def _from_strict_to_lax(
    input_format: str, name: str, *wishes: dict[str, str], always: dict[str, str]
) -> tuple[CaptureRequest, ...]:
    """Return requests that give up one wish after the other, the last one first."""
    requests = []
    for count in range(len(wishes), -1, -1):
        options = dict(always)
        for wish in wishes[:count]:
            options |= wish
        request = CaptureRequest(input_format, name, options)
        if request not in requests:
            requests.append(request)
    return tuple(requests)


def _size(wish: CameraWish) -> dict[str, str]:
    return {"video_size": f"{wish.width}x{wish.height}"}


# ---- Linux -----------------------------------------------------------------------------------


def _linux_requests(wish: CameraWish) -> tuple[CaptureRequest, ...]:
    """Ask; the driver takes the nearest size and rate it has, but not another format."""
    picture_format = {"input_format": "mjpeg" if wish.is_mjpeg else "yuyv422"}
    return _from_strict_to_lax(
        "v4l2",
        wish.camera,
        _size(wish) | {"framerate": str(wish.fps)},
        picture_format,
        # The rate is known from the driver; counting pictures to find it would delay the first.
        always={"fpsprobesize": "0"},
    )


def _linux_cameras(machine: CameraMachine) -> tuple[Device, ...]:
    """Return the nodes that give pictures, by a name that stays when they are plugged in again."""
    try:
        nodes = sorted(machine.sysfs.iterdir(), key=_node_number)
    except OSError:  # no video device was ever there
        return ()
    lasting = _lasting_names(machine.dev / "v4l" / "by-id")
    cameras = []
    for node in nodes:
        device = machine.dev / node.name
        if device.exists() and _gives_pictures(node, machine.capabilities(device)):
            cameras.append(Device(lasting.get(node.name, str(device)), _read(node / "name")))
    return _told_apart(cameras)


def _gives_pictures(node: Path, capabilities: int | None) -> bool:
    if capabilities is not None:
        return bool(capabilities & CAN_CAPTURE)
    # It may not be asked now; of a camera's nodes the first one gives its pictures.
    return _read(node / "index") in ("", "0")


def _lasting_names(folder: Path) -> dict[str, str]:
    try:
        links = sorted(folder.iterdir())
    except OSError:
        return {}
    return {os.path.basename(os.path.realpath(link)): str(link) for link in links}


def _node_number(node: Path) -> tuple[int, str]:
    digits = re.sub(r"\D", "", node.name)
    return int(digits or 0), node.name


def _read(file: Path) -> str:
    try:
        return file.read_text(errors="replace").strip()
    except OSError:
        return ""


def _told_apart(cameras: list[Device]) -> tuple[Device, ...]:
    """Number the cameras of one make."""
    counts, seen = Counter(camera.title for camera in cameras), Counter[str]()
    told = []
    for camera in cameras:
        title = camera.title or Path(camera.id).name
        seen[camera.title] += 1
        if counts[camera.title] > 1:
            title = f"{title} ({seen[camera.title]})"
        told.append(Device(camera.id, title))
    return tuple(told)


LINUX = CameraPlatform(_linux_requests, _linux_cameras, ErrorCode.SOURCE_LOST)


# ---- Windows ---------------------------------------------------------------------------------


def _windows_requests(wish: CameraWish) -> tuple[CaptureRequest, ...]:
    """Ask; dshow refuses every size, rate and format that the camera does not have exactly."""
    codec = {"vcodec": "mjpeg"} if wish.is_mjpeg else {"pixel_format": "yuyv422"}
    return _from_strict_to_lax(
        "dshow",
        f"video={wish.camera}",
        _size(wish),
        codec,
        {"framerate": str(wish.fps)},
        always={"rtbufsize": "100M"},
    )


def _windows_cameras(machine: CameraMachine) -> tuple[Device, ...]:
    return _told_apart([Device(name, title) for name, title in machine.listed("dshow")])


# A camera in use elsewhere is only said to be an input/output error.
WINDOWS = CameraPlatform(_windows_requests, _windows_cameras, ErrorCode.DEVICE_BUSY)


# ---- macOS -----------------------------------------------------------------------------------


def _macos_requests(wish: CameraWish) -> tuple[CaptureRequest, ...]:
    """Ask; avfoundation gives decoded pictures, whatever the camera sends."""
    return _from_strict_to_lax(
        "avfoundation",
        f"{wish.camera}:none",
        _size(wish),
        {"framerate": str(wish.fps)},
        {"pixel_format": "nv12"},
        always={},
    )


def _macos_cameras(machine: CameraMachine) -> tuple[Device, ...]:
    titles = [title for _, title in machine.listed("avfoundation")]
    return tuple(
        Device(title, title)  # numbers change when another camera is plugged in
        for title in dict.fromkeys(titles)
        if not title.startswith("Capture screen")
    )


# Cameras can be shared; what makes one fail to open is the missing permission.
MACOS = CameraPlatform(_macos_requests, _macos_cameras, ErrorCode.PERMISSION_DENIED)
