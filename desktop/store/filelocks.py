"""Whether somebody holds a lock file: a question that costs nothing, unlike taking it."""

import os
import sys
from pathlib import Path


def is_locked(file: Path) -> bool:
    """Return whether another process holds this lock of `filelock` now; it may be gone at once."""
    try:
        descriptor = os.open(file, os.O_RDWR)
    except OSError:
        return False  # never taken, or not ours to take: who takes it is told
    try:
        return not _can_take(descriptor)
    finally:
        os.close(descriptor)  # lets go of it as well


def _can_take(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
