"""CPU seconds of processes and their threads, as the kernel counted them."""

import threading
import time
from collections.abc import Sequence

import psutil


def cpu_s(pids: Sequence[int]) -> float:
    """Return the CPU seconds these processes have used so far."""
    times = [psutil.Process(pid).cpu_times() for pid in pids]
    return float(sum(each.user + each.system for each in times))


def cpu_per_s(pids: Sequence[int], seconds: float) -> float:
    """Return CPU seconds per second of wall time, over the next `seconds`."""
    began_s, before_s = time.monotonic(), cpu_s(pids)
    threading.Event().wait(seconds)
    return (cpu_s(pids) - before_s) / (time.monotonic() - began_s)


def family(pid: int) -> list[int]:
    """Return a process and everything it has started."""
    return [pid, *(child.pid for child in psutil.Process(pid).children(recursive=True))]
