from desktop.monitoring.showreadings import ShowReadings
from tests.fakes.engine import stats


def test_ten_seconds_become_one_reading_with_their_means() -> None:
    readings = ShowReadings()

    taken = [
        readings.take(stats(1_000.0 + n, fps=20.0 + 2 * (n % 2), sent_bps=4e6), 7, has_chat=False)
        for n in range(20)
    ]

    found = [each for each in taken if each is not None]
    assert [each.at_ms for each in found] == [1_009_000, 1_019_000]
    assert (found[0].frame_rate, found[0].bitrate_bps, found[0].viewers) == (21.0, 4e6, 7)
    assert found[0].chat_per_minute is None


def test_what_is_said_counts_for_a_minute_and_once_for_the_show() -> None:
    readings = ShowReadings()
    readings.hear(5, 1_000.0)
    readings.hear(2, 1_005.0)

    taken = [readings.take(stats(1_000.0 + n), None, has_chat=True) for n in range(80)]

    found = [each for each in taken if each is not None]
    assert [each.chat_messages for each in found] == [7, 0, 0, 0, 0, 0, 0, 0]
    assert [each.chat_per_minute for each in found] == [7, 7, 7, 7, 7, 7, 0, 0]


def test_another_show_begins_at_nothing() -> None:
    readings = ShowReadings()
    readings.hear(5, 1_000.0)
    readings.take(stats(1_000.0), None, has_chat=True)

    readings.begin()

    assert readings.take(stats(1_009.5), None, has_chat=True) is None
