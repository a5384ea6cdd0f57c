"""`livedesk devices`: what can be captured on this machine, as the engine sees it."""

import queue
import shutil
import tempfile
import time
from pathlib import Path

from desktop.commands.output import print_json, print_line, say_problem
from desktop.commands.results import DevicesResult, ProblemResult, SourceResult
from encoder.errors import EXIT_CODES, ErrorCode, Problem
from encoder.messages import CatalogueListed, EngineChanged, EngineState, SupervisedEvent
from encoder.supervisor import Supervise, Supervisor

TIMEOUT_S = 20.0


def run_devices(prints_json: bool, data_folder: Path, supervise: Supervise = Supervisor) -> int:
    """Print every kind of source with its devices and options; return the exit code."""
    answer = _ask(data_folder, supervise)
    if isinstance(answer, Problem):
        say_problem(answer)
        return EXIT_CODES[answer.family]
    if prints_json:
        print_json(_result(answer))
        return 0
    for source in answer.sources:
        note = "" if source.problem is None else f"  (not usable here: {source.problem.message})"
        print_line(f"{source.kind:12}{source.title}{note}")
        for device in source.devices:
            print_line(f"{'':12}  {device.id}  {device.title}")
    return 0


def _ask(data_folder: Path, supervise: Supervise) -> CatalogueListed | Problem:
    data_folder.mkdir(parents=True, exist_ok=True)
    home = Path(tempfile.mkdtemp(prefix="devices-", dir=data_folder))
    events: queue.SimpleQueue[SupervisedEvent] = queue.SimpleQueue()
    supervisor = supervise(home, events.put, keeps_on_air=False)
    supervisor.start()
    deadline = time.monotonic() + TIMEOUT_S
    try:
        while (remaining := deadline - time.monotonic()) > 0:
            try:
                event = events.get(timeout=remaining)
            except queue.Empty:
                break
            match event:
                case CatalogueListed():
                    return event
                case EngineChanged(state=EngineState.GONE, problem=problem) if problem:
                    return problem
                case _:
                    pass
        return Problem(ErrorCode.ENGINE_HUNG)
    finally:
        supervisor.close()
        shutil.rmtree(home, ignore_errors=True)


def _result(answer: CatalogueListed) -> DevicesResult:
    return DevicesResult(
        tuple(
            SourceResult(
                source.kind,
                source.title,
                source.has_video,
                source.has_audio,
                source.devices,
                source.schema,
                ProblemResult.of(source.problem),
            )
            for source in answer.sources
        )
    )
