"""CPU seconds of a process and its threads, as the kernel counted them."""

import time
from pathlib import Path

import psutil


def cpu_s(pid: int) -> float:
    """Return the CPU seconds the process has used so far."""
    times = psutil.Process(pid).cpu_times()
    return float(times.user + times.system)


def cpu_per_s(pid: int, seconds: float) -> float:
    """Return CPU seconds per second of wall time, over the next `seconds`."""
    began_s, before_s = time.monotonic(), cpu_s(pid)
    psutil.Process().cpu_percent(seconds)  # waits, without being woken
    return (cpu_s(pid) - before_s) / (time.monotonic() - began_s)


def engine_pid(folder: Path) -> int:
    """Return the process id of the engine whose home is below `folder`."""
    for process in psutil.process_iter(["cmdline"]):
        words = process.info["cmdline"] or []
        if "encoder.engine" in words and any(str(folder) in word for word in words):
            return int(process.pid)
    raise LookupError(f"no engine below {folder}")
