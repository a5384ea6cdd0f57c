"""The walls between the packages hold. `tests/walls.py` says where they stand."""

import json
import re
import subprocess
import sys
import tomllib
from graphlib import CycleError, TopologicalSorter

import pytest

from tests.sourcetree import PACKAGES, ROOT, is_below, sources
from tests.walls import FLOORS, IMPORTED_AS, LIBRARIES, NO_IO, ROOMS, WITHOUT_QT


def test_a_package_imports_only_what_its_room_allows() -> None:
    wrong = []
    for module in sources():
        room = next(room for room in ROOMS if is_below(module.name, room.name))
        for name, line in module.imports():
            if not is_below(name, *PACKAGES) or is_below(name, "resources"):
                continue
            if is_below(name, *room.except_for):
                continue
            if not is_below(name, *room.may) or is_below(name, *room.but_not):
                wrong.append(f"{module.where}:{line} imports {name}")

    assert not wrong, _lines(
        wrong,
        "These packages must not know each other. Pass the value in from the caller "
        "(desktop.app builds everything), or send a message; see ROOMS.",
    )


def test_a_library_is_imported_only_behind_its_wall() -> None:
    wrong = [
        f"{module.where}:{line} imports {name}"
        for module in sources()
        for name, line in module.imports()
        if (homes := LIBRARIES.get(name.partition(".")[0])) and not is_below(module.name, *homes)
    ]

    assert not wrong, _lines(
        wrong,
        "Only the packages listed in LIBRARIES talk to this library, so that its errors are "
        "translated in one place. Call what they offer, or move the code there.",
    )


def test_only_declared_dependencies_are_imported() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project.get("optional-dependencies", {})
    wanted = [
        *project["dependencies"],
        *(w for name in extras if name != "dev" for w in extras[name]),
    ]
    allowed = set(PACKAGES) | sys.stdlib_module_names
    for requirement in wanted:
        name = re.split(r"[^\w.-]", requirement)[0].replace("-", "_").lower()
        allowed |= {name, *IMPORTED_AS.get(name, ())}
    wrong = [
        f"{module.where}:{line} imports {name}"
        for module in sources()
        for name, line in module.imports()
        if name.partition(".")[0] not in allowed
    ]

    assert not wrong, _lines(
        wrong,
        "A library the program needs stands in [project] dependencies of pyproject.toml with its "
        "exact version and one reason; then `make lock` and a row in THIRD-PARTY.md.",
    )


def test_the_protocol_does_no_input_or_output() -> None:
    wrong = [
        f"{module.where}:{line} imports {name}"
        for module in sources()
        if is_below(module.name, "encoder.rtmp", "encoder.mp4")
        for name, line in module.imports()
        if name.partition(".")[0] in NO_IO
    ]

    assert not wrong, _lines(
        wrong,
        "encoder.rtmp turns bytes into events and commands into bytes; sockets, threads and clocks "
        "belong to encoder.engine.sinks and cloud.practice.",
    )


def test_no_modules_import_each_other_in_a_ring() -> None:
    names = {module.name for module in sources()}
    graph = {
        module.name: {name for name, _ in module.imports() if name in names and name != module.name}
        for module in sources()
    }

    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        ring = " <- ".join(error.args[1])
        pytest.fail(
            f"These modules import each other in a ring: {ring}\n"
            "Move what both need into a module of its own that neither of them is.",
            pytrace=False,
        )


def test_desktop_rooms_only_look_down() -> None:
    floor_of = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
    wrong = []
    for module in sources():
        room = _desktop_room(module.name)
        for name, line in module.imports():
            other = _desktop_room(name)
            if not room or not other or other == room:
                continue
            if floor_of.get(other, -1) <= floor_of.get(room, -1):
                wrong.append(f"{module.where}:{line} imports {name}")

    assert not wrong, _lines(
        wrong,
        "In desktop a room uses the floors below it (FLOORS). Emit a signal, or take what you "
        "need as an argument: the room above connects them.",
    )


def test_every_desktop_room_has_a_floor() -> None:
    known = {room for rooms in FLOORS for room in rooms}
    rooms = {_desktop_room(module.name) for module in sources()} - {None}

    assert rooms <= known, f"Put {sorted(rooms - known)} on one of the FLOORS in {__file__}."  # type: ignore[type-var]


def test_importing_the_desktop_package_loads_nothing_heavy() -> None:
    _assert_not_loaded(["desktop"], "PySide6", "pyqtgraph", "boto3", "av", "numpy")


def test_the_window_never_loads_ffmpeg() -> None:
    _assert_not_loaded(_names_below("desktop"), "av", "encoder.engine")


def test_headless_commands_never_load_qt() -> None:
    rooms = [f"desktop.{room}" for room in WITHOUT_QT]
    _assert_not_loaded(["desktop", *_names_below(*rooms)], "PySide6", "pyqtgraph", "av")


def test_the_engine_never_loads_qt() -> None:
    _assert_not_loaded(_names_below("encoder.engine"), "PySide6", "pyqtgraph", "desktop", "boto3")


def test_the_contract_with_the_engine_loads_neither_ffmpeg_nor_qt() -> None:
    contract = [name for name in _names_below("encoder") if not is_below(name, "encoder.engine")]
    _assert_not_loaded(contract, "av", "PySide6", "desktop", "encoder.engine")


def test_the_cloud_loads_no_qt_and_outside_practice_no_ffmpeg() -> None:
    real = [name for name in _names_below("cloud") if not is_below(name, "cloud.practice")]
    _assert_not_loaded(real, "PySide6", "av", "desktop")
    _assert_not_loaded(_names_below("cloud.practice"), "PySide6", "desktop")


def _desktop_room(name: str) -> str | None:
    parts = name.split(".")
    return parts[1] if parts[0] == "desktop" and len(parts) > 1 else None


def _names_below(*packages: str) -> list[str]:
    return [module.name for module in sources() if is_below(module.name, *packages)]


def _assert_not_loaded(names: list[str], *unwanted: str) -> None:
    """Import `names` in a new Python and look at what came along."""
    script = (
        "import importlib, json, sys\n"
        f"for name in {names!r}: importlib.import_module(name)\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    loaded = [name for name in json.loads(done.stdout) if is_below(name, *unwanted)]
    assert not loaded, (
        f"Importing {names[0]} and its neighbours loads {loaded[:5]}, which belongs to another "
        "process. `python -X importtime -c 'import ...'` shows who asks for it."
    )


def _lines(wrong: list[str], advice: str) -> str:
    return "\n".join([*wrong, advice])
