"""The rules of the house that a reader of one file can't see: sizes, names, docstrings, mirrors.

Lint and types are checked by `make check`; what stands here is what those tools can't say.
"""

import ast
import builtins
import importlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import PurePosixPath

import pytest

from tests.sourcetree import ROOT, Module, project_files, sources, suite

MAX_LINES = 300
# Tables that only list things, each with what it lists; nobody has to keep them in mind as a whole.
LONG_TABLES = {
    "encoder/errors.py": "a sentence and a hint for every error code",
    "encoder/messages.py": "a struct for every command and every event",
}
COUNTED = {".py", ".sh", ".js", ".css", ".html"}

NAMELESS = {"util", "utils", "helper", "helpers", "common", "misc", "manager", "managers", "tools"}

# What must never stand in a file of the project: paths that exist on one machine only.
FOREIGN = {
    "a path of somebody's machine": re.compile(r"(?<![\w.}~-])/(?:work|root|home/[a-z]\w*)/"),
    "a folder of one run": re.compile(r"/tmp/(?:bash|chroot|pytest-of)[\w-]*"),
}

QT_WAITS = {"wait", "waitForWindowShown"}


def test_no_file_is_longer_than_300_lines() -> None:
    long = [
        f"{where}: {lines} lines"
        for path in project_files()
        if (path.suffix in COUNTED or path.parent.name == ".ci")
        and (lines := len(path.read_bytes().splitlines())) > MAX_LINES
        and (where := path.relative_to(ROOT).as_posix()) not in LONG_TABLES
    ]

    assert not long, _lines(
        long,
        "Nobody keeps more than 300 lines in mind. Find the second idea in the file and give it a "
        "module and a name of its own. (A table that only lists things goes to LONG_TABLES.)",
    )


def test_no_module_is_named_after_nothing() -> None:
    wrong = [
        path.relative_to(ROOT).as_posix()
        for path in project_files()
        if path.suffix == ".py" and {*path.relative_to(ROOT).with_suffix("").parts} & NAMELESS
    ]

    assert not wrong, _lines(wrong, "Name a module after what it knows, in the field's own words.")


def test_every_public_name_has_a_docstring() -> None:
    silent = [
        f"{module.where}:{line} {name}" for module in sources() for name, line in _silent(module)
    ]

    assert not silent, _lines(
        silent,
        "Say in one sentence what it is for, then only what types can't say: units, shapes, "
        "thread, blocking, errors. (Who implements a documented Protocol or base needs none.)",
    )


def test_every_module_has_its_mirrored_test() -> None:
    missing = []
    for module in sources():
        path = PurePosixPath(module.where)
        if path.name in ("__init__.py", "__main__.py"):
            continue
        mirror = PurePosixPath("tests") / path.with_name(f"test_{path.name}")
        if not (ROOT / mirror).is_file():
            missing.append(f"{module.where} wants {mirror}")

    assert not missing, _lines(missing, "A module is tested by a file of the same name in tests/.")


def test_a_mirrored_test_has_its_module() -> None:
    lonely = []
    packages = {module.where.partition("/")[0] for module in sources()}
    for module in suite():
        path = PurePosixPath(module.where).relative_to("tests")
        if path.parts[0] in packages and path.name.startswith("test_"):
            source = path.with_name(path.name.removeprefix("test_"))
            folder = path.parent / source.stem  # tests of a package as a whole
            if not (ROOT / source).is_file() and not (ROOT / folder / "__init__.py").is_file():
                lonely.append(f"{module.where} mirrors {source}, which does not exist")

    assert not lonely, _lines(lonely, "Rename the test with its module, or delete it with it.")


def test_imports_are_absolute() -> None:
    wrong = [
        f"{module.where}:{node.lineno}"
        for module in [*sources(), *suite()]
        for node in module.nodes
        if isinstance(node, ast.ImportFrom) and node.level
    ]

    assert not wrong, _lines(wrong, "Write the whole name: `from encoder.rtmp import amf`.")


def test_nothing_is_replaced_behind_its_back() -> None:
    wrong = []
    for module in suite():
        for name, line in module.imports():
            if name.startswith(("unittest.mock", "mock", "pytest_mock")):
                wrong.append(f"{module.where}:{line} imports {name}")
        for call in _calls(module):
            function = ast.unparse(call.func)
            target = ast.unparse(call.args[0]) if call.args else ""
            if function == "monkeypatch.setattr" and target not in ("sys", "os"):
                wrong.append(f"{module.where}:{call.lineno} replaces {target}")

    assert not wrong, _lines(
        wrong,
        "A test that has to patch shows that a constructor is missing a parameter: hand in a fake "
        "(tests/fakes/), a clock or a function. Environment variables: monkeypatch.setenv.",
    )


def test_nothing_sleeps() -> None:
    wrong = []
    for module in [*sources(), *suite()]:
        names = {name for name, _ in _imported_functions(module, "time")}
        for call in _calls(module):
            function = ast.unparse(call.func)
            asleep = function == "time.sleep" or (function == "sleep" and "sleep" in names)
            qt = function.startswith("qtbot.") and function.removeprefix("qtbot.") in QT_WAITS
            if asleep or qt:
                wrong.append(f"{module.where}:{call.lineno} {function}")

    assert not wrong, _lines(
        wrong,
        "Wait for the event, not for a while: threading.Event.wait(timeout), queue.get(timeout), "
        "qtbot.waitSignal, qtbot.waitUntil. A wait that can't be interrupted delays every stop.",
    )


