"""What the same job costs by OBS, where it is installed. Here OpenGL is drawn by the processor.

OBS composes on the graphics card; without one, Mesa does that work in software, which is most of
the difference. Its window is open (it has none of the headless kind), its preview is off.
"""

import shutil
import subprocess

from tests.benchmarks import jobs
from tests.benchmarks.bench import Bench, medians, running, settled_cpu
from tests.benchmarks.cpu import cpu_per_s, family
from tests.benchmarks.obsprofile import write_profile
from tests.benchmarks.table import NotMeasured, Row

OPENING_S = 8.0


def run(bench: Bench) -> list[Row]:
    """Measure in turns."""
    if shutil.which("obs") is None:
        raise NotMeasured("OBS is not installed (on Debian: apt-get install obs-studio)")
    ours, theirs, ratio = medians(
        bench.pairs(lambda: bench.engine_cpu(jobs.screen(jobs.HD)), lambda: _obs_cpu(bench))
    )
    name = "engine CPU per second, 720p30, against OBS"
    return [Row(name, ours, theirs, ratio, 0.5, "s", f"{_version()}, OpenGL in software")]


def _obs_cpu(bench: Bench) -> float:
    home = bench.new_folder()
    write_profile(home, bench.nginx.url)
    with (
        bench.tape() as tape,
        running(
            ["obs", "--multi", "--startstreaming", "--profile", "bench", "--collection", "bench"],
            HOME=str(home),
            XDG_CONFIG_HOME=str(home / ".config"),
            XDG_RUNTIME_DIR=str(home / "run"),
            DISPLAY=bench.display,
            QT_QPA_PLATFORM="xcb",
        ) as process,
    ):
        try:
            tape.wait_for_pictures(jobs.HD.fps, 30)
        except AssertionError:
            raise NotMeasured("OBS did not go live") from None
        cpu_per_s([process.pid], OPENING_S)
        return settled_cpu(*family(process.pid))


def _version() -> str:
    said = subprocess.run(["obs", "--version"], capture_output=True, text=True, check=False).stdout
    return said.strip().splitlines()[-1] if said else "OBS"
