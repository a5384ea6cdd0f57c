from pathlib import Path

from filelock import FileLock

from desktop.store.filelocks import is_locked


def test_a_lock_that_is_held_is_seen_and_not_taken(home: Path) -> None:
    file = home / "window.lock"
    with FileLock(file):
        assert is_locked(file)

    assert not is_locked(file)
    with FileLock(file, timeout=0):
        pass


def test_a_lock_that_nobody_ever_took_is_free(home: Path) -> None:
    assert not is_locked(home / "window.lock")
    assert not (home / "window.lock").exists()
