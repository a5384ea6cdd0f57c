"""Puts what support needs to see into one zip: logs, crashes, settings, versions, recent health.

Nothing goes in as it is: each text passes the filter that the logs pass, and files that may hold
keys or addresses with keys (those of running processes) are not read at all.
"""

import json
import os
import platform
import time
import zipfile
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec
import psutil

from desktop.logs import Redaction
from desktop.store.healthhistory import recent, recent_events
from desktop.store.paths import DataFolder

MAX_FILE_BYTES = 2_000_000
"""Of each log the end counts."""
HEALTH_S = 3600.0
LIBRARIES = ("livedesk", "PySide6-Essentials", "av", "msgspec", "numpy", "keyring", "pyqtgraph")


def write_bundle(
    file: Path,
    folder: DataFolder,
    redaction: Redaction,
    known: Mapping[str, object] | None = None,
) -> None:
    """Write the zip, or leave what was there; raises OSError. Blocks: for a worker thread.

    `known`: what only a running window knows, such as the catalogue, by the name of its file.
    """
    beside = file.with_name(f".{file.name}.{os.getpid()}.new")
    try:
        with zipfile.ZipFile(beside, "x", zipfile.ZIP_DEFLATED) as bundle:
            for name, text in _texts(folder, known or {}):
                bundle.writestr(name, _without_home(redaction.redact(text)))
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)


def _texts(folder: DataFolder, known: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield name and text of each file of the bundle."""
    yield "about.json", _json(_about())
    for place in (folder.logs, folder.engine, folder.practice):
        for path in sorted(place.glob("*.log*")):
            if path.is_file():
                yield f"{place.name}/{path.name}", _end_of(path)
    if folder.settings_file.is_file():
        yield "settings.json", _end_of(folder.settings_file)
    since_utc_s = time.time() - HEALTH_S
    record = folder.health_record
    yield "health.json", _json(recent(record, since_utc_s))
    yield "events.json", _json(recent_events(record, since_utc_s))
    for name, content in known.items():
        yield f"{name}.json", _json(content)


def _about() -> dict[str, object]:
    versions: dict[str, str | None] = {}
    for name in LIBRARIES:
        try:
            versions[name] = version(name)
        except PackageNotFoundError:
            versions[name] = None
    session = ("XDG_SESSION_TYPE", "XDG_CURRENT_DESKTOP", "LANG")
    return {
        "written_utc": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "versions": versions,
        "python": platform.python_version(),
        "system": platform.platform(),
        "machine": platform.machine(),
        "cores": psutil.cpu_count(),
        "memory_bytes": psutil.virtual_memory().total,
        "session": {name: os.environ[name] for name in session if name in os.environ},
    }


def _json(content: object) -> str:
    raw = msgspec.json.encode(content)
    return json.dumps(json.loads(raw), indent=1, ensure_ascii=False) + "\n"


def _end_of(path: Path) -> str:
    """Return the newest MAX_FILE_BYTES, from a line's beginning where something was left out."""
    try:
        with path.open("rb") as file:
            left_out = max(0, os.fstat(file.fileno()).st_size - MAX_FILE_BYTES)
            file.seek(left_out)
            content = file.read(MAX_FILE_BYTES)
    except OSError as error:
        return f"(can't be read: {error.strerror})\n"
    if left_out:
        content = content.partition(b"\n")[2]
    return content.decode("utf-8", "replace")


def _without_home(text: str) -> str:
    """Leave out the user's name where it stands in paths."""
    home = str(Path.home())
    return text.replace(home, "~") if len(home) > 1 else text
