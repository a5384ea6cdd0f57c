"""What holds around every test: its own home folder, silence, and nothing left behind.

The rules are written in `tests/guards.py` and tried in `tests/test_conftest.py`.
"""

import asyncio
import gc
import itertools
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.guards import RUN_MARK, Guards, LoopbackWall
from tests.patientbot import PatientBot
from tests.tidyloop import TidyPolicy

# Before Qt is imported: no window of a test may appear on anybody's screen, and texts are English.
for _name in ("DISPLAY", "WAYLAND_DISPLAY", "LC_MESSAGES", "QT_STYLE_OVERRIDE", "QT_SCALE_FACTOR"):
    os.environ.pop(_name, None)
for _name in [name for name in os.environ if name.startswith("AWS_") and name != "AWS_CA_BUNDLE"]:
    del os.environ[_name]
os.environ |= {
    "QT_QPA_PLATFORM": "offscreen",
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    "LANGUAGE": "en",
    "AWS_EC2_METADATA_DISABLED": "true",
    # Nobody's real key store: a test that needs one brings its own.
    "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    **dict([RUN_MARK.split("=")]),
}

# On a busy machine one slow example is no fault; the whole test has its time limit.
settings.register_profile("livedesk", deadline=None)
settings.load_profile("livedesk")

if sys.platform != "win32" and sys.version_info < (3, 14):  # where policies are deprecated
    asyncio.set_event_loop_policy(TidyPolicy())

_wall = LoopbackWall()
_wall.install()
_numbers = itertools.count(1)

_FOLDERS = {
    "HOME": "",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "XDG_CACHE_HOME": "cache",
    "XDG_RUNTIME_DIR": "run",
}


# Python collects garbage on whatever thread allocates. A worker would destroy windows that an
# earlier test left behind, on the wrong thread: the run crashes some time later, somewhere else.
gc.disable()


def pytest_runtest_logfinish() -> None:
    """Collect between two tests what would have been collected in them."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    due = [generation for generation in range(3) if counts[generation] > thresholds[generation]]
    if due:
        gc.collect(due[-1])


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Leave word how the run ended: `.ci/run` gives no second chance to one that broke off."""
    if (cache := getattr(session.config, "cache", None)) is not None:
        cache.set("livedesk/exit", int(exitstatus))


@pytest.fixture(scope="session")
def _homes() -> Iterator[Path]:
    """The folder of all homes; its name is short because a socket's path has 108 bytes at most."""
    root = Path(tempfile.mkdtemp(prefix="livedesk-"))
    yield root
    shutil.rmtree(root, ignore_errors=True)


@pytest.fixture(autouse=True)
def home(_homes: Path) -> Iterator[Path]:
    """A new, empty home folder for this test; HOME and the XDG folders point into it."""
    folder = _homes / str(next(_numbers))
    folder.mkdir()
    (folder / "run").mkdir(mode=0o700)
    before = {name: os.environ.get(name) for name in _FOLDERS}
    os.environ |= {name: str(folder / below) for name, below in _FOLDERS.items()}
    yield folder
    for name, value in before.items():
        if value is None:
            del os.environ[name]
        else:
            os.environ[name] = value
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> PatientBot:
    """Drives widgets, and waits for them as long as a busy machine needs."""
    return PatientBot(request)


@pytest.fixture
def data_dir(home: Path) -> Path:
    """An empty folder for `--data-dir`, deleted after the test."""
    folder = home / "livedesk"
    folder.mkdir()
    return folder


@pytest.fixture(autouse=True)
def _guards(home: Path) -> Iterator[Guards]:
    guards = Guards(_wall)
    guards.before()
    yield guards
    if complaints := guards.after():
        pytest.fail("After this test:\n  - " + "\n  - ".join(complaints), pytrace=False)


@pytest.fixture
def expected_log(_guards: Guards) -> Callable[[str, str], None]:
    """Announce a warning the test means to cause: `expected_log("WARNING", "queue is full")`."""
    return _guards.log.expect
