from desktop.commands.broadcastresult import as_sentence, broadcast_result, exit_code
from desktop.commands.results import ProblemResult, RecordingResult
from encoder.errors import ErrorCode, Problem
from encoder.messages import DestinationSummary, Drops, Summary
from encoder.settings import Destination, StreamKey
from tests.fakes.engine import destination_stats, stats

REFUSED = Problem(ErrorCode.KEY_REFUSED, {"host": "h", "status": "BadName"})
LOST = Problem(ErrorCode.ENGINE_CRASHED, {"reason": "SIGKILL"})
FULL = ProblemResult("disk-full", "No room.", "Make room.")
HERE = Destination("rtmp://here/app", StreamKey("sk_hunter2"))
THERE = Destination("rtmp://there/app", StreamKey("sk_hunter3"), id="there")
FINE = Summary(60.0, 1800, Drops(3, 1, 5), (DestinationSummary("main", 1795, 5, 9_000, 2),))


def test_only_what_was_done_to_the_end_is_a_success() -> None:
    whole, cut = RecordingResult("/a.mp4", 60.0, None), RecordingResult("/a.mp4", 9.0, FULL)
    refused = Summary(9.0, 1, Drops(), (DestinationSummary("main", problem=REFUSED),))

    assert exit_code(FINE, None, None) == exit_code(FINE, None, whole) == 0
    assert exit_code(FINE, LOST, whole) == 7
    assert exit_code(refused, None, whole) == 5
    assert exit_code(FINE, None, cut) == 8
    assert exit_code(Summary(9.0, 1, Drops(), problem=REFUSED), LOST, cut) == 5


def test_a_destination_that_never_began_has_a_row_of_zeros() -> None:
    result = broadcast_result((HERE, THERE), FINE, [], None, None, 0)

    assert [row.frames_sent for row in result.destinations] == [1795, 0]
    assert (result.frames.sent, result.reconnects, result.bytes_sent) == (1795, 2, 9_000)
    assert result.mean.fps is None
    assert "hunter" not in repr(result)


def test_means_are_those_of_the_seconds_on_air() -> None:
    rows = (destination_stats(), destination_stats("there", delivered_bps=1_000_000.0))
    seconds = [stats(fps=30.0, destinations=rows), stats(fps=29.0)]
    result = broadcast_result((HERE, THERE), FINE, seconds, None, None, 0)

    assert result.mean.fps == 29.5
    assert result.mean.delivered_bps == 3_165_000
    assert result.destinations[1].delivered_bps == 1_000_000


def test_the_sentence_counts_all_destinations_together() -> None:
    rows = (*FINE.destinations, DestinationSummary("there", 5, 0, 1, 1))
    sentence = as_sentence(Summary(60.0, 1800, Drops(3, 1, 5), rows))

    assert sentence.startswith("60.0 s live, 1800 frames sent, 3 repeated late")
    assert sentence.endswith("5 dropped by the network, 3 reconnects.")
