import errno
from collections.abc import Iterable
from pathlib import Path

import pytest

from encoder.engine.sources.cameraplatforms import (
    LINUX,
    MACOS,
    WINDOWS,
    CameraMachine,
    CameraWish,
    NamedDevice,
    PictureFormat,
    ask_capabilities,
    ask_ffmpeg,
    platform_of,
)
from encoder.errors import ErrorCode
from encoder.messages import Device
from tests.encoder.engine.sources.fakecameras import METADATA, CameraTree

WISH = CameraWish("/dev/video0", 1280, 720, 30)


@pytest.fixture
def tree(tmp_path: Path) -> CameraTree:
    return CameraTree(tmp_path)


def listed(tree: CameraTree) -> tuple[Device, ...]:
    return LINUX.list_cameras(tree.machine)


@pytest.mark.parametrize(
    ("name", "platform"),
    [("linux", LINUX), ("freebsd14", LINUX), ("win32", WINDOWS), ("darwin", MACOS)],
)
def test_every_system_has_its_way(name: str, platform: object) -> None:
    assert platform_of(CameraMachine(name)) is platform


def test_cameras_are_listed_by_number_with_their_names(tree: CameraTree) -> None:
    tree.plug(10, "Capture Card")
    tree.plug(2, "HD Webcam")

    assert listed(tree) == (
        Device(str(tree.dev / "video2"), "HD Webcam"),
        Device(str(tree.dev / "video10"), "Capture Card"),
    )


def test_nodes_that_give_no_pictures_are_left_out(tree: CameraTree) -> None:
    tree.plug(0, "HD Webcam")
    tree.plug(1, "HD Webcam", METADATA, index=1)
    tree.plug(2, "Video Output", 0x2)

    assert [device.id for device in listed(tree)] == [str(tree.dev / "video0")]


def test_a_node_that_may_not_be_asked_is_judged_by_its_place(tree: CameraTree) -> None:
    tree.plug(0, "HD Webcam", None)
    tree.plug(1, "HD Webcam", None, index=1)

    assert [device.id for device in listed(tree)] == [str(tree.dev / "video0")]


def test_a_camera_keeps_its_name_when_it_is_plugged_in_again(tree: CameraTree) -> None:
    tree.plug(0, "HD Webcam", lasting="usb-Maker_HD_Webcam-video-index0")

    assert [device.id for device in listed(tree)] == [
        str(tree.dev / "v4l" / "by-id" / "usb-Maker_HD_Webcam-video-index0")
    ]


def test_two_cameras_of_one_make_are_told_apart(tree: CameraTree) -> None:
    tree.plug(0, "HD Webcam")
    tree.plug(1, "HD Webcam")
    tree.plug(2, "")

    assert [device.title for device in listed(tree)] == [
        "HD Webcam (1)",
        "HD Webcam (2)",
        "video2",
    ]


def test_an_unplugged_camera_is_not_listed(tree: CameraTree) -> None:
    tree.plug(0, "HD Webcam")
    tree.unplug(0)

    assert listed(tree) == ()


def test_a_machine_that_never_had_a_camera_has_none(tmp_path: Path) -> None:
    assert LINUX.list_cameras(CameraMachine("linux", tmp_path / "no", tmp_path / "no")) == ()


def test_a_file_that_is_no_device_has_no_capabilities(tmp_path: Path) -> None:
    (tmp_path / "video0").touch()

    assert ask_capabilities(tmp_path / "video0") is None
    assert ask_capabilities(tmp_path / "video1") is None


def test_a_large_picture_is_asked_for_compressed_and_then_as_it_comes() -> None:
    requests = LINUX.requests(WISH)

    assert [request.options for request in requests] == [
        {
            "fpsprobesize": "0",
            "video_size": "1280x720",
            "framerate": "30",
            "input_format": "mjpeg",
        },
        {"fpsprobesize": "0", "video_size": "1280x720", "framerate": "30"},
        {"fpsprobesize": "0"},
    ]
    assert {(request.input_format, request.name) for request in requests} == {
        ("v4l2", "/dev/video0")
    }


@pytest.mark.parametrize(
    ("picture_format", "height", "is_mjpeg"),
    [
        ("automatic", 720, True),
        ("automatic", 480, False),
        ("raw", 1080, False),
        ("mjpeg", 240, True),
    ],
)
def test_compression_is_used_where_raw_pictures_do_not_fit(
    picture_format: PictureFormat, height: int, is_mjpeg: bool
) -> None:
    assert CameraWish("", 640, height, 30, picture_format).is_mjpeg is is_mjpeg


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.EBUSY, ErrorCode.DEVICE_BUSY),
        (errno.ENODEV, ErrorCode.DEVICE_MISSING),
        (errno.ENOENT, ErrorCode.DEVICE_MISSING),
        (errno.EACCES, ErrorCode.PERMISSION_DENIED),
        (errno.EINVAL, None),
        (0, None),
    ],
)
def test_a_refusal_says_what_is_wrong(number: int, code: ErrorCode | None) -> None:
    assert LINUX.refusal(number) is code


def fake_list(input_format: str) -> Iterable[NamedDevice]:
    return {
        "dshow": [NamedDevice("@device_pnp_usb", "HD Webcam"), NamedDevice("@device_2", "Card")],
        "avfoundation": [NamedDevice("0", "FaceTime HD"), NamedDevice("1", "Capture screen 0")],
    }[input_format]


def test_windows_lists_by_a_name_that_stays() -> None:
    machine = CameraMachine("win32", listed=fake_list)

    assert WINDOWS.list_cameras(machine) == (
        Device("@device_pnp_usb", "HD Webcam"),
        Device("@device_2", "Card"),
    )


def test_windows_asks_for_less_and_less() -> None:
    requests = WINDOWS.requests(CameraWish("@device_pnp_usb", 1280, 720, 30))

    assert [sorted(request.options) for request in requests] == [
        ["framerate", "rtbufsize", "vcodec", "video_size"],
        ["rtbufsize", "vcodec", "video_size"],
        ["rtbufsize", "video_size"],
        ["rtbufsize"],
    ]
    assert requests[0].name == "video=@device_pnp_usb"


def test_macos_lists_cameras_but_no_screens() -> None:
    machine = CameraMachine("darwin", listed=fake_list)

    assert MACOS.list_cameras(machine) == (Device("FaceTime HD", "FaceTime HD"),)
    assert MACOS.requests(CameraWish("FaceTime HD", 640, 480, 30))[0].name == "FaceTime HD:none"


def test_a_format_this_ffmpeg_lacks_lists_nothing() -> None:
    assert ask_ffmpeg("no-such-format") == []
    assert isinstance(ask_ffmpeg("v4l2"), list)
