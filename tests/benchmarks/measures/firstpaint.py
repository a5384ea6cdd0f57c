"""How long the window takes to appear, against a bare Qt window: from launch to pixels on screen.

The X server writes its screen to a file; the middle of it is looked at from outside.
"""

import contextlib
import mmap
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from tests.benchmarks.bench import Bench, environment, medians
from tests.benchmarks.cpu import family
from tests.benchmarks.table import NotMeasured, Row

WIDTH, HEIGHT = 1920, 1080
LOOK_S = 0.001
TIMEOUT_S = 20.0
BARE = """
import sys
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
qt = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(QLabel("Livedesk"))
window.resize(1280, 800)
window.show()
qt.exec()
"""


def run(bench: Bench) -> list[Row]:
    """Measure in turns; the first of each only fills the file cache."""
    whole: list[float] = []
    with _screen(bench.new_folder()) as pixels:
        _bare(pixels)
        _ours(bench, pixels, [])
        pairs = bench.pairs(lambda: _ours(bench, pixels, whole), lambda: _bare(pixels))
    ours, theirs, ratio = medians(pairs)
    name = "first picture of the window, against a bare Qt window"
    note = f"still empty; with its panels {statistics.median(whole):.2f} s"
    return [Row(name, ours, theirs, ratio, 1.5, "s", note)]


def _ours(bench: Bench, pixels: mmap.mmap, whole: list[float]) -> float:
    """Return when the window appears; when its panels do is added to `whole`."""
    command = [sys.executable, "-m", "desktop", "--data-dir", str(bench.new_folder())]
    empty_s, with_panels_s = _appearances_s(command, pixels, 2)
    whole.append(with_panels_s)
    return empty_s


def _bare(pixels: mmap.mmap) -> float:
    return _appearances_s([sys.executable, "-c", BARE], pixels, 1)[0]


@contextlib.contextmanager
def _screen(folder: Path) -> Iterator[mmap.mmap]:
    """Run an X server on a white screen; yields its file of pixels."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-wr",
         "-fbdir", str(folder), "-nolisten", "tcp", "-noreset"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writing)
    try:
        with os.fdopen(reading) as answer:
            display = f":{answer.readline().strip()}"
        with (
            # As installed: with the byte code of every module, which the first run of each writes.
            environment(
                DISPLAY=display,
                QT_QPA_PLATFORM="xcb",
                PYTHONDONTWRITEBYTECODE="",
                PYTHONPYCACHEPREFIX=str(folder / "bytecode"),
            ),
            (folder / "Xvfb_screen0").open("rb") as file,
            mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ) as pixels,
        ):
            yield pixels
    finally:
        server.terminate()
        server.wait(10)


def _appearances_s(command: list[str], pixels: mmap.mmap, count: int) -> list[float]:
    """Return how long it takes from the start until the middle has changed so many times."""
    before = seen = _middle(pixels)
    began_s = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    found: list[float] = []
    try:
        while len(found) < count:
            if (now := _middle(pixels)) != seen:
                seen = now
                found.append(time.monotonic() - began_s)
            if time.monotonic() - began_s > TIMEOUT_S or process.poll() is not None:
                raise NotMeasured("no window appeared")
            threading.Event().wait(LOOK_S)
        return found
    finally:
        _end(process, pixels, before)


def _middle(pixels: mmap.mmap) -> bytes:
    # The pixels are the end of the file; windows appear in the upper left corner.
    start = len(pixels) - WIDTH * HEIGHT * 4
    rows = (start + (row * WIDTH + 300) * 4 for row in (300, 400, 500))
    return b"".join(pixels[row : row + 4 * 600] for row in rows)


def _end(process: "subprocess.Popen[bytes]", pixels: mmap.mmap, before: bytes) -> None:
    threading.Event().wait(1.0)  # what it starts after the first picture is to be ended, too
    others = [psutil.Process(pid) for pid in family(process.pid)[1:]]
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for other in others:
        with contextlib.suppress(psutil.NoSuchProcess):
            other.kill()
    psutil.wait_procs(others, 5)
    until_s = time.monotonic() + 5
    while _middle(pixels) != before and time.monotonic() < until_s:
        threading.Event().wait(0.01)
