"""`livedesk devices`: what can be captured and encoded on this machine, as the engine sees it."""

import queue
import shutil
import tempfile
import time
from pathlib import Path

from desktop.commands.output import print_json, print_line, say_problem
from desktop.commands.results import DevicesResult, EncoderResult, ProblemResult, SourceResult
from encoder.errors import EXIT_CODES, ErrorCode, Problem
from encoder.messages import CatalogueListed, EngineChanged, EngineState, SupervisedEvent
from encoder.supervisor import Supervise, Supervisor

TIMEOUT_S = 20.0
ENCODERS_S = 8.0
"""How long to wait for the encoders, which are tried one after the other; x264 is always there."""


def run_devices(
    prints_json: bool,
    data_folder: Path,
    supervise: Supervise = Supervisor,
    encoders_s: float = ENCODERS_S,
) -> int:
    """Print every kind of source with its devices and options, and the encoders.

    Returns the exit code.
    """
    answer = _ask(data_folder, supervise, encoders_s)
    if isinstance(answer, Problem):
        say_problem(answer)
        return EXIT_CODES[answer.family]
    if prints_json:
        print_json(_result(answer))
        return 0
    for source in answer.sources:
        _print_kind(source.kind, source.title, source.problem)
        for device in source.devices:
            print_line(f"{'':20}  {device.id}  {device.title}")
    for encoder in answer.encoders:
        _print_kind(encoder.name, encoder.title, encoder.problem)
    for headphones in answer.headphones:
        print_line(f"{'headphones':20}{headphones.title}  {headphones.id}")
    return 0


def _print_kind(name: str, title: str, problem: Problem | None) -> None:
    note = "" if problem is None else f"  (not usable here: {problem.message})"
    print_line(f"{name:20}{title}{note}")


def _ask(data_folder: Path, supervise: Supervise, encoders_s: float) -> CatalogueListed | Problem:
    data_folder.mkdir(parents=True, exist_ok=True)
    home = Path(tempfile.mkdtemp(prefix="devices-", dir=data_folder))
    events: queue.SimpleQueue[SupervisedEvent] = queue.SimpleQueue()
    supervisor = supervise(home, events.put, keeps_on_air=False)
    supervisor.start()
    answer: CatalogueListed | Problem = Problem(ErrorCode.ENGINE_HUNG)
    deadline = time.monotonic() + TIMEOUT_S
    try:
        while (remaining := deadline - time.monotonic()) > 0:
            try:
                event = events.get(timeout=remaining)
            except queue.Empty:
                break
            match event:
                case CatalogueListed():
                    if len(event.encoders) > 1:
                        return event
                    if isinstance(answer, Problem):  # the first: the encoders are being tried
                        deadline = time.monotonic() + encoders_s
                    answer = event
                case EngineChanged(state=EngineState.GONE, problem=problem) if problem:
                    return problem
                case _:
                    pass
        return answer
    finally:
        supervisor.close()
        shutil.rmtree(home, ignore_errors=True)


def _result(answer: CatalogueListed) -> DevicesResult:
    return DevicesResult(
        sources=tuple(
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
        ),
        encoders=tuple(
            EncoderResult(each.name, each.title, each.is_hardware, ProblemResult.of(each.problem))
            for each in answer.encoders
        ),
        headphones=answer.headphones,
    )
