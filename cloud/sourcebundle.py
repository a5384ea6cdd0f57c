"""Packs some of our own modules, and all of ours that they import, into bytes that never differ.

Works on a checkout and on an installed package; needs neither network nor build tools.
"""

import ast
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import cloud

OURS = ("chatclient", "cloud", "encoder")
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a ZIP can hold."""
_READABLE = 0o644 << 16


def source_root() -> Path:
    """Return the folder in which our packages lie."""
    return Path(cloud.__file__).resolve().parent.parent


def package_files(root: Path, package: str) -> dict[str, bytes]:
    """Return a package's modules and all of ours that they import: path -> content."""
    folder = root.joinpath(*package.split("."))
    waiting = sorted(folder.rglob("*.py"))
    found: dict[str, bytes] = {}
    while waiting:
        path = waiting.pop()
        where = path.relative_to(root).as_posix()
        if where in found or not path.is_file():
            continue
        found[where] = path.read_bytes()
        waiting += _parents(root, path)
        for name in _imported(found[where]):
            waiting += _files_of(root, name)
    return dict(sorted(found.items()))


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return a ZIP of these files; the same files give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, date_time=_EPOCH)
            entry.external_attr = _READABLE
            entry.create_system = 3  # the same on Windows
            # Not compressed: what deflate makes of it depends on the version of zlib.
            entry.compress_type = zipfile.ZIP_STORED
            archive.writestr(entry, files[name])
    return buffer.getvalue()


def _parents(root: Path, path: Path) -> Iterator[Path]:
    for folder in path.parents:
        if folder == root:
            return
        yield folder / "__init__.py"


def _imported(source: bytes) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from _of_ours(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from _of_ours([node.module])
            # `from package import module`: names that are no modules are no files either.
            yield from _of_ours(f"{node.module}.{alias.name}" for alias in node.names)


def _of_ours(names: Iterable[str]) -> Iterator[str]:
    return (name for name in names if name.partition(".")[0] in OURS)


def _files_of(root: Path, name: str) -> Iterator[Path]:
    base = root.joinpath(*name.split("."))
    yield base.with_suffix(".py")
    yield base / "__init__.py"
