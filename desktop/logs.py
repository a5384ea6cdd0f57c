"""Log files without secrets: whatever looks like a stream key is masked before it is written."""

import logging
import logging.handlers
import re
import threading
from pathlib import Path

MAX_BYTES = 1_000_000
KEPT_FILES = 3
MASK = "***"
LEAST_SECRET_LENGTH = 4
"""Shorter ones are in every other word."""

_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    # Everything behind the application of an ingest address: the stream's name is the key.
    (re.compile(r"(rtmps?://[^\s/\"'<>]+/[^\s/?\"'<>]+)[/?][^\s\"'<>]+", re.I), rf"\1/{MASK}"),
    # Keys of Amazon IVS: sk_<region>_<id>_<secret>.
    (re.compile(r"\bsk_[a-z]{2}(?:-[a-z]+)+-\d_\w+"), MASK),
    # AWS access key ids (IAM user guide, "Unique identifiers").
    (re.compile(r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b"), MASK),
    # Keys of Twitch and others: live_<user>_<secret>.
    (re.compile(r"\blive_\d+_\w+"), MASK),
    # Entries to a chat: JSON Web Tokens (RFC 7519), whose first two parts begin with `{"`.
    (re.compile(r"\beyJ[\w-]+\.eyJ[\w-]+(?:\.[\w-]*)?"), MASK),
    # What says of itself that it is one, in JSON, in a query or in an address.
    (
        re.compile(
            r"((?:stream[ _-]?key|passw(?:or)?d|token|secret|authorization)"
            r"\\?[\"']?\s*[:=]\s*\\?[\"']?)"
            r"(?:(?:Bearer|Basic)\s+)?[^\s\\\"'&,;}]+",
            re.I,
        ),
        rf"\1{MASK}",
    ),
    (re.compile(r"(\b[a-z][a-z0-9+.-]{0,20}://)[^\s/@\"']+:[^\s/@\"']+@", re.I), rf"\1{MASK}@"),
)


class Redaction:
    """Masks registered secrets, and what looks like one. Any thread."""

    def __init__(self) -> None:
        self._secrets: frozenset[str] = frozenset()
        self._lock = threading.Lock()

    def register(self, secret: str) -> None:
        """Mask `secret` wherever it appears from now on."""
        if len(secret) >= LEAST_SECRET_LENGTH:
            with self._lock:
                self._secrets |= {secret}

    def redact(self, text: str) -> str:
        """Return `text` fit to be written down."""
        for secret in self._secrets:
            text = text.replace(secret, MASK)
        for pattern, replacement in _PATTERNS:
            text = pattern.sub(replacement, text)
        return text


class RedactingFormatter(logging.Formatter):
    """Formats whole records, exceptions included, and then masks."""

    def __init__(self, redaction: Redaction) -> None:
        super().__init__("%(asctime)s.%(msecs)03d %(levelname)s %(name)s: %(message)s")
        self.datefmt = "%Y-%m-%dT%H:%M:%S"
        self._redaction = redaction

    def format(self, record: logging.LogRecord) -> str:
        return self._redaction.redact(super().format(record))


class LogFiles:
    """Writes every log record of this process to `folder` until `close()`."""

    def __init__(self, folder: Path, redaction: Redaction) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.file = folder / "window.log"
        self._handler = logging.handlers.RotatingFileHandler(
            self.file, maxBytes=MAX_BYTES, backupCount=KEPT_FILES, encoding="utf-8", delay=True
        )
        self._handler.setFormatter(RedactingFormatter(redaction))
        root = logging.getLogger()
        self._level_before = root.level
        root.addHandler(self._handler)
        root.setLevel(logging.INFO)

    def close(self) -> None:
        """Stop writing."""
        root = logging.getLogger()
        root.removeHandler(self._handler)
        root.setLevel(self._level_before)
        self._handler.close()
