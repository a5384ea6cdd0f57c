"""Starts the engine as a process of its own session, so that it outlives whoever started it."""

import os
import platform
import subprocess
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import psutil

ALREADY_RUNNING = 17
"""Exit code of an engine whose folder another one owns: attach to that one."""
LOG_FILE = "engine.log"
MAX_LOG_BYTES = 1_000_000


class EngineProcess(Protocol):
    """A launched engine, as far as its parent needs it."""

    pid: int

    def poll(self) -> int | None:
        """Return the exit code, None while it runs."""
        ...

    def kill(self) -> None:
        """End it at once."""
        ...

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end."""
        ...


class Launcher(Protocol):
    """How an engine is started."""

    def __call__(self, home: Path) -> EngineProcess:
        """Start an engine for this home folder; raises OSError."""
        ...


def launch_engine(home: Path) -> EngineProcess:
    """Start `python -m encoder.engine HOME`, detached; its output goes to HOME/engine.log.

    Nothing secret is passed: the stream key travels over the authenticated connection later.
    """
    home.mkdir(parents=True, exist_ok=True)
    log = home / LOG_FILE
    if log.exists() and log.stat().st_size > MAX_LOG_BYTES:
        log.replace(log.with_suffix(".log.1"))
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
    with log.open("ab") as output:
        return subprocess.Popen(
            [sys.executable, *_arguments(home)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            creationflags=flags,
            cwd=home,
            env=os.environ | sound_environment(os.environ) | {"PYTHONSAFEPATH": "1"},
        )


def sound_environment(environ: Mapping[str, str], root: Path = Path("/")) -> dict[str, str]:
    """Return what PyAV's own ALSA needs to find the system's configuration and plug-ins.

    It looks for them in the folder it was built in, which exists nowhere. What is set is kept.
    """
    if sys.platform != "linux":
        return {}
    triplets = (str(sysconfig.get_config_var("MULTIARCH")), f"{platform.machine()}-linux-gnu")
    folders = (*(f"usr/lib/{triplet}/alsa-lib" for triplet in triplets), "usr/lib64/alsa-lib")
    places = {
        "ALSA_CONFIG_PATH": ("usr/share/alsa/alsa.conf",),
        "ALSA_PLUGIN_DIR": (*folders, "usr/lib/alsa-lib"),
    }
    return {
        name: str(found[0])
        for name, paths in places.items()
        if name not in environ
        and (found := [root / path for path in paths if (root / path).exists()])
    }


def is_engine_of(home: Path, pid: int) -> bool:
    """Tell whether this process is an engine of that folder; numbers are used again."""
    try:
        return psutil.Process(pid).cmdline()[-3:] == _arguments(home)
    except psutil.Error:
        return False


def _arguments(home: Path) -> list[str]:
    return ["-m", "encoder.engine", str(home.absolute())]


_left_running: list[EngineProcess] = []


def leave_running(process: EngineProcess) -> None:
    """Let a process outlive us. Forgotten, it would be reported as a leak when collected."""
    _left_running[:] = [old for old in _left_running if old.poll() is None]
    _left_running.append(process)
