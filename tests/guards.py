"""What a test must not do or leave behind, each with the sentence that says what to do instead.

`tests/conftest.py` puts one `Guards` around every test. A look before and after costs well under
a millisecond; only when something is left does it wait a moment for it to end by itself.
"""

import logging
import multiprocessing.resource_tracker
import os
import re
import socket
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

GRACE_S = 10.0
LOOK_S = 0.02
LOOPBACK_NAMES = ("localhost", "::1", "ip6-localhost", "")
SHARED_MEMORY = Path("/dev/shm")
# Processes inherit it, so that one started by another is known as ours even when it is detached.
RUN_MARK = f"LIVEDESK_TEST_RUN={uuid.uuid4().hex}"

_ADDRESSED = ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg")
_NAMED = ("socket.getaddrinfo", "socket.gethostbyname")


class LeftLoopback(RuntimeError):
    """A test tried to reach another machine. Not an OSError, so that no retry swallows it."""


class LoopbackWall:
    """Refuses every Python socket call that is not for this machine's loopback addresses.

    An audit hook sees sockets of every library and cannot be bypassed by importing one early.
    It does not see the sockets of C libraries (FFmpeg, Qt).
    """

    def __init__(self) -> None:
        self.refused: list[str] = []

    def install(self) -> None:
        """Put the wall up for the rest of this process; an audit hook can't be taken away."""
        sys.addaudithook(self._look)

    def _look(self, event: str, args: tuple[Any, ...]) -> None:
        if event in _ADDRESSED:
            address = args[1]
            if isinstance(address, tuple) and address and isinstance(address[0], str):
                # "" binds to every address; as a name to look up it means loopback.
                self._check(event, address[0] or "0.0.0.0", address[1])
        elif event in _NAMED:
            host = args[0].decode() if isinstance(args[0], bytes) else args[0] or ""
            if host.endswith(".invalid"):  # RFC 6761: no such name; answered without asking
                raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
            if not re.fullmatch(r"[\d.]+|[\da-fA-F:]*:[\da-fA-F:.]*", host):
                self._check(event, host, args[1] if len(args) > 1 else "")

    def _check(self, event: str, host: str, port: object) -> None:
        if host in LOOPBACK_NAMES or re.fullmatch(r"127(\.\d+){1,3}", host):
            return
        wish = f"{event.removeprefix('socket.')} {host}:{port}"
        self.refused.append(wish)
        raise LeftLoopback(f"tests reach only loopback (127.0.0.1, ::1), but this asked: {wish}")


class LogWatch(logging.Handler):
    """Collects warnings and errors; those that no `expect` announced fail the test."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.seen: list[logging.LogRecord] = []
        self.expected: list[tuple[str, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.append(record)

    def expect(self, level: str, pattern: str) -> None:
        """Announce records of `level` whose text matches `pattern`; at least one must come."""
        self.expected.append((level, pattern))

    def complaints(self) -> Iterator[str]:
        """Yield a sentence for every surprise and for every announced record that never came."""
        met = set()
        for record in self.seen:
            matching = {
                (level, pattern)
                for level, pattern in self.expected
                if level == record.levelname and re.search(pattern, record.getMessage())
            }
            met |= matching
            if not matching:
                yield (
                    f"an unexpected log record: {record.levelname} {record.name}: "
                    f"{record.getMessage()!r} (a record the test means to cause is announced with "
                    f"expected_log({record.levelname!r}, 'pattern'))"
                )
        for level, pattern in self.expected:
            if (level, pattern) not in met:
                yield f"the announced log record never came: {level} matching {pattern!r}"


@dataclass
class Guards:
    """One look at threads, processes, shared memory, sockets and logs around one test."""

    wall: LoopbackWall
    log: LogWatch = field(default_factory=LogWatch)
    _threads: set[threading.Thread] = field(default_factory=set)
    _pids: set[int] = field(default_factory=set)
    _blocks: set[str] = field(default_factory=set)

    def before(self) -> None:
        """Remember what is there already: the test answers only for what comes after."""
        self._threads = set(threading.enumerate())
        self._pids = set(psutil.pids())
        self._blocks = _shared_memory()
        self.wall.refused.clear()
        logging.getLogger().addHandler(self.log)

    def after(self) -> list[str]:
        """Return one sentence for each thing that is wrong; end the processes that are left."""
        logging.getLogger().removeHandler(self.log)
        complaints = [f"a try to leave loopback: {wish}" for wish in self.wall.refused]
        complaints += self.log.complaints()
        complaints += self._processes_left()
        complaints += self._threads_left()
        complaints += self._blocks_left()
        return complaints

    def _threads_left(self) -> Iterator[str]:
        deadline = time.monotonic() + GRACE_S
        for thread in threading.enumerate():
            # Python's stand-in for a foreign thread (Qt's, for one) stays listed after its end.
            if thread in self._threads or isinstance(thread, threading._DummyThread):
                continue
            thread.join(max(0.0, deadline - time.monotonic()))
            if thread.is_alive():
                yield f"a thread is left running: {thread.name!r} (its owner's close() joins it)"

    def _processes_left(self) -> Iterator[str]:
        left = [process for pid in psutil.pids() if (process := self._ours(pid))]
        alive = self._still_there(left)
        for process in alive:
            # Named only now: a process that was just forked is still called like its parent.
            yield f"a process is left running: {_command_line(process)} (stop and wait for it)"
            process.kill()
        self._still_there(alive)

    def _still_there(self, processes: list[psutil.Process]) -> list[psutil.Process]:
        """Wait until they have ended; return those that have not."""
        deadline = time.monotonic() + GRACE_S
        while processes and time.monotonic() < deadline:
            psutil.wait_procs(processes, timeout=LOOK_S)
            # One that has ended stays listed until its parent looks; some inits look rarely.
            processes = [process for process in processes if self._ours(process.pid)]
        return processes

    def _ours(self, pid: int) -> psutil.Process | None:
        # multiprocessing keeps one tracker process for as long as Python runs.
        tracker = multiprocessing.resource_tracker._resource_tracker._pid  # type: ignore[attr-defined]
        if pid in self._pids or pid == tracker:
            return None
        try:
            process = psutil.Process(pid)
            name, _, value = RUN_MARK.partition("=")
            ours = process.ppid() == os.getpid() or process.environ().get(name) == value
            return process if ours and process.status() != psutil.STATUS_ZOMBIE else None
        except psutil.Error:  # it ended while we looked, or belongs to somebody else
            return None

    def _blocks_left(self) -> Iterator[str]:
        for name in sorted(_shared_memory() - self._blocks):
            if _is_ours(SHARED_MEMORY / name):
                yield f"a shared-memory block is left: {name} (its creator calls unlink())"
                (SHARED_MEMORY / name).unlink(missing_ok=True)


def _shared_memory() -> set[str]:
    try:
        return set(os.listdir(SHARED_MEMORY))
    except OSError:  # only Linux shows its blocks as files
        return set()


def _is_ours(block: Path) -> bool:
    """Tell whether nobody else uses the block: another program may have made one meanwhile."""
    users = set()
    for process in psutil.process_iter():
        try:
            if any(mapped.path == str(block) for mapped in process.memory_maps()):
                users.add(process.pid)
        except (psutil.Error, OSError):
            continue
    return block.exists() and users <= {os.getpid()}


def _command_line(process: psutil.Process) -> str:
    try:
        return f"{process.pid} {' '.join(process.cmdline())[:200]}"
    except psutil.Error:
        return str(process.pid)
