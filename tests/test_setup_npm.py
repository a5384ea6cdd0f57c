from pathlib import Path

import pytest

from tests.setupmachine import NPM_LOCKS, Machine


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_npm_packages_come_from_their_lock_and_run_nothing(machine: Machine) -> None:
    done = machine.run()

    assert done.returncode == 0, done.stderr
    assert len(machine.calls("npm ci")) == len(NPM_LOCKS)
    assert all("--ignore-scripts" in call for call in machine.calls("npm ci"))


def test_only_the_npm_packages_whose_lock_changed_are_installed_again(machine: Machine) -> None:
    machine.run()
    with (machine.project / NPM_LOCKS[0]).open("a") as file:
        file.write("\n")
    done = machine.run()

    assert len(machine.calls("npm ci")) == 1
    assert "cloud/watch" in done.stdout


def test_npm_is_asked_again_and_its_failure_is_said(machine: Machine) -> None:
    assert machine.run(NPM_FAILURES="2").returncode == 0
    (machine.project / "cloud/watch/node_modules/.livedesk-setup").unlink()
    done = machine.run(NPM_FAILURES="9")

    assert done.returncode != 0
    assert "npm's message above" in done.stderr
