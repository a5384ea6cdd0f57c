import errno
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from encoder.engine.clock import MediaClock
from encoder.engine.sources.base import Source
from encoder.engine.sources.camera import KIND, CameraOpener, CameraOptions, wish_for
from encoder.engine.sources.capturedevice import Capture, CaptureFailed, CaptureRequest
from encoder.errors import ErrorCode, Problem, SourceError
from encoder.settings import Canvas
from tests.encoder.engine.sources.fakecameras import CameraTree, playing_opener
from tests.encoder.engine.sources.fakecapture import FakeCapture, FakeOpener


@pytest.fixture
def tree(tmp_path: Path) -> CameraTree:
    tree = CameraTree(tmp_path)
    tree.plug(0, "HD Webcam")
    return tree


def opened(opener: CameraOpener, options: CameraOptions | None = None) -> Source:
    return opener.open(options or CameraOptions(), Canvas(), MediaClock())


def refusal(opener: CameraOpener, options: CameraOptions | None = None) -> Problem:
    with pytest.raises(SourceError) as raised:
        opened(opener, options)
    return raised.value.problem


def wait_for_failure(source: Source) -> Problem:
    waiting, deadline = threading.Event(), time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            source.picture(0.0)
        except SourceError as error:
            return error.problem
        waiting.wait(0.005)
    pytest.fail("it never failed")


class Refusing:
    """Refuses the first requests with these numbers, then opens."""

    def __init__(self, *numbers: int) -> None:
        self._numbers = list(numbers)
        self.requests: list[CaptureRequest] = []

    def __call__(self, request: CaptureRequest) -> Capture:
        self.requests.append(request)
        if self._numbers:
            raise CaptureFailed(self._numbers.pop(0), "invalid argument")
        return FakeCapture().run_freely()


class Hanging:
    """A device whose driver holds whoever opens it."""

    def __init__(self) -> None:
        self.released = threading.Event()
        self.opened = 0

    def __call__(self, request: CaptureRequest) -> Capture:
        self.opened += 1
        self.released.wait(30)
        raise CaptureFailed(0, "it woke up too late")


def test_a_camera_shows_what_moves_before_it(tree: CameraTree) -> None:
    source = opened(playing_opener(tree))
    shown: set[int | None] = set()
    waiting, deadline = threading.Event(), time.monotonic() + 30
    while len(shown) < 5 and time.monotonic() < deadline:
        frame = source.picture(0.0)
        assert frame is not None
        assert (frame.width, frame.height) == (320, 180)
        shown.add(frame.pts)
        waiting.wait(0.01)
    source.close()

    assert len(shown) >= 5


def test_nothing_is_heard_of_it(tree: CameraTree) -> None:
    source = opened(playing_opener(tree))

    assert source.sound(0, 1024) is None
    source.close()


def test_the_first_camera_is_taken_unless_another_is_chosen(tree: CameraTree) -> None:
    second = tree.plug(1, "Capture Card")
    asked = FakeOpener()
    opener = CameraOpener(tree.machine, asked)
    for options in (CameraOptions(), CameraOptions(str(second))):
        opened(opener, options).close()

    assert [Path(request.name).name for request in asked.requests] == ["video0", "video1"]


def test_a_camera_may_be_named_by_its_node_too(tree: CameraTree) -> None:
    node = tree.plug(1, "Capture Card", lasting="usb-card-index0")
    asked = FakeOpener()
    opened(CameraOpener(tree.machine, asked), CameraOptions(str(node))).close()

    assert Path(asked.requests[0].name).name == "usb-card-index0"


def test_what_the_camera_does_not_have_is_given_up(tree: CameraTree) -> None:
    camera = Refusing(errno.EINVAL, errno.EINVAL)
    opened(CameraOpener(tree.machine, camera)).close()

    assert [len(request.options) for request in camera.requests] == [4, 3, 1]


