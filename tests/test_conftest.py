"""The guards around every test catch what they say they catch, and leave a good test alone."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.guards import Guards, LoopbackWall

ROOT = Path(__file__).parents[1]

# One run of pytest holds all of these: the name of each says what has to be reported about it.
SCENARIOS = """
import logging, multiprocessing.shared_memory, os, pathlib, socket, subprocess, sys
import threading, warnings
import pytest
import tests.guards

tests.guards.GRACE_S = 1.5
blocks, threads = [], []

def test_quiet(): pass

def test_thread_left():
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait, args=(20,), name="forgotten", daemon=True)
    thread.start()

def test_thread_that_ends_in_time():
    threading.Thread(target=threading.Event().wait, args=(0.2,)).start()

def test_process_left():
    threads.append(subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]))

def test_detached_process_left():
    starter = (
        "import subprocess, sys; subprocess.Popen([sys.executable, '-c', "
        "'import time; time.sleep(61)'], start_new_session=True)"
    )
    subprocess.run([sys.executable, "-W", "ignore", "-c", starter], check=True)

def test_detached_process_that_ends_in_time():
    starter = "import subprocess; subprocess.Popen(['sleep', '0.3'], start_new_session=True)"
    subprocess.run([sys.executable, "-W", "ignore", "-c", starter], check=True)

def test_shared_memory_left():
    blocks.append(multiprocessing.shared_memory.SharedMemory("livedesk-left", True, 4096))

def test_shared_memory_closed():
    block = multiprocessing.shared_memory.SharedMemory("livedesk-closed", True, 4096)
    block.close()
    block.unlink()

def test_warning(): warnings.warn("careless")

def test_log_record(): logging.getLogger("engine").warning("queue is full")

def test_announced_log_record(expected_log):
    expected_log("WARNING", "queue is")
    logging.getLogger("engine").warning("queue is full")

def test_announced_record_that_never_came(expected_log): expected_log("ERROR", "lost")

def test_foreign_address():
    with socket.socket() as client:
        client.connect(("192.0.2.1", 1935))

def test_swallowed_foreign_name():
    try:
        socket.getaddrinfo("example.com", 443)
    except Exception:
        pass

def test_every_address_bound():
    with socket.socket() as server:
        server.bind(("", 0))

def test_name_that_cannot_exist():
    with pytest.raises(socket.gaierror):
        socket.create_connection(("ingest.invalid", 443))

def test_loopback():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()

def test_qt_warning():
    from PySide6.QtCore import qWarning
    qWarning("painter not active")

def test_environment(data_dir):
    home = pathlib.Path(os.environ["HOME"])
    assert pathlib.Path.home() == home and data_dir.parent == home
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen" and os.environ["LANGUAGE"] == "en"
    assert "DISPLAY" not in os.environ
    assert not list(data_dir.iterdir())
"""

EXPECTED = {
    "test_thread_left": "a thread is left running: 'forgotten'",
    "test_process_left": r"a process is left running: \d+ .*sleep\(60\)",
    "test_detached_process_left": r"a process is left running: \d+ .*sleep\(61\)",
    "test_shared_memory_left": "a shared-memory block is left: livedesk-left",
    "test_warning": "UserWarning: careless",
    "test_log_record": "unexpected log record: WARNING engine: 'queue is full'",
    "test_announced_record_that_never_came": "never came: ERROR matching 'lost'",
    "test_foreign_address": r"only loopback .* connect 192\.0\.2\.1:1935",
    "test_swallowed_foreign_name": r"a try to leave loopback: getaddrinfo example\.com:443",
    "test_every_address_bound": r"only loopback .* bind 0\.0\.0\.0:0",
    "test_qt_warning": "painter not active",
}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What pytest says about the scenarios, run in a Python of their own."""
    scenarios = tmp_path_factory.mktemp("scenarios") / "test_scenarios.py"
    scenarios.write_text(SCENARIOS)
    command = [sys.executable, "-m", "pytest", "-c", str(ROOT / "pyproject.toml")]
    command += ["-p", "tests.conftest", "-p", "no:randomly", "-p", "no:cacheprovider"]
    command += ["--color=no", str(scenarios)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    return done.stdout


@pytest.mark.parametrize("name", EXPECTED)
def test_a_careless_test_fails_with_a_sentence(report: str, name: str) -> None:
    assert re.search(rf"^(FAILED|ERROR) \S*::{name}\b", report, re.M), report
    title = rf"^_+ (?:ERROR at teardown of )?{name} _+$"
    sections = re.findall(rf"{title}(.*?)(?=^__+ |^==+ )", report, re.M | re.S)
    assert re.search(EXPECTED[name], "".join(sections)), sections


def test_a_careful_test_passes(report: str) -> None:
    names = re.findall(r"^def (test_\w+)", SCENARIOS, re.M)
    failed = set(re.findall(r"^(?:FAILED|ERROR) \S*::(\w+)", report, re.M))

    assert failed == set(EXPECTED)
    assert failed < set(names)


def test_the_guards_cost_less_than_two_milliseconds() -> None:
    guards = Guards(LoopbackWall())
    costs = []
    for _ in range(20):
        started = time.process_time()
        guards.before()
        assert guards.after() == []
        costs.append(time.process_time() - started)

    assert sorted(costs)[len(costs) // 2] < 0.002, costs


def test_every_test_has_its_own_home(home: Path) -> None:
    assert Path.home() == home
    assert sorted(path.name for path in home.iterdir()) == ["run"]
    assert os.environ["XDG_CONFIG_HOME"].startswith(str(home))
