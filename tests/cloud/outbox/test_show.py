from cloud.outbox.show import Reading, Show, ended, measured, started
from tests.cloud.outbox.showing import CHANNEL, T0

SHOW = Show("show-1", CHANNEL, T0, T0)


def test_a_show_is_counted_to_its_end() -> None:
    show, begun = started(SHOW, "ann", "Speedrun", "1080p30")
    for number, viewers in enumerate((5, 9, 7), 1):
        reading = Reading(
            T0 + 10_000 * number,
            viewers=viewers,
            bitrate_bps=4e6 + 1e6 * number,
            chat_messages=2,
            chat_per_minute=12.0,
        )
        show, update = measured(show, reading)
    over = ended(show, T0 + 40_000)

    assert [begun.sequence, update.sequence, over.sequence] == [0, 3, 4]
    assert (over.duration, over.peak_viewers, over.total_chat_messages) == (40.0, 9, 6)
    assert over.avg_bitrate == 6e6
    assert over.started_at == T0


def test_what_was_never_measured_is_not_told() -> None:
    show, _ = measured(SHOW, Reading(T0 + 10_000, cpu_percent=3.0))
    over = ended(show, T0 + 20_000)

    assert (over.peak_viewers, over.total_chat_messages, over.avg_bitrate) == (None, None, None)


def test_a_show_ends_no_earlier_than_it_began() -> None:
    assert ended(SHOW, T0 - 5).duration == 0


def test_a_show_that_was_interrupted_says_so() -> None:
    assert ended(SHOW, T0 + 5, "interrupted").reason == "interrupted"
