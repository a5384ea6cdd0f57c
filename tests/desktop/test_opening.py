import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.widgets.colours import DARK, LIGHT, Theme
from tests.sourcetree import ROOT

PATIENCE_S = 60.0
START = """
import sys
from pathlib import Path
from desktop.opening import run_studio
from desktop.store.paths import DataFolder
"""
WHAT_IS_LOADED = (
    START
    + """
def prepare():
    heavy = ("numpy", "pyqtgraph", "msgspec", "psutil", "filelock", "desktop.app", "desktop.panels")
    print([name for name in heavy if name in sys.modules])

print(run_studio(DataFolder(Path(sys.argv[1])), prepare, print))
"""
)
FAILING = (
    START
    + """
def prepare():
    raise LookupError("nothing to furnish with")

run_studio(DataFolder(Path(sys.argv[1])), prepare, print)
"""
)
COLOUR = (
    START
    + """
from PySide6.QtWidgets import QApplication

def prepare():
    (window,) = QApplication.topLevelWidgets()
    print(window.palette().window().color().name(), window.width(), window.height())

run_studio(DataFolder(Path(sys.argv[1])), prepare, print)
"""
)

TERMINATED = (
    START
    + """
import os, signal

def prepare():
    from desktop.app import Wishes

    os.kill(os.getpid(), signal.SIGTERM)
    return Wishes("en", is_rehearsal=True)

print(run_studio(DataFolder(Path(sys.argv[1])), prepare, lambda app: print("furnished")))
"""
)

ANOTHER_THEME = (
    START
    + """
def prepare():
    from desktop.app import Wishes

    return Wishes("en", is_rehearsal=True)

def begin(app):
    from desktop.theme import ThemeChoice

    app.theme.choose(ThemeChoice.LIGHT)
    print(app.window.palette().window().color().name())
    app.window.close_for_good()

run_studio(DataFolder(Path(sys.argv[1])), prepare, begin)
"""
)


def run(program: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", program, str(folder)],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )


def test_the_first_picture_waits_for_nothing_that_it_does_not_show(home: Path) -> None:
    done = run(WHAT_IS_LOADED, home)

    assert done.stdout.splitlines() == ["[]", "0"], done.stderr


def test_what_goes_wrong_while_furnishing_ends_the_program_with_its_cause(home: Path) -> None:
    done = run(FAILING, home)

    assert done.returncode == 1
    assert "LookupError: nothing to furnish with" in done.stderr


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_an_empty_window_has_the_colours_that_were_chosen(home: Path, theme: Theme) -> None:
    (home / "settings.json").write_text(json.dumps({"theme": theme.name}))

    done = run(COLOUR, home)

    assert done.stdout.split() == [theme.window.lower(), "1280", "800"], done.stderr


def test_a_signal_while_furnishing_ends_the_studio_in_order(home: Path) -> None:
    done = run(TERMINATED, home)

    assert done.stdout.split() == ["furnished", "0"], done.stderr


def test_the_whole_window_follows_when_another_theme_is_chosen(home: Path) -> None:
    (home / "settings.json").write_text(json.dumps({"theme": "dark"}))

    done = run(ANOTHER_THEME, home)

    assert done.stdout.split() == [LIGHT.window.lower()], done.stderr
