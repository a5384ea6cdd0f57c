"""How much the engine's memory grows in ten minutes on air while it records."""

import threading

import psutil

from encoder.messages import RecordingChanged, RecordingState, SetRecording, StartRecording
from encoder.settings import Encoding, Recording, VideoEncoding
from tests.benchmarks import jobs
from tests.benchmarks.bench import Bench
from tests.benchmarks.table import Row

SETTLING_S = 60.0
MEASURED_S = 600.0


def run(bench: Bench) -> list[Row]:
    """Measure once: it takes eleven minutes."""
    with bench.on_air(jobs.screen(jobs.HD)) as engine:
        follower = engine.follower
        follower.send(SetRecording(Recording(folder=str(bench.new_folder()))))
        follower.send(StartRecording(Encoding(VideoEncoding(bitrate_bps=jobs.BITRATE_BPS))))
        follower.wait_for(RecordingChanged, lambda event: event.state is RecordingState.RECORDING)
        threading.Event().wait(SETTLING_S)
        before = psutil.Process(engine.pid).memory_info().rss
        threading.Event().wait(MEASURED_S)
        grown_mb = (psutil.Process(engine.pid).memory_info().rss - before) / 1e6
    name = "engine memory growth in 10 minutes on air, recording"
    return [Row(name, grown_mb, None, grown_mb, 5.0, "MB", f"after {SETTLING_S:.0f} s of settling")]
