import queue
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import msgspec

from encoder import wire
from encoder.engine.catalogue import CatalogueWatch, describe, device_fingerprint, list_catalogue
from encoder.engine.encoders import X264
from encoder.engine.headphones import list_headphones
from encoder.engine.provenencoders import ProvenEncoders
from encoder.engine.sources import source_kinds
from encoder.engine.sources.base import SourceKind
from encoder.engine.sources.silence import SilenceOptions, open_silence
from encoder.errors import ErrorCode, Problem
from encoder.messages import Device, SourceKindInfo


def listed(kind: str) -> SourceKindInfo:
    return next(info for info in list_catalogue().sources if info.kind == kind)


def option(kind: str, name: str) -> dict[str, object]:
    properties = msgspec.convert(
        listed(kind).schema["properties"], dict[str, dict[str, object]], strict=True
    )
    return properties[name]


def test_every_kind_is_listed_in_the_order_to_offer_them() -> None:
    kinds = [info.kind for info in list_catalogue().sources]

    assert kinds == [kind.kind for kind in source_kinds()]
    assert kinds[:2] == ["screen", "camera"]


def test_a_kind_says_whether_it_is_seen_or_heard() -> None:
    sources = list_catalogue().sources
    seen_and_heard = {info.kind: (info.has_video, info.has_audio) for info in sources}

    assert (
        seen_and_heard
        | {
            "screen": (True, False),
            "pattern": (True, True),
            "mediafile": (True, True),
            "tone": (False, True),
            "silence": (False, True),
            "camera": (True, False),
            "image": (True, False),
            "text": (True, False),
            "colour": (True, False),
        }
        == seen_and_heard
    )


def test_a_form_is_told_units_files_and_devices() -> None:
    assert option("tone", "frequency_hz")["x-unit"] == "Hz"
    assert option("mediafile", "path")["x-file"] == "media"
    assert option("image", "path")["x-file"] == "image"
    assert option("screen", "display")["x-choices"] == "devices"
    assert option("camera", "device")["x-choices"] == "devices"
    assert option("text", "colour")["x-colour"] is True
    assert option("pattern", "motion")["enum"] == ["still", "moving", "busy"]
    limits = option("screen", "width")
    assert (limits["minimum"], limits["maximum"], limits["x-unit"]) == (0, 32_767, "px")


def test_devices_and_obstacles_are_passed_on() -> None:
    device, problem = Device("1", "One"), Problem(ErrorCode.DISPLAY_MISSING)
    kind = SourceKind(
        kind="trial",
        title="Trial",
        options=SilenceOptions,
        open=open_silence,
        list_devices=lambda: (device,),
        problem=lambda: problem,
    )

    info = describe(kind)
    assert (info.devices, info.problem) == ((device,), problem)


def test_the_catalogue_crosses_the_wire_unchanged() -> None:
    event = list_catalogue()

    assert wire.decode_event(wire.encode(event)) == event


def test_encoders_are_listed_and_x264_is_there_at_once() -> None:
    encoders = list_catalogue(ProvenEncoders()).encoders

    assert [(encoder.name, encoder.problem) for encoder in encoders] == [("libx264", None)]


def test_headphones_are_listed_as_they_are_found() -> None:
    assert list_catalogue().headphones == list_headphones()


class Devices:
    """What the fingerprint shall be; tells when it was looked at."""

    def __init__(self) -> None:
        self.names = frozenset({"video0"})
        self.looks = threading.Semaphore(0)

    def __call__(self) -> frozenset[str]:
        names = self.names
        self.looks.release()
        return names

    def wait_for_looks(self, count: int) -> None:
        for _ in range(count):
            assert self.looks.acquire(timeout=30)


@contextmanager
def watched(
    devices: Devices, encoders: ProvenEncoders | None = None
) -> Iterator["queue.SimpleQueue[str]"]:
    news: queue.SimpleQueue[str] = queue.SimpleQueue()
    nothing_to_try = ProvenEncoders((X264,))
    watch = CatalogueWatch(
        lambda: news.put(threading.current_thread().name),
        devices,
        0.005,
        encoders or nothing_to_try,
    )
    try:
        yield news
    finally:
        watch.close()


def test_a_device_that_comes_or_goes_is_told() -> None:
    devices = Devices()
    with watched(devices) as news:
        devices.wait_for_looks(1)
        devices.names = frozenset({"video0", "video2"})
        assert news.get(timeout=30) == "engine-devices"
        devices.names = frozenset()
        news.get(timeout=30)


def test_as_long_as_nothing_changes_nothing_is_told() -> None:
    devices = Devices()
    with watched(devices) as news:
        devices.wait_for_looks(5)

    assert news.empty()


def test_the_encoders_are_tried_first_and_then_told() -> None:
    script = 'print(\'["libx264rgb", "no device"]\')'
    other = replace(X264, name="libx264rgb", is_hardware=True)
    encoders = ProvenEncoders((X264, other), lambda names: [sys.executable, "-c", script])
    with watched(Devices(), encoders) as news:
        news.get(timeout=30)

        assert [encoder.name for encoder in list_catalogue(encoders).encoders] == [
            "libx264",
            "libx264rgb",
        ]


def test_closing_ends_a_trial_that_hangs() -> None:
    script = "import threading; threading.Event().wait()"
    other = replace(X264, name="libx264rgb", is_hardware=True)
    encoders = ProvenEncoders((X264, other), lambda names: [sys.executable, "-c", script])
    with watched(Devices(), encoders) as news:
        pass

    assert news.empty()


def test_the_fingerprint_differs_for_each_device_that_is_added(tmp_path: Path) -> None:
    seen = [device_fingerprint(tmp_path)]
    for folder in ("sys/class/video4linux", "dev", "proc/asound", "tmp/.X11-unix"):
        (tmp_path / folder).mkdir(parents=True)
    for name in ("sys/class/video4linux/video0", "dev/video0", "tmp/.X11-unix/X1"):
        (tmp_path / name).touch()
        seen.append(device_fingerprint(tmp_path))
    for cards in ("--- no soundcards ---", " 0 [Webcam ]: USB-Audio"):
        (tmp_path / "proc/asound/cards").write_text(cards)
        seen.append(device_fingerprint(tmp_path))
    (tmp_path / "dev/null").touch()

    assert len(set(seen)) == len(seen)
    assert device_fingerprint(tmp_path) == seen[-1]


def test_this_machine_has_a_fingerprint() -> None:
    assert device_fingerprint() == device_fingerprint()
