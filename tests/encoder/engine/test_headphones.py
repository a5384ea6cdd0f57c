import queue
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from encoder.engine.headphones import MAX_BLOCKS, RETRY_S, Headphones, Output, list_headphones
from encoder.engine.headphonesalsa import OutputFailed
from encoder.engine.sources.base import Samples
from encoder.engine.sources.soundplatforms import SoundMachine
from encoder.errors import ErrorCode, Problem

PATIENCE_S = 30.0


class FakeOutput:
    """Keeps what it is given; blocks while it is told to, fails once it is told to."""

    def __init__(self) -> None:
        self.played: queue.Queue[float] = queue.Queue()
        self.may_go_on = threading.Event()
        self.may_go_on.set()
        self.failure: OutputFailed | None = None
        self.is_closed = threading.Event()

    def write(self, samples: Samples) -> None:
        if self.failure is not None:
            raise self.failure
        self.played.put(float(samples[0, 0]))
        self.may_go_on.wait(PATIENCE_S)

    def close(self) -> None:
        self.is_closed.set()


class Room:
    """Headphones with what they report, and the devices that can be opened."""

    def __init__(self) -> None:
        self.outputs = {"jack": FakeOutput(), "usb": FakeOutput()}
        self.problems: queue.Queue[Problem] = queue.Queue()
        self.now_s = 0.0
        self.headphones = Headphones(self.problems.put, self._open, lambda: self.now_s)

    def play(self, level: float) -> None:
        self.headphones.play(np.full((2, 8), level, np.float32))

    def heard(self, device: str = "jack") -> float:
        return self.outputs[device].played.get(timeout=PATIENCE_S)

    def _open(self, device: str) -> Output:
        if device not in self.outputs:
            raise OutputFailed("no such device")
        return self.outputs[device]


@pytest.fixture
def room() -> Iterator[Room]:
    room = Room()
    yield room
    for output in room.outputs.values():
        output.may_go_on.set()
    room.headphones.close()


def test_sound_is_played_on_the_chosen_device(room: Room) -> None:
    room.headphones.use("jack")
    room.play(0.5)
    assert room.heard() == 0.5

    room.headphones.use("usb")
    room.play(0.25)
    assert room.heard("usb") == 0.25
    assert room.outputs["jack"].is_closed.is_set()

    room.headphones.use("")
    assert room.outputs["usb"].is_closed.wait(PATIENCE_S)


def test_without_a_device_nothing_is_played_and_nothing_runs(room: Room) -> None:
    room.play(0.5)
    room.headphones.use("")

    assert not any(thread.name == "headphones" for thread in threading.enumerate())


def test_a_device_that_blocks_costs_sound_and_nothing_else(room: Room) -> None:
    room.outputs["jack"].may_go_on.clear()
    room.headphones.use("jack")
    room.play(0)
    assert room.heard() == 0

    for number in range(1, 100):
        room.play(number)
    room.outputs["jack"].may_go_on.set()

    assert [room.heard() for _ in range(MAX_BLOCKS)] == [*range(100 - MAX_BLOCKS, 100)]


def test_a_device_that_is_gone_is_told_once_and_tried_again_later(room: Room) -> None:
    gone = room.outputs.pop("jack")
    room.headphones.use("jack")
    room.play(0.1)

    problem = room.problems.get(timeout=PATIENCE_S)
    assert problem.code is ErrorCode.HEADPHONES_UNAVAILABLE
    assert problem.params == {"device": "jack", "reason": "no such device"}
    room.now_s += RETRY_S + 0.1
    room.play(0.2)
    room.outputs["jack"] = gone
    while gone.played.empty():
        room.now_s += RETRY_S + 0.1
        room.play(0.3)
        threading.Event().wait(0.01)
    assert room.problems.empty()


def test_a_device_that_fails_is_closed(room: Room) -> None:
    room.headphones.use("jack")
    room.outputs["jack"].failure = OutputFailed("input/output error")
    room.play(0.1)

    assert room.problems.get(timeout=PATIENCE_S).params["reason"] == "input/output error"
    assert room.outputs["jack"].is_closed.is_set()


def test_the_devices_to_choose_from_are_those_that_can_play(tmp_path: Path) -> None:
    (tmp_path / "cards").write_text(" 0 [USB ]: USB-Audio - Headset\n")
    (tmp_path / "pcm").write_text("00-00: USB Audio : USB Audio : playback 1 : capture 1\n")

    listed = list_headphones(SoundMachine("linux", {}, tmp_path))

    assert [each.id for each in listed] == ["default", "plughw:CARD=USB,DEV=0"]
    assert list_headphones(SoundMachine("win32")) == ()
    assert list_headphones(SoundMachine("linux", {}, tmp_path / "none")) == ()
