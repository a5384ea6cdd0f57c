"""Keeps every call that changed the account, as lines of JSON, so that a restart can repeat them.

Large bodies (code, wheels) are kept beside it, each once. No credentials are written, and no value
that a template or a service calls secret. A line that was torn by a crash is the end of the file.
"""

import base64
import errno
import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from cloud.practice.account.calls import Call
from cloud.practice.account.homefiles import BODIES_FOLDER, JOURNAL_FILE

FORMAT = 1
CONTROL = "CONTROL"
"""In place of a method: a control call, by its name as the path."""
LARGEST_INLINE_BYTES = 64 * 1024
LEFT_OUT = frozenset(
    {
        "accept-encoding",
        "amz-sdk-invocation-id",
        "amz-sdk-request",
        "authorization",
        "connection",
        "content-length",
        "expect",
        "host",
        "transfer-encoding",
        "user-agent",
        "x-amz-date",
        "x-amz-security-token",
    }
)


class KeptBody(Struct, frozen=True, omit_defaults=True):
    """The body of a call, in one of three forms."""

    text: str = ""
    base64: str = ""
    """Where it is no text."""
    sha256: str = ""
    """The file beside the journal, where it is large."""


class Entry(Struct, frozen=True, omit_defaults=True):
    """One call that changed something, or, without a method, the clock that was put forward."""

    at_s: float
    """By the account's clock, since 1970."""
    seed: int = 0
    """Of the random numbers from which its ids are made."""
    method: str = ""
    path: str = ""
    query: str = ""
    headers: dict[str, str] = {}
    service: str = ""
    region: str = ""
    operation: str = ""
    body: KeptBody = KeptBody()
    advance_s: float = 0.0


class _Head(Struct, frozen=True):
    format: int


class UnreadableJournal(Exception):
    """The journal can't be repeated; the text says why."""


class Journal:
    """The file of one account. Whoever writes holds the lock of the account."""

    def __init__(self, folder: Path) -> None:
        """`folder`: exists, and belongs to the account alone."""
        self._folder = folder
        self._path = folder / JOURNAL_FILE
        self._file: int | None = None
        self.count = 0
        """How many calls are in it."""

    def entries(self) -> list[Entry]:
        """Return everything in it; raises UnreadableJournal."""
        try:
            lines = self._path.read_bytes().splitlines(keepends=True)
        except FileNotFoundError:
            return []
        except OSError as error:
            raise UnreadableJournal(error.strerror or type(error).__name__) from error
        if lines and not lines[-1].endswith(b"\n"):
            lines.pop()  # torn
        try:
            if lines and msgspec.json.decode(lines[0], type=_Head).format != FORMAT:
                raise UnreadableJournal("it was written by another version")
            decoder = msgspec.json.Decoder(Entry)
            return [decoder.decode(line) for line in lines[1:]]
        except msgspec.DecodeError as error:
            raise UnreadableJournal(str(error)) from error

    def rewrite(self, entries: Iterable[Entry]) -> None:
        """Put these in place of all there are, and go on behind them; raises OSError."""
        self.close()
        kept = list(entries)
        beside = self._path.with_suffix(".new")
        encoder = msgspec.json.Encoder()
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            for line in (_Head(FORMAT), *kept):
                file.write(encoder.encode(line) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self._path)
        self._file = os.open(self._path, os.O_WRONLY | os.O_APPEND)
        self.count = len(kept)
        self._sweep({each.body.sha256 for each in kept})

    def append(self, entry: Entry) -> None:
        """Write one; it survives this process from now on. Raises OSError."""
        if self._file is None:
            self.rewrite([])
        assert self._file is not None
        line = msgspec.json.encode(entry) + b"\n"
        before = os.fstat(self._file).st_size
        if os.write(self._file, line) < len(line):
            # The disk is full. Half a line would make everything behind it unreadable.
            os.ftruncate(self._file, before)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self.count += 1

    def keep_body(self, body: bytes) -> KeptBody:
        """Return what an entry says of a body, after laying a large one aside; raises OSError."""
        if len(body) > LARGEST_INLINE_BYTES:
            name = hashlib.sha256(body).hexdigest()
            folder = self._folder / BODIES_FOLDER
            folder.mkdir(mode=0o700, exist_ok=True)
            if not (folder / name).exists():
                beside = folder / f"{name}.new"
                beside.write_bytes(body)
                beside.chmod(0o600)
                beside.replace(folder / name)
            return KeptBody(sha256=name)
        try:
            return KeptBody(text=body.decode())
        except UnicodeDecodeError:
            return KeptBody(base64=base64.b64encode(body).decode())

    def body_of(self, entry: Entry) -> bytes:
        """Return an entry's body; raises UnreadableJournal."""
        kept = entry.body
        if kept.sha256:
            try:
                return (self._folder / BODIES_FOLDER / kept.sha256).read_bytes()
            except OSError as error:
                raise UnreadableJournal("the body of a call is gone") from error
        return base64.b64decode(kept.base64) if kept.base64 else kept.text.encode()

    def set_aside(self) -> Path | None:
        """Take it out of the way; return where it is now, None when there was none."""
        self.close()
        aside = self._path.with_name(f"{self._path.name}.unreadable")
        try:
            self._path.replace(aside)
        except FileNotFoundError:
            return None
        return aside

    def close(self) -> None:
        """Close the file; the next entry opens it again."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _sweep(self, wanted: set[str]) -> None:
        for file in self._bodies():
            if file.name not in wanted:
                file.unlink(missing_ok=True)

    def _bodies(self) -> Iterator[Path]:
        folder = self._folder / BODIES_FOLDER
        if folder.is_dir():
            yield from list(folder.iterdir())


def new_seed() -> int:
    """Return random bits from which one call's ids are made."""
    return secrets.randbits(63)


def entry_of(journal: Journal, call: Call, body: bytes, at_s: float, seed: int) -> Entry:
    """Return the entry of a call; `body`: without secrets."""
    return Entry(
        at_s=at_s,
        seed=seed,
        method=call.method,
        path=call.path,
        query=call.query,
        headers={name: value for name, value in call.headers.items() if name not in LEFT_OUT},
        service=call.service,
        region=call.region,
        operation=call.operation,
        body=journal.keep_body(body),
    )
