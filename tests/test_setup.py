"""The set-up of a machine, tried on made-up machines: programs that only write down their calls."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.setupmachine import PYTHON, Machine, listed_packages
from tests.sourcetree import ROOT


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A Debian machine with everything but the .venv, used by an ordinary user."""
    return Machine(tmp_path)


def test_a_first_run_installs_the_lock_with_hashes_and_then_the_project(machine: Machine) -> None:
    done = machine.run()

    assert done.returncode == 0, done.stderr
    assert [call for call in machine.calls("python3.11") if "venv --clear" in call]
    locked, project = [call for call in machine.calls("python ") if "pip install" in call]
    assert "--require-hashes" in locked
    assert "-r requirements.lock" in locked
    assert "--no-deps" in project
    assert "--editable ." in project


def test_a_second_run_installs_nothing(machine: Machine) -> None:
    machine.run()
    done = machine.run()

    assert done.returncode == 0
    assert done.stdout + done.stderr == ""
    assert machine.calls("python") == []
    assert machine.calls("apt-get") == []


@pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml", ".ci/setup"])
def test_a_changed_file_is_noticed(machine: Machine, name: str) -> None:
    machine.run()
    with (machine.project / name).open("a") as file:
        file.write("# changed\n")
    machine.run()

    assert any("--require-hashes" in call for call in machine.calls("python"))


def test_a_moved_folder_is_noticed(machine: Machine) -> None:
    machine.run()
    machine.project = machine.project.rename(machine.project.with_name("moved"))
    machine.run()

    assert any("--editable" in call for call in machine.calls("python"))


def test_without_root_the_one_command_is_printed_and_nothing_is_done(machine: Machine) -> None:
    machine.run()
    present = [name for name in listed_packages() if name not in ("xvfb", "redis-server")]
    done = machine.run(INSTALLED=" ".join(present))

    assert done.returncode != 0
    commands = [line.strip() for line in done.stderr.splitlines() if "apt-get install" in line]
    assert len(commands) == 1
    assert commands[0].startswith("sudo apt-get update && sudo apt-get install ")
    assert commands[0].endswith(" xvfb redis-server")
    assert machine.calls("apt-get") == []
    assert machine.calls("python") == []


def test_root_installs_only_what_is_missing_without_starting_services(machine: Machine) -> None:
    present = [name for name in listed_packages() if name not in ("nginx", "ffmpeg")]
    done = machine.run(FAKE_UID="0", INSTALLED=" ".join(present))

    assert done.returncode == 0, done.stderr
    _rehearsal, real = machine.calls("apt-get")
    assert real.endswith(" ffmpeg nginx")
    assert "services may not start" in machine.notes.read_text()
    assert not (machine.root / "usr/sbin/policy-rc.d").exists()


def test_an_administrators_policy_for_services_stays(machine: Machine) -> None:
    policy = machine.root / "usr/sbin/policy-rc.d"
    policy.write_text("theirs")
    machine.run(FAKE_UID="0", INSTALLED="")

    assert policy.read_text() == "theirs"


def test_package_lists_are_fetched_only_when_needed(machine: Machine) -> None:
    assert machine.run(FAKE_UID="0", INSTALLED="", LISTS="known").returncode == 0
    assert not any("update" in call for call in machine.calls("apt-get"))

    assert machine.run(FAKE_UID="0", INSTALLED="", LISTS="absent").returncode == 0
    assert [call.rpartition(" ")[2] for call in machine.calls("apt-get")].count("update") == 1


def test_a_node_from_elsewhere_is_good_enough(machine: Machine) -> None:
    machine.lacks("npm")
    done = machine.run()

    assert re.search(r"recommends npm$", done.stderr, re.M)


def test_no_suitable_python_is_said_in_one_sentence(machine: Machine) -> None:
    machine.lacks("python3.11")
    machine.has("python3", "exit 1")
    done = machine.run()

    assert done.returncode != 0
    assert "Livedesk needs Python 3.11, 3.12, 3.13 or 3.14" in done.stderr


def test_the_newest_python_is_taken(machine: Machine) -> None:
    machine.has("python3.13", PYTHON)
    machine.run()

    assert any("venv" in call for call in machine.calls("python3.13"))
    assert not any("-m venv" in call for call in machine.calls("python3.11"))


def test_elsewhere_than_on_debian_the_system_packages_are_left_to_the_user(
    machine: Machine,
) -> None:
    machine.lacks("dpkg-query")
    done = machine.run()

    assert done.returncode == 0
    assert "not a Debian system" in done.stdout


def test_a_network_that_drops_out_is_asked_again(machine: Machine) -> None:
    assert machine.run(PIP_FAILURES="2").returncode == 0


def test_a_network_that_stays_away_is_said_and_tried_anew_next_time(machine: Machine) -> None:
    done = machine.run(PIP_FAILURES="9")

    assert done.returncode != 0
    assert "could not be installed" in done.stderr
    assert machine.run().returncode == 0
    assert any("--require-hashes" in call for call in machine.calls("python"))


@pytest.mark.parametrize(
    ("environment", "arguments"),
    [
        ({}, "--headless"),
        ({"DISPLAY": ":0"}, ""),
        ({"WAYLAND_DISPLAY": "wayland-0"}, ""),
        ({"DISPLAY": ":0", "HEADLESS": "1"}, "--headless"),
        ({"DISPLAY": ":0", "HEADLESS": "0"}, ""),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_make_run_is_headless_without_a_display(
    machine: Machine, environment: dict[str, str], arguments: str
) -> None:
    machine.run()
    shutil.copy(machine.has("livedesk", ":"), machine.project / ".venv/bin")
    done = machine.run("make", "run", **environment)

    assert done.returncode == 0, done.stderr
    assert machine.calls("livedesk") == [arguments]


def test_make_help_lists_every_command_with_a_sentence() -> None:
    done = subprocess.run(
        ["make", "help"], cwd=ROOT, env=os.environ, capture_output=True, text=True, check=True
    )
    listed = dict(re.findall(r"^  make ([\w-]+) +(\w.*)$", done.stdout, re.M))
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.M)

    assert phony
    assert set(listed) == set(phony[1].split())


def test_the_lock_pins_every_dependency_with_hashes_and_names_no_host() -> None:
    text = (ROOT / "requirements.lock").read_text()
    entries = [entry for entry in re.split(r"^(?=\w)", text, flags=re.M) if entry[0] != "#"]

    assert "://" not in text
    for entry in entries:
        assert re.match(r"[\w.-]+==[\w.]+", entry), entry
        assert "--hash=sha256:" in entry, entry


def test_the_lock_agrees_with_pyproject() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"].values()
    pins = {*project["dependencies"], *(pin for extra in extras for pin in extra)}
    wanted = {re.sub(r"\[.*\]|;.*", "", pin).strip() for pin in pins if "==" in pin}
    locked = set(re.findall(r"^([\w.-]+==[\w.]+)", (ROOT / "requirements.lock").read_text(), re.M))

    missing = {pin for pin in wanted if pin.lower().replace("_", "-") not in locked}
    assert not missing, f"{missing} stand in pyproject.toml, not in the lock: run `make lock`"
