"""What `base.py` promises of every source, tried on every kind that the folder holds."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import av
import msgspec
import numpy as np
import pytest
from PIL import Image

from encoder.engine.clock import MediaClock
from encoder.engine.sources import AnyKind, open_source, source_kinds
from encoder.engine.sources.base import Source
from encoder.engine.sources.camera import CameraOptions
from encoder.engine.sources.soundplatforms import SoundMachine, alsa_request
from encoder.engine.sources.soundsource import SoundSourceOpener
from encoder.settings import Canvas, OptionValue, SourceSpec
from tests.encoder.engine.sources.fakecameras import CameraTree, playing_opener
from tests.encoder.engine.sources.fakesound import FakeSound, FakeSoundOpener

CANVAS = Canvas(320, 180, 30)
Opener = Callable[[AnyKind], Source]

every_kind = pytest.mark.parametrize("kind", source_kinds(), ids=lambda kind: kind.kind)
every_kind_with_a_picture = pytest.mark.parametrize(
    "kind", [kind for kind in source_kinds() if kind.has_video], ids=lambda kind: kind.kind
)


@pytest.fixture
def opened(x_display: str, flash_and_beep: Path, tmp_path: Path) -> Iterator[Opener]:
    """Opens a source of a kind with options that work here; closes it after the test."""
    working: dict[str, dict[str, OptionValue]] = {
        "screen": {"display": x_display},
        "mediafile": {"path": str(flash_and_beep)},
        "image": {"path": str(tmp_path / "logo.png")},
        "text": {"text": "{time}"},
    }
    Image.new("RGBA", (40, 30), (255, 0, 0, 128)).save(tmp_path / "logo.png")
    sources: list[Source] = []

    def open_one(kind: AnyKind) -> Source:
        if kind.kind in ("microphone", "systemsound"):
            sources.append(played_sound(kind))
            return sources[-1]
        if kind.kind == "camera":
            sources.append(played_camera(tmp_path))
            return sources[-1]
        spec = SourceSpec(kind.kind, working.get(kind.kind, {}))
        sources.append(open_source(spec, CANVAS, MediaClock()))
        return sources[-1]

    yield open_one
    for source in sources:
        source.close()


def played_camera(folder: Path) -> Source:
    """Open a camera as it is opened elsewhere; only its pictures come from a filter."""
    tree = CameraTree(folder)
    tree.plug(0, "HD Webcam")
    return playing_opener(tree).open(CameraOptions(), CANVAS, MediaClock())


def played_sound(kind: AnyKind) -> Source:
    """Open a sound device as it is opened elsewhere; only what it gives is made up."""
    opener = SoundSourceOpener(kind.kind, SoundMachine("linux"), FakeSoundOpener(FakeSound()))
    return opener.open(alsa_request(""), "", MediaClock())


def content(frame: av.VideoFrame) -> bytes:
    return b"".join(bytes(plane) for plane in frame.planes)


def first_picture(source: Source) -> av.VideoFrame:
    waiting, deadline = threading.Event(), time.monotonic() + 30
    while time.monotonic() < deadline:
        if (frame := source.picture(0.1)) is not None:
            return frame
        waiting.wait(0.01)
    pytest.fail("there never was a picture")


@every_kind
def test_options_can_be_left_out_and_are_explained(kind: AnyKind) -> None:
    kind.options()
    config = kind.options.__struct_config__
    assert config.frozen
    assert config.forbid_unknown_fields
    for field in msgspec.structs.fields(kind.options):
        assert field.default is not msgspec.NODEFAULT, field.name


@every_kind
def test_a_kind_is_named_after_its_module(kind: AnyKind) -> None:
    assert kind.options.__module__ == f"encoder.engine.sources.{kind.kind}"
    assert kind.title


@every_kind
def test_devices_are_found_quickly_and_told_apart(kind: AnyKind) -> None:
    before_s = time.monotonic()
    ids = [device.id for device in kind.list_devices()]
    kind.problem()

    assert time.monotonic() - before_s < 5
    assert len(ids) == len(set(ids))


@every_kind
def test_a_kind_gives_what_it_promises(kind: AnyKind, opened: Opener) -> None:
    source = opened(kind)

    if kind.has_video:
        first_picture(source)
    else:
        assert source.picture(0.1) is None
    sound = source.sound(0, 1024)
    if not kind.has_audio:
        assert sound is None
    if sound is not None:
        assert sound.shape == (2, 1024)
        assert sound.dtype == np.float32
        assert np.abs(sound).max() <= 1


@every_kind_with_a_picture
def test_a_picture_is_not_written_to_after_it_was_returned(kind: AnyKind, opened: Opener) -> None:
    source = opened(kind)
    first = first_picture(source)
    before = content(first)
    for number in range(60):
        source.picture(number / 30)
        source.sound(number * 1600, 1600)

    assert content(first) == before


@every_kind
def test_sound_can_be_read_in_any_portions(kind: AnyKind, opened: Opener) -> None:
    source = opened(kind)
    for first, count in ((0, 0), (0, 1), (1, 7), (8, 4000), (4008, 1024), (10**9, 1024)):
        sound = source.sound(first, count)
        assert sound is None or sound.shape == (2, count)


@every_kind
def test_picture_and_sound_are_read_by_two_threads_without_waiting(
    kind: AnyKind, opened: Opener
) -> None:
    source = opened(kind)
    failures: list[BaseException] = []
    slowest_s = [0.0, 0.0]

    def read(slot: int, once: Callable[[int], object]) -> None:
        try:
            for number in range(100):
                before_s = time.thread_time()
                once(number)
                slowest_s[slot] = max(slowest_s[slot], time.thread_time() - before_s)
        except BaseException as error:  # noqa: BLE001 - handed to the test's own thread
            failures.append(error)

    readers = [
        threading.Thread(target=read, args=(0, lambda n: source.picture(n / 30))),
        threading.Thread(target=read, args=(1, lambda n: source.sound(n * 1600, 1600))),
    ]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join(20)
    assert not failures
    assert max(slowest_s) < 0.15


@every_kind
def test_closing_is_quick_and_leaves_no_thread(kind: AnyKind, opened: Opener) -> None:
    before = set(threading.enumerate())
    source = opened(kind)
    source.picture(0)
    before_s = time.monotonic()
    source.close()

    assert time.monotonic() - before_s < 10
    assert set(threading.enumerate()) <= before
