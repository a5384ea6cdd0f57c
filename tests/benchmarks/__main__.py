"""`make bench`: what a broadcast costs, against the ffmpeg program on the same job.

Both run in turn on the same virtual screen, and only the ratio counts: the machine may be busy.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from encoder.messages import (
    Attached,
    GoLive,
    Phase,
    SetProgramme,
    SourceChanged,
    SourceState,
    Stop,
    Stopped,
)
from encoder.settings import Canvas, Destination, Encoding, Programme, SourceSpec, StreamKey
from tests.benchmarks.cpu import cpu_per_s, engine_pid
from tests.endtoend.follower import Follower
from tests.endtoend.nginxrtmp import NginxRtmp
from tests.endtoend.virtualscreen import VirtualScreen

SCREEN = (1920, 1080)
WARM_UP_S = 3.0
MEASURED_S = 8.0
PROGRAMME = Programme(Canvas(1280, 720, 30), SourceSpec("screen"))


def main() -> None:
    """Measure, print the table, write the JSON."""
    options = argparse.ArgumentParser(prog="make bench")
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--json", type=Path, default=Path(".run/bench.json"))
    chosen = options.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="livedesk-")))
        screen = stack.enter_context(VirtualScreen(*SCREEN))
        os.environ["DISPLAY"] = screen.display
        stack.enter_context(_moving_screen())
        server = NginxRtmp(folder / "nginx")
        stack.callback(server.stop)
        ours = [_our_cpu(folder / f"home{run}", server) for run in range(chosen.runs)]
        theirs = [_ffmpeg_cpu(server) for _ in range(chosen.runs)]
        warm_s = [_go_live_s(folder / f"warm{run}", server) for run in range(chosen.runs)]
    rows = {
        "engine CPU per output second, 1080p screen -> 720p30 3 Mb/s": statistics.median(ours),
        "the ffmpeg program on the same job": statistics.median(theirs),
        "ratio": statistics.median(ours) / statistics.median(theirs),
        "Go live -> first keyframe accepted, engine warm (ms)": 1000 * statistics.median(warm_s),
    }
    for name, value in rows.items():
        sys.stdout.write(f"{value:10.3f}  {name}\n")
    chosen.json.parent.mkdir(parents=True, exist_ok=True)
    chosen.json.write_text(json.dumps({"runs": chosen.runs, "median": rows}, indent=2) + "\n")


def _moving_screen() -> "_Killed":
    command = [sys.executable, "-m", "tests.benchmarks.movingscreen", "{}x{}".format(*SCREEN)]
    process = subprocess.Popen(command, env=os.environ | {"QT_QPA_PLATFORM": "xcb"})
    return _Killed(process)


class _Killed:
    """A process that ends with its `with` block."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._process = process

    def __enter__(self) -> "_Killed":
        return self

    def __exit__(self, *reason: object) -> None:
        self._process.kill()
        self._process.wait()


def _our_cpu(home: Path, server: NginxRtmp) -> float:
    return _on_air(home, server, lambda: cpu_per_s(engine_pid(home), MEASURED_S), WARM_UP_S)


def _go_live_s(home: Path, server: NginxRtmp) -> float:
    return _on_air(home, server, lambda: 0.0, 0.0)


def _on_air(home: Path, server: NginxRtmp, measure: Callable[[], float], warm_up_s: float) -> float:
    with Follower(home) as window:
        window.wait_for(Attached)
        window.send(SetProgramme(PROGRAMME))
        window.wait_for(SourceChanged, lambda event: event.state is SourceState.RUNNING)
        began_s = time.monotonic()
        window.send(GoLive(Encoding(), Destination(server.url, StreamKey("practice-bench"))))
        window.wait_for_phase(Phase.LIVE)
        took_s = time.monotonic() - began_s
        if warm_up_s:
            cpu_per_s(os.getpid(), warm_up_s)
            took_s = measure()
        window.send(Stop())
        window.wait_for(Stopped)
    return took_s


def _ffmpeg_cpu(server: NginxRtmp) -> float:
    width, height = SCREEN
    process = subprocess.Popen(
        [
            "ffmpeg", "-nostdin", "-loglevel", "error",
            "-f", "x11grab", "-framerate", "30", "-video_size", f"{width}x{height}",
            "-i", os.environ["DISPLAY"],
            "-f", "lavfi", "-i", "anullsrc=sample_rate=48000:channel_layout=stereo",
            "-vf", "scale=1280:720:flags=bilinear,format=yuv420p",
            "-c:v", "libx264", "-preset", "veryfast", "-tune", "zerolatency", "-profile:v", "main",
            "-b:v", "3M", "-maxrate", "3M", "-bufsize", "3M", "-x264-params", "filler=1",
            "-g", "60", "-keyint_min", "60", "-sc_threshold", "0", "-c:a", "aac", "-b:a", "160k",
            "-f", "flv", f"{server.url}/ffmpeg",
        ]
    )  # fmt: skip
    try:
        cpu_per_s(process.pid, WARM_UP_S)
        return cpu_per_s(process.pid, MEASURED_S)
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    main()
