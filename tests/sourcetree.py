"""The project's own files as the walls see them: read and parsed, never run."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = ("chatclient", "cloud", "desktop", "encoder", "resources")


@dataclass(frozen=True, eq=False)
class Module:
    """One Python file: its dotted name, where it is and its syntax tree."""

    name: str
    path: Path
    tree: ast.Module

    @property
    def where(self) -> str:
        """Its path from the root of the project, as messages show it."""
        return self.path.relative_to(ROOT).as_posix()

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """Everything in its tree; many rules look at all of it."""
        return list(ast.walk(self.tree))

    @cache  # noqa: B019 - modules are kept for the whole run
    def imports(self) -> list[tuple[str, int]]:
        """Return every module this one imports, wherever in the file it does so, with the line.

        `from encoder import errors` counts as `encoder.errors` when that is a module of ours.
        """
        return list(dict.fromkeys(self._imports()))

    def _imports(self) -> Iterator[tuple[str, int]]:
        for node in self.nodes:
            if isinstance(node, ast.Import):
                yield from ((alias.name, node.lineno) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                parent = "." * node.level + (node.module or "")
                for alias in node.names:
                    child = f"{parent}.{alias.name}"
                    yield (child if child in _our_names() else parent), node.lineno


def is_below(name: str, *packages: str) -> bool:
    """Tell whether the dotted `name` is one of `packages` or lies inside one."""
    return any(name == package or name.startswith(package + ".") for package in packages)


def sources() -> list[Module]:
    """Return every module of the packages that are installed."""
    return _modules(PACKAGES)


def suite() -> list[Module]:
    """Return every module below `tests/`."""
    return _modules(("tests",))


@cache
def _modules(folders: tuple[str, ...]) -> list[Module]:
    return [
        Module(_name(path), path, ast.parse(path.read_bytes(), str(path)))
        for path in _paths(folders)
    ]


@cache
def _our_names() -> frozenset[str]:
    return frozenset(_name(path) for path in _paths(PACKAGES))


def _paths(folders: tuple[str, ...]) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def project_files() -> list[Path]:
    """Return every file of the project, without those `.gitignore` names (built, downloaded).

    Read from the folders, not from git: an unpacked source archive has no git.
    """
    ignored = {".git", *(ROOT / ".gitignore").read_text().replace("/", "").split()}
    found: list[Path] = []
    pending = [ROOT]
    while pending:
        for path in sorted(pending.pop().iterdir()):
            if path.name in ignored or path.name.endswith(".egg-info"):
                continue
            if path.is_dir():
                pending.append(path)
            else:
                found.append(path)
    return found
