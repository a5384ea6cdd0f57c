"""The files of a practice account in its home folder; only their owner reads them.

`account.json` says where the running one listens and is there only while it runs; the folder
`account` keeps what outlives it.
"""

from pathlib import Path

from msgspec import Struct

from cloud.practice.accountmessages import AccountAddresses
from cloud.practice.homefolder import read_struct, write_struct

ADDRESSES_FILE = "account.json"
LOCK_FILE = "account.lock"
LOG_FILE = "account.log"
KEPT_FOLDER = "account"
MEMORY_FILE = "port.json"
JOURNAL_FILE = "journal.jsonl"
BODIES_FOLDER = "bodies"


class AccountMemory(Struct, frozen=True):
    """The port of last time: stack outputs and queue addresses name it."""

    port: int = 0


def read_addresses(home: Path) -> AccountAddresses | None:
    """Return where an account says it listens, or None; it may be gone all the same."""
    return read_struct(home / ADDRESSES_FILE, AccountAddresses)


def write_addresses(home: Path, addresses: AccountAddresses) -> None:
    """Let clients find this account; raises OSError."""
    write_struct(home / ADDRESSES_FILE, addresses)


def remove_addresses(home: Path) -> None:
    """Take the file away again; it may be gone already."""
    (home / ADDRESSES_FILE).unlink(missing_ok=True)


def kept_folder(home: Path) -> Path:
    """Return the folder of what outlives the process, after making it; raises OSError."""
    folder = home / KEPT_FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def read_memory(home: Path) -> AccountMemory:
    """Return what was kept; the defaults when there is nothing readable."""
    return read_struct(home / KEPT_FOLDER / MEMORY_FILE, AccountMemory) or AccountMemory()


def write_memory(home: Path, memory: AccountMemory) -> None:
    """Keep the port; raises OSError."""
    write_struct(kept_folder(home) / MEMORY_FILE, memory)
