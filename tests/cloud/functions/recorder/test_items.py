from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloud.functions.recorder.items import from_item, to_item


@given(
    st.dictionaries(
        st.text(min_size=1),
        st.integers(-(10**15), 10**15) | st.text() | st.booleans() | st.lists(st.text()),
    )
)
def test_what_went_in_comes_out(values: dict[str, object]) -> None:
    assert from_item(to_item(values)) == values


@given(st.floats(-1e12, 1e12))
def test_a_float_keeps_fifteen_digits(value: float) -> None:
    assert from_item(to_item({"x": value}))["x"] == pytest.approx(value, rel=1e-14, abs=1e-300)


def test_defect_02_a_time_that_was_read_is_a_whole_number() -> None:
    assert from_item({"timestamp": Decimal("1790000040000")}) == {"timestamp": 1_790_000_040_000}
    assert isinstance(from_item({"timestamp": Decimal(5)})["timestamp"], int)


def test_defect_07_every_number_becomes_a_decimal_wherever_it_stands() -> None:
    row = to_item({"cpuUsage": 31.4, "sessions": {"a": {"mean": 0.1}}, "all": [0.5]})

    assert row == {
        "cpuUsage": Decimal("31.4"),
        "sessions": {"a": {"mean": Decimal("0.1")}},
        "all": [Decimal("0.5")],
    }


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_defect_07_what_is_no_number_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="can't be kept"):
        to_item({"x": value})


def test_defect_29_a_whole_number_stays_whole() -> None:
    assert repr(from_item(to_item({"viewers": 5, "mean": 5.5}))) == "{'viewers': 5, 'mean': 5.5}"


def test_what_is_not_known_is_not_written() -> None:
    assert to_item({"peakViewers": None}) == {}


def test_what_a_table_can_not_hold_is_refused() -> None:
    with pytest.raises(TypeError, match="object"):
        to_item({"x": object()})
