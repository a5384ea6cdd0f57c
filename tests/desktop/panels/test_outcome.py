import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.panels.outcome import Outcome, duration
from encoder.messages import DestinationSummary, Drops, Summary


def test_it_takes_no_room_before_a_broadcast_has_ended(qtbot: QtBot) -> None:
    outcome = Outcome()
    qtbot.addWidget(outcome)

    assert outcome.isHidden()


ENDED = Summary(
    3725.4,
    111_762,
    Drops(3, 1, 12),
    (
        DestinationSummary("main", frames_sent=111_750, reconnects=2),
        DestinationSummary("to-2", frames_sent=90_000, reconnects=1),
    ),
)


def test_it_tells_duration_frames_losses_by_cause_and_reconnects(stage: QWidget) -> None:
    outcome = Outcome(stage)

    outcome.show_summary(ENDED)

    assert outcome.text().splitlines() == [
        "Duration: 1:02:05",
        "Frames sent: 111,750 of 111,762",
        "Repeated, composed late: 3",
        "Skipped by the encoder: 1",
        "Dropped by the network: 12",
        "Reconnects: 3",
    ]
    assert outcome.accessibleDescription() == outcome.text()


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.0, "0:00:00"), (59.99, "0:00:59"), (36_000.0, "10:00:00")]
)
def test_a_duration_is_written_in_hours(seconds: float, text: str) -> None:
    assert duration(seconds) == text


def test_a_broadcast_that_was_never_on_air_has_no_figures(stage: QWidget) -> None:
    outcome = Outcome(stage)
    outcome.show_summary(ENDED)

    outcome.show_summary(Summary(0.0, 4, Drops(), (DestinationSummary("main"),)))

    assert outcome.isHidden()