def test_a_camera_that_refuses_everything_says_why(tree: CameraTree) -> None:
    problem = refusal(CameraOpener(tree.machine, Refusing(*[errno.EINVAL] * 9)))

    assert problem.code is ErrorCode.SOURCE_LOST
    assert "invalid argument" in problem.message


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.EBUSY, ErrorCode.DEVICE_BUSY),
        (errno.EACCES, ErrorCode.PERMISSION_DENIED),
        (errno.ENODEV, ErrorCode.DEVICE_MISSING),
    ],
)
def test_a_camera_in_use_is_not_asked_again_and_again(
    tree: CameraTree, number: int, code: ErrorCode
) -> None:
    camera = Refusing(number)
    problem = refusal(CameraOpener(tree.machine, camera))

    assert problem.code is code
    assert "HD Webcam" in problem.message
    assert len(camera.requests) == 1


def test_a_camera_that_is_pulled_out_is_missing_by_its_name(tree: CameraTree) -> None:
    capture = FakeCapture()
    capture.allow()
    source = opened(CameraOpener(tree.machine, lambda request: capture))
    capture.end(CaptureFailed(errno.ENODEV, "no such device"))
    problem = wait_for_failure(source)
    source.close()

    assert problem == Problem(
        ErrorCode.DEVICE_MISSING,
        {"device": "HD Webcam", "kind": "camera", "reason": "no such device"},
    )
    assert not problem.is_final


def test_without_a_camera_there_is_nothing_to_open(tmp_path: Path) -> None:
    opener = CameraOpener(CameraTree(tmp_path).machine, FakeOpener())
    missing = opener.problem()

    assert missing is not None
    assert missing.code is ErrorCode.DEVICE_MISSING
    assert refusal(opener).code is ErrorCode.DEVICE_MISSING


def test_a_chosen_camera_that_is_not_there_is_not_replaced_by_another(tree: CameraTree) -> None:
    opener = CameraOpener(tree.machine, FakeOpener())

    assert opener.problem() is None
    problem = refusal(opener, CameraOptions("another"))
    assert problem.code is ErrorCode.DEVICE_MISSING
    assert "another" in problem.message


@pytest.fixture
def hanging() -> Iterator[Hanging]:
    hanging = Hanging()
    yield hanging
    hanging.released.set()


def test_a_driver_that_hangs_takes_one_thread_and_no_more(
    tree: CameraTree, hanging: Hanging
) -> None:
    opener = CameraOpener(tree.machine, hanging, timeout_s=0.05)
    before_s = time.monotonic()
    first, second = refusal(opener), refusal(opener)

    assert time.monotonic() - before_s < 10
    assert first.code is second.code is ErrorCode.SOURCE_LOST
    assert "hangs" in second.message
    assert hanging.opened == 1


def test_a_driver_that_wakes_up_is_asked_again(tree: CameraTree, hanging: Hanging) -> None:
    opener = CameraOpener(tree.machine, hanging, timeout_s=0.05)
    refusal(opener)
    hanging.released.set()
    waiting, deadline = threading.Event(), time.monotonic() + 30
    while hanging.opened == 1 and time.monotonic() < deadline:
        refusal(opener)
        waiting.wait(0.01)

    assert hanging.opened > 1


@pytest.mark.parametrize(
    ("options", "canvas", "size", "fps"),
    [
        (CameraOptions(), Canvas(1920, 1080, 60), (1280, 720), 60),
        (CameraOptions(), Canvas(640, 360, 25), (640, 480), 25),
        (CameraOptions(size="1920x1080", fps=15), Canvas(), (1920, 1080), 15),
    ],
)
def test_size_and_rate_follow_the_canvas_unless_chosen(
    options: CameraOptions, canvas: Canvas, size: tuple[int, int], fps: int
) -> None:
    wish = wish_for("/dev/video0", options, canvas)

    assert ((wish.width, wish.height), wish.fps) == (size, fps)


def test_a_picture_that_never_changes_is_a_fault_of_a_camera() -> None:
    assert KIND.is_continuous
    assert KIND.has_video
    assert not KIND.has_audio
