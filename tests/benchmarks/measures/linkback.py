"""How long the server waits for a keyframe once the road is back after a cut of ten seconds."""

import statistics
import threading
import time

from encoder.messages import Attached, Phase, SetProgramme, Stop, Stopped
from tests.benchmarks.bench import Bench
from tests.benchmarks.table import NotMeasured, Row
from tests.endtoend.faults.faultlink import SERVER_ADDRESS, FaultLink, why_not
from tests.endtoend.faults.studio import go_live, launcher, programme
from tests.endtoend.faults.tape import Tape
from tests.endtoend.follower import Follower
from tests.endtoend.nginxrtmp import NginxRtmp

CUT_S = 10.0


def run(bench: Bench) -> list[Row]:
    """Cut and mend, each run on a road of its own."""
    if reason := why_not():
        raise NotMeasured(reason)
    found = [_took_s(bench) for _ in range(bench.runs)]
    ours = statistics.median(found)
    note = "runs: " + ", ".join(f"{each:.2f}" for each in found)
    return [Row("road back after a 10 s cut to first keyframe", ours, None, ours, 1.0, "s", note)]


def _took_s(bench: Bench) -> float:
    folder = bench.new_folder()
    with FaultLink() as link:
        server = NginxRtmp(folder / "nginx", host=SERVER_ADDRESS, inside=link.server)
        try:
            with (
                Tape(server.recordings, 0.002) as tape,
                Follower(folder / "engine", launch=launcher(link.client)) as window,
            ):
                window.wait_for(Attached)
                window.send(SetProgramme(programme()), go_live(server.url))
                window.wait_for_phase(Phase.LIVE)
                tape.wait_for_pictures(60)
                link.pull_cable()
                threading.Event().wait(CUT_S)
                link.plug_cable()
                back_s = time.monotonic()
                took_s = tape.keyframe_since(back_s, session=2).arrived_s - back_s
                window.send(Stop())
                window.wait_for(Stopped)
        finally:
            server.kill()
    return took_s
