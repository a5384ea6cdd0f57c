import os
import stat
import sys
from pathlib import Path

import pytest

from cloud.practice.homefolder import (
    ADDRESSES_FILE,
    MEMORY_FILE,
    Memory,
    read_addresses,
    read_memory,
    remove_addresses,
    write_addresses,
    write_memory,
)
from cloud.practice.messages import PROTOCOL_VERSION, Addresses

ADDRESSES = Addresses(1, PROTOCOL_VERSION, 1935, 8080, 8081, "token")


def test_what_is_written_is_read_again(home: Path) -> None:
    write_addresses(home, ADDRESSES)
    write_memory(home, Memory(keys={"studio": "practice-studio-1"}))

    assert read_addresses(home) == ADDRESSES
    assert read_memory(home).keys == {"studio": "practice-studio-1"}
    assert sorted(os.listdir(home)) == sorted(["run", ADDRESSES_FILE, MEMORY_FILE])


def test_addresses_are_gone_with_their_process(home: Path) -> None:
    write_addresses(home, ADDRESSES)
    remove_addresses(home)
    remove_addresses(home)

    assert read_addresses(home) is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_nobody_else_can_read_token_and_keys(home: Path) -> None:
    write_addresses(home, ADDRESSES)
    write_memory(home, Memory())

    for name in (ADDRESSES_FILE, MEMORY_FILE):
        assert stat.S_IMODE((home / name).stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [b"", b"{", b'{"keys": 3}', b"\xff"])
def test_a_file_that_makes_no_sense_counts_as_missing(home: Path, content: bytes) -> None:
    (home / ADDRESSES_FILE).write_bytes(content)
    (home / MEMORY_FILE).write_bytes(content)

    assert read_addresses(home) is None
    assert read_memory(home) == Memory()


def test_a_failed_write_leaves_the_old_file_and_no_other(home: Path) -> None:
    write_memory(home, Memory(rtmp_port=1))
    (home / ADDRESSES_FILE).mkdir()  # nothing can take the place of a folder

    with pytest.raises(OSError, match="directory"):
        write_addresses(home, ADDRESSES)
    assert sorted(os.listdir(home)) == sorted(["run", ADDRESSES_FILE, MEMORY_FILE])
