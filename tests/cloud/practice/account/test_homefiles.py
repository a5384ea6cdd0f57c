import stat
import sys
from pathlib import Path

import pytest

from cloud.practice.account.homefiles import (
    ADDRESSES_FILE,
    AccountMemory,
    kept_folder,
    read_addresses,
    read_memory,
    remove_addresses,
    write_addresses,
    write_memory,
)
from cloud.practice.accountmessages import AccountAddresses

ADDRESSES = AccountAddresses(pid=1, protocol=1, port=2, token="token")


def test_addresses_are_there_while_they_are_written(home: Path) -> None:
    assert read_addresses(home) is None
    write_addresses(home, ADDRESSES)
    assert read_addresses(home) == ADDRESSES
    remove_addresses(home)
    remove_addresses(home)
    assert read_addresses(home) is None


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are POSIX's")
def test_only_their_owner_reads_them(home: Path) -> None:
    write_addresses(home, ADDRESSES)

    assert stat.S_IMODE((home / ADDRESSES_FILE).stat().st_mode) == 0o600
    assert stat.S_IMODE(kept_folder(home).stat().st_mode) == 0o700


def test_the_port_is_remembered(home: Path) -> None:
    assert read_memory(home) == AccountMemory()
    write_memory(home, AccountMemory(4000))
    assert read_memory(home).port == 4000
