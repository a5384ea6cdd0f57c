import pytest

from desktop.golive import RecordingView, Situation, added, asked, forgotten
from encoder.messages import (
    Phase,
    RecordingState,
)
from encoder.settings import Destination, StreamKey

PRACTICE = Destination("rtmp://127.0.0.1/live", StreamKey("practice-1"), "practice")
SECOND = Destination("rtmp://10.0.0.1/live", StreamKey("k"), id="to-2")


def test_pressing_go_live_makes_nothing_true() -> None:
    situation = asked(Situation(phase=Phase.LIVE), [PRACTICE])

    assert situation.phase is Phase.LIVE
    assert situation.destinations["main"].phase is Phase.IDLE
    assert not asked(Situation(), [PRACTICE]).is_on_air


def test_a_destination_that_is_added_starts_with_a_clean_sheet() -> None:
    situation = added(asked(Situation(), [PRACTICE]), SECOND)

    assert list(situation.destinations) == ["main", "to-2"]
    assert situation.destinations["to-2"].destination == SECOND


def test_a_recording_put_aside_is_offered_no_more() -> None:
    assert forgotten(Situation(unfinished=("a", "b")), "a").unfinished == ("b",)


@pytest.mark.parametrize("state", [RecordingState.RECORDING, RecordingState.FINALISING])
def test_a_recording_alone_fixes_the_canvas_too(state: RecordingState) -> None:
    assert Situation(recording=RecordingView(state, "a")).is_encoding
    assert not Situation().is_encoding
