"""What a broadcast without a window was: as JSON, as a sentence, as an exit code."""

from collections.abc import Sequence

from desktop.commands.results import (
    BroadcastResult,
    DestinationResult,
    FramesResult,
    MeanResult,
    ProblemResult,
    RecordingResult,
)
from encoder.errors import EXIT_CODES, Problem
from encoder.messages import DestinationSummary, Stats, Summary
from encoder.settings import Destination


def exit_code(summary: Summary, problem: Problem | None, recording: RecordingResult | None) -> int:
    """Return 0 where everything asked for was done to the end, else the code of what was not."""
    problems = [summary.problem or problem, *(row.problem for row in summary.destinations)]
    for found in problems:
        if found is not None:
            return EXIT_CODES[found.family]
    if recording is not None and recording.problem is not None:
        return RECORDING_FAILED
    return 0


RECORDING_FAILED = 8


def broadcast_result(
    destinations: Sequence[Destination],
    summary: Summary,
    stats: Sequence[Stats],
    problem: Problem | None,
    recording: RecordingResult | None,
    code: int,
) -> BroadcastResult:
    """Return the JSON form; `stats` are those of the seconds on air."""
    rows = destination_rows(destinations, summary, stats)
    return BroadcastResult(
        exit_code=code,
        destinations=rows,
        seconds_live=summary.seconds_live,
        frames=FramesResult(
            summary.frames_encoded, sum(row.frames_sent for row in rows), summary.drops
        ),
        bytes_sent=sum(row.bytes_sent for row in rows),
        reconnects=sum(row.reconnects for row in rows),
        mean=MeanResult(
            fps=_mean([sample.fps for sample in stats], 2),
            video_bps=_mean([sample.video_bps for sample in stats], 0),
            delivered_bps=_mean([sample.main.delivered_bps for sample in stats], 0),
            engine_cpu_percent=_mean([sample.engine_cpu_percent for sample in stats], 1),
        ),
        recording=recording,
        problem=ProblemResult.of(problem),
    )


def destination_rows(
    destinations: Sequence[Destination], summary: Summary, stats: Sequence[Stats] = ()
) -> tuple[DestinationResult, ...]:
    """Return what the broadcast was for each destination, in this order."""
    return tuple(_row(each, summary, stats) for each in destinations)


def as_sentence(summary: Summary) -> str:
    """Return the same for people."""
    drops = summary.drops
    sent = sum(row.frames_sent for row in summary.destinations)
    reconnects = sum(row.reconnects for row in summary.destinations)
    return (
        f"{summary.seconds_live:.1f} s live, {sent} frames sent, "
        f"{drops.render} repeated late, {drops.encoder} skipped by the encoder, "
        f"{drops.network} dropped by the network, {reconnects} reconnects."
    )


def _row(destination: Destination, summary: Summary, stats: Sequence[Stats]) -> DestinationResult:
    rows = [row for row in summary.destinations if row.destination == destination.id]
    row = rows[0] if rows else DestinationSummary(destination.id)
    delivered = [
        each.delivered_bps
        for sample in stats
        for each in sample.destinations
        if each.destination == destination.id
    ]
    return DestinationResult(
        address=destination.shown_url,
        frames_sent=row.frames_sent,
        frames_dropped=row.frames_dropped,
        bytes_sent=row.bytes_sent,
        reconnects=row.reconnects,
        delivered_bps=_mean(delivered, 0),
        problem=ProblemResult.of(row.problem),
    )


def _mean(values: Sequence[float], digits: int) -> float | None:
    if not values:
        return None
    return round(sum(values) / len(values), digits)
