"""The files a practice cloud keeps in its home folder, readable by their owner only.

`practice.json` says where the running one listens and is there only while it runs;
`practice-channels.json` keeps ports and keys, so that a publisher finds them again after a restart.
"""

import contextlib
import os
import tempfile
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from cloud.practice.messages import Addresses

ADDRESSES_FILE = "practice.json"
MEMORY_FILE = "practice-channels.json"
LOCK_FILE = "practice.lock"
LOG_FILE = "practice.log"
MEDIA_FOLDER = "practice-media"

_Kind = TypeVar("_Kind", bound=Struct)


class Memory(Struct, frozen=True):
    """What outlives the process: the ports of last time (0 = any) and the key of each channel."""

    rtmp_port: int = 0
    http_port: int = 0
    control_port: int = 0
    keys: dict[str, str] = {}


def read_addresses(home: Path) -> Addresses | None:
    """Return where a practice cloud says it listens, or None; it may be gone all the same."""
    return read_struct(home / ADDRESSES_FILE, Addresses)


def write_addresses(home: Path, addresses: Addresses) -> None:
    """Let clients find this practice cloud; raises OSError."""
    write_struct(home / ADDRESSES_FILE, addresses)


def remove_addresses(home: Path) -> None:
    """Take the file away again; it may be gone already."""
    with contextlib.suppress(OSError):
        (home / ADDRESSES_FILE).unlink()


def read_memory(home: Path) -> Memory:
    """Return what was kept; the defaults when there is nothing, or nothing readable."""
    return read_struct(home / MEMORY_FILE, Memory) or Memory()


def write_memory(home: Path, memory: Memory) -> None:
    """Keep ports and keys; raises OSError."""
    write_struct(home / MEMORY_FILE, memory)


def read_struct(path: Path, kind: type[_Kind]) -> _Kind | None:
    """Return what is in a JSON file, or None when there is nothing readable."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except (OSError, msgspec.DecodeError):
        return None


def write_struct(path: Path, value: Struct) -> None:
    """Write beside, fsync, replace: a reader sees the old file or the new one, whole."""
    number, beside = tempfile.mkstemp(prefix=f"{path.name}.", dir=path.parent)  # with mode 0600
    try:
        with os.fdopen(number, "wb") as file:
            file.write(msgspec.json.encode(value))
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
