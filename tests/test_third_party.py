"""THIRD-PARTY.md is true: it lists what is installed, under the licence each package states."""

import importlib.metadata
import re
import tomllib
from pathlib import Path

import pytest

from tests.sourcetree import ROOT, is_below, sources, suite

TEXT = (ROOT / "THIRD-PARTY.md").read_text()
ROWS = dict(re.findall(r"^\| ([a-z][\w-]*) \| ([^|]+) \| [^|]+ \|$", TEXT, re.M))

# What older metadata says in other words, with the licence file of the package read by a person.
SAME_LICENCE = {
    "License :: OSI Approved :: MIT License": "MIT",
    "License :: OSI Approved :: BSD License": "BSD-3-Clause",
    "License :: OSI Approved :: Apache Software License": "Apache-2.0",
}
# GPL-only or AGPL: installing or importing one would change what Livedesk may be used for.
UNWANTED_PACKAGES = {"pyside6", "pyside6-addons", "pymupdf", "pymupdfb", "pyqt5", "pyqt6"}
UNWANTED_MODULES = ("PySide6.QtCharts", "PySide6.QtDataVisualization", "fitz", "pymupdf")


def test_every_package_livedesk_runs_with_is_listed() -> None:
    missing = sorted(runtime_packages() - ROWS.keys())

    assert not missing, (
        f"Add a row to THIRD-PARTY.md for {missing}. Read the licence in the package's metadata "
        "(`pip show -v NAME`) and think before you add a copyleft one."
    )


def test_nothing_is_listed_that_is_not_used() -> None:
    stale = sorted(ROWS.keys() - runtime_packages())

    assert not stale, f"THIRD-PARTY.md lists {stale}, which Livedesk no longer depends on."


@pytest.mark.parametrize("name", ROWS)
def test_the_licence_is_the_one_the_package_states(name: str) -> None:
    try:
        stated = importlib.metadata.metadata(name)
    except importlib.metadata.PackageNotFoundError:
        marker = locked()[name].marker
        assert marker, f"{name} is not installed: run `make setup`"
        pytest.skip(f"is installed only where {marker}")
    licences = [
        *(stated.get_all("License-Expression") or ()),
        *(stated.get_all("License") or ()),
        *(SAME_LICENCE.get(line) for line in stated.get_all("Classifier") or ()),
    ]

    assert ROWS[name] in licences


def test_the_page_says_what_the_av_wheel_carries() -> None:
    distribution = importlib.metadata.distribution("av")
    carried = {Path(str(file)).name.partition("-")[0] for file in distribution.files or ()}

    assert {"libx264", "libx265"} <= carried, "The wheel has changed: write this page anew."
    assert re.search(r"\*\*libx264\*\*\s+and\s+\*\*libx265\*\*", TEXT)
    assert re.search(r"\*\*A bundle\*\*.*\*\*is under the GPL", TEXT)


def test_no_gpl_only_qt_module_and_no_pymupdf() -> None:
    imported = [
        f"{module.where}:{line} imports {name}"
        for module in [*sources(), *suite()]
        for name, line in module.imports()
        if is_below(name, *UNWANTED_MODULES)
    ]

    assert not imported
    assert not UNWANTED_PACKAGES & locked().keys()


def test_the_licence_is_apaches() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

    assert project["license"] == "Apache-2.0"
    assert "Version 2.0, January 2004" in (ROOT / "LICENSE").read_text()


class Locked:
    """One entry of the lock: where it applies, and who asked for it."""

    def __init__(self, entry: str) -> None:
        head = entry.splitlines()[0].rstrip("\\ ")
        self.name = head.partition("==")[0]
        self.marker = head.partition(" ; ")[2]
        self.asked_for_by = set(re.findall(r"^    #(?: via)? +([\w.-]+)$", entry, re.M))


def locked() -> dict[str, Locked]:
    """Return the lock's entries by name."""
    text = (ROOT / "requirements.lock").read_text()
    entries = [Locked(entry) for entry in re.split(r"^(?=\w)", text, flags=re.M) if "==" in entry]
    return {entry.name: entry for entry in entries}


def runtime_packages() -> set[str]:
    """Return the locked packages that a user's installation needs, on any platform."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    pins = [
        *project["dependencies"],
        *(p for name in extras if name != "dev" for p in extras[name] if "==" in p),
    ]
    needed = {re.split(r"[^\w.-]", pin)[0].lower().replace("_", "-") for pin in pins}
    entries = locked().values()
    while more := {e.name for e in entries if e.name not in needed and e.asked_for_by & needed}:
        needed |= more
    return needed
