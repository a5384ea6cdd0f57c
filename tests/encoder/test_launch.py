import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from encoder.launch import (
    ALREADY_RUNNING,
    LOG_FILE,
    MAX_LOG_BYTES,
    EngineProcess,
    is_engine_of,
    launch_engine,
    leave_running,
    sound_environment,
)
from encoder.messages import Alive, Attach, Shutdown
from tests.fakes.enginewindow import EngineWindow


@pytest.fixture
def engine(data_dir: Path) -> Iterator[EngineProcess]:
    engine = launch_engine(data_dir)
    yield engine
    engine.kill()
    engine.wait(30)


def test_the_engine_runs_detached_answers_and_ends_when_told(
    engine: EngineProcess, data_dir: Path
) -> None:
    with EngineWindow(data_dir) as window:
        assert window.attached.pid == engine.pid
        assert is_engine_of(data_dir, engine.pid)
        if sys.platform != "win32":
            assert os.getsid(engine.pid) == engine.pid
        assert launch_engine(data_dir).wait(30) == ALREADY_RUNNING
        window.log.wait_for(Alive)
        window.send(Shutdown())
        assert engine.wait(30) == 0
        assert window.has_ended.wait(30)

    assert engine.poll() == 0
    assert not is_engine_of(data_dir, engine.pid)
    assert (data_dir / LOG_FILE).read_text() == ""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_an_engine_that_is_terminated_ends_in_order(engine: EngineProcess, data_dir: Path) -> None:
    with EngineWindow(data_dir, Attach()) as window:
        psutil.Process(engine.pid).terminate()
        assert engine.wait(30) == 0
        assert window.has_ended.wait(30)


def test_the_log_does_not_grow_without_end(data_dir: Path) -> None:
    log = data_dir / LOG_FILE
    log.write_bytes(b"x" * (MAX_LOG_BYTES + 1))
    engine = launch_engine(data_dir)
    engine.kill()
    engine.wait(30)

    assert log.stat().st_size < 10_000
    assert log.with_suffix(".log.1").stat().st_size == MAX_LOG_BYTES + 1


def test_nobody_else_is_taken_for_an_engine(data_dir: Path) -> None:
    assert not is_engine_of(data_dir, os.getpid())
    assert not is_engine_of(data_dir, 2**22 + 1)


def test_an_engine_may_outlive_whoever_started_it() -> None:
    sleeper = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    leave_running(sleeper)
    assert sleeper.poll() is None
    sleeper.communicate(b"\n", timeout=30)
    leave_running(sleeper)

    assert sleeper.poll() == 0


@pytest.mark.skipif(sys.platform != "linux", reason="ALSA is Linux's")
def test_the_engine_is_told_where_the_system_keeps_its_alsa(tmp_path: Path) -> None:
    configuration = tmp_path / "usr/share/alsa/alsa.conf"
    plugins = tmp_path / "usr/lib64/alsa-lib"
    assert sound_environment({}, tmp_path) == {}

    configuration.parent.mkdir(parents=True)
    configuration.touch()
    plugins.mkdir(parents=True)
    assert sound_environment({}, tmp_path) == {
        "ALSA_CONFIG_PATH": str(configuration),
        "ALSA_PLUGIN_DIR": str(plugins),
    }
    own = {"ALSA_CONFIG_PATH": "/home/own.conf"}
    assert sound_environment(own, tmp_path) == {"ALSA_PLUGIN_DIR": str(plugins)}
