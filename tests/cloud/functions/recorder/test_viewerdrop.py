import pytest

from cloud.functions.recorder.items import Item
from cloud.functions.recorder.rollups import MINUTE_MS, rollup
from cloud.functions.recorder.viewerdrop import first_minute, viewer_drop_percent
from tests.cloud.functions.recorder.told import CHANNEL, T0, sample


def minutes(*viewers: int | None) -> dict[int, Item]:
    """So many viewers in each minute from T0 on; None: offline."""
    return {
        (at := T0 + number * MINUTE_MS): rollup(None, "show-1", [sample(at, count)], CHANNEL, at)
        for number, count in enumerate(viewers)
        if count is not None
    }


TENTH = T0 + 9 * MINUTE_MS + 12_000


@pytest.mark.parametrize(
    ("viewers", "percent"),
    [
        ([100] * 5 + [40] * 5, 60.0),
        ([100] * 5 + [50] * 5, 50.0),
        ([100] * 5 + [130] * 5, 0.0),
        ([100] * 10, 0.0),
        ([19] * 5 + [0] * 5, None),
        ([20] * 5 + [0] * 5, 100.0),
        ([0] * 10, None),
        ([100] * 5 + [None, 40, 40, 40, 40], 60.0),
        ([100] * 5 + [None, None, 40, 40, 40], None),
        ([None] * 5 + [40] * 5, None),
        ([None, None, None, 100, 100] + [40] * 5, None),
    ],
)
def test_defect_36_a_drop_compares_two_means_of_five_minutes(
    viewers: list[int | None], percent: float | None
) -> None:
    assert viewer_drop_percent(minutes(*viewers), TENTH) == percent


def test_ten_minutes_count_with_that_of_the_sample_as_the_last() -> None:
    assert first_minute(TENTH) == T0