def test_no_file_speaks_of_one_machine() -> None:
    wrong = []
    for path in project_files():
        try:
            text = path.read_text()
        except UnicodeDecodeError:  # a picture or a sound
            continue
        for number, line in enumerate(text.splitlines(), 1):
            for what, pattern in FOREIGN.items():
                if found := pattern.search(line):
                    where = path.relative_to(ROOT).as_posix()
                    wrong.append(f"{where}:{number} {what}: {found[0]}")

    assert not wrong, _lines(wrong, "Write a path relative to the project, or a made-up one.")


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "README.md"])
def test_a_page_names_only_files_and_commands_that_exist(page: str) -> None:
    quoted = re.findall(r"`([^`\n]+)`", (ROOT / page).read_text())
    paths = [
        name for name in quoted if re.fullmatch(r"[\w.-]+(/[\w.-]+)+/?|[\w-]+\.(md|toml)", name)
    ]
    targets = re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(), re.M)
    commands = [name.split()[1] for name in quoted if name.startswith("make ")]

    gone = [name for name in paths if name[0] != "." and not (ROOT / name).exists()]
    gone += [f"make {name}" for name in commands if name not in targets]
    assert not gone, _lines(gone, f"Mend {page}: a page that is wrong is worse than none.")


@pytest.mark.parametrize(
    ("code", "silent"),
    [
        ("x = 1", ["the module itself"]),
        ("def shown(): ...", ["the module itself", "shown"]),
        ("'Doc.'\ndef _hidden(): ...", []),
        ("'Doc.'\nclass Shown:\n 'Doc.'\n def method(self): ...", ["Shown.method"]),
        ("'Doc.'\nclass Own(int):\n 'Doc.'\n def bit_length(self): ...", []),
        ("'Doc.'\nimport ast\nclass Own(ast.AST):\n 'Doc.'\n def go(self): ...", ["Own.go"]),
    ],
)
def test_the_docstring_rule_knows_who_must_speak(code: str, silent: list[str]) -> None:
    module = Module("example", ROOT / "example.py", ast.parse(code))

    assert [name for name, _ in _silent(module)] == silent


def _silent(module: Module) -> Iterator[tuple[str, int]]:
    """Yield each public name of `module` that has no docstring and needs one."""
    if not ast.get_docstring(module.tree) and module.tree.body:
        yield "the module itself", 1
    for node in module.tree.body:
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if node.name.startswith("_"):
            continue
        if not ast.get_docstring(node):
            yield node.name, node.lineno
        if isinstance(node, ast.ClassDef):
            yield from _silent_methods(module, node)


def _silent_methods(module: Module, owner: ast.ClassDef) -> Iterator[tuple[str, int]]:
    for method in owner.body:
        if not isinstance(method, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        repeats = {ast.unparse(mark).rpartition(".")[2] for mark in method.decorator_list}
        if method.name.startswith("_") or ast.get_docstring(method):
            continue
        if repeats & {"setter", "deleter", "overload", "override"}:
            continue
        if method.name in _documented_by_protocols() or _inherits(module, owner, method.name):
            continue
        yield f"{owner.name}.{method.name}", method.lineno


@cache
def _documented_by_protocols() -> set[str]:
    """Return the method names that a Protocol of ours documents: who implements one repeats it."""
    return {
        method.name
        for module in sources()
        for node in module.nodes
        if isinstance(node, ast.ClassDef)
        and any(ast.unparse(base).startswith("Protocol") for base in node.bases)
        for method in node.body
        if isinstance(method, ast.FunctionDef | ast.AsyncFunctionDef) and ast.get_docstring(method)
    }


def _inherits(module: Module, owner: ast.ClassDef, method: str) -> bool:
    """Tell whether a base of `owner` has `method`, so that its description stands there."""
    aliases = {name: f"{source}.{name}" for name, source in _imported_functions(module)}
    for base in owner.bases:
        written = ast.unparse(base).partition("[")[0]
        local = [
            node
            for node in module.tree.body
            if isinstance(node, ast.ClassDef) and node.name == written
        ]
        if local:
            documented = any(getattr(item, "name", "") == method for item in local[0].body)
            if documented or _inherits(module, local[0], method):
                return True
        elif hasattr(_find(aliases.get(written, written)), method):
            return True
    return False


def _find(dotted: str) -> object:
    """Return what a dotted name means, e.g. `threading.Thread`; None when it can't be found."""
    parent, _, name = dotted.rpartition(".")
    if not parent:
        return getattr(builtins, name, None)
    return getattr(importlib.import_module(parent), name, None)


def _imported_functions(module: Module, *sources_wanted: str) -> Iterator[tuple[str, str]]:
    for node in module.nodes:
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                if not sources_wanted or node.module in sources_wanted:
                    yield alias.asname or alias.name, node.module


def _calls(module: Module) -> Iterator[ast.Call]:
    return (node for node in module.nodes if isinstance(node, ast.Call))


def _lines(wrong: list[str], advice: str) -> str:
    return "\n".join([*wrong, advice])
