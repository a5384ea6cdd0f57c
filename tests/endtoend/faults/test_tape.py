"""The tape: what it reads out of a recording that grows."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.endtoend.faults.tape import Tape

HEADER = b"FLV\1\5\0\0\0\x09" + bytes(4)


def tag(at_ms: int, *, is_keyframe: bool = False, is_sound: bool = False) -> bytes:
    """Return one message as the server writes it."""
    body = bytes([0xAF, 1, 0]) if is_sound else bytes([0x17 if is_keyframe else 0x27, 1, 0, 0])
    kind = 8 if is_sound else 9
    time_stamp = (at_ms & 0xFFFFFF).to_bytes(3, "big") + bytes([at_ms >> 24])
    header = bytes([kind]) + len(body).to_bytes(3, "big") + time_stamp + bytes(3)
    return header + body + (11 + len(body)).to_bytes(4, "big")


@pytest.fixture
def recording(home: Path) -> Path:
    """A recording that has just begun."""
    file = home / "one.flv"
    file.write_bytes(HEADER)
    return file


@pytest.fixture
def tape(recording: Path) -> Iterator[Tape]:
    """Follows every recording beside that one."""
    with Tape(lambda: sorted(recording.parent.glob("*.flv")), 0.001) as running:
        yield running


def grow(file: Path, *pieces: bytes) -> None:
    """Append to a recording, in one go."""
    with file.open("ab") as out:
        out.write(b"".join(pieces))


def test_pictures_are_told_from_sound_and_keyframes_from_others(
    recording: Path, tape: Tape
) -> None:
    grow(recording, tag(0, is_keyframe=True), tag(10, is_sound=True), tag(33), tag(0x1000021))
    tape.wait_for_total(3)

    found = [(picture.at_ms, picture.is_keyframe) for picture in tape.pictures]
    assert found == [(0, True), (33, False), (0x1000021, False)]


def test_half_a_message_waits_for_its_other_half(recording: Path, tape: Tape) -> None:
    whole = tag(0, is_keyframe=True) + tag(33)
    grow(recording, whole[:30])
    tape.wait_for_total(1)
    grow(recording, whole[30:])
    tape.wait_for_total(2)

    assert [picture.at_ms for picture in tape.pictures] == [0, 33]


def test_every_recording_is_a_session(recording: Path, tape: Tape) -> None:
    grow(recording, tag(0, is_keyframe=True))
    since_s = time.monotonic()
    tape.wait_for_total(1)
    (recording.parent / "two.flv").write_bytes(HEADER + tag(0, is_keyframe=True))
    again = tape.keyframe_since(since_s, session=2)

    assert again.session == 2
    assert tape.sessions == 2
    assert tape.files == [recording, recording.parent / "two.flv"]
