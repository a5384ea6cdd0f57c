"""The arithmetic of the table; what it measures is measured by `make bench` only."""

import json

import pytest

from tests.benchmarks.bench import medians
from tests.benchmarks.table import Row, as_text


def test_a_limit_is_kept_up_to_its_value() -> None:
    assert Row("a", reached=1.05, limit=1.05).is_met is True
    assert Row("a", reached=1.06, limit=1.05).is_met is False
    assert Row("a", limit=1.05).is_met is None


def test_the_ratio_is_the_median_within_the_pairs_not_of_the_medians() -> None:
    pairs = [(1.0, 1.0), (4.0, 2.0), (3.0, 10.0)]

    ours, theirs, ratio = medians(pairs)

    assert (ours, theirs) == (3.0, 2.0)
    assert ratio == 1.0


def test_the_table_is_markdown_with_one_line_a_row() -> None:
    text = as_text([Row("cost", 0.33, 0.4, 0.825, 1.05, "s"), Row("later", note="not here")])

    heading, rule, cost, later = text.splitlines()
    assert [cell.strip() for cell in heading.strip("|").split("|")][:2] == ["measure", "ours"]
    assert set(rule) == {"|", "-"}
    assert [cell.strip() for cell in cost.strip("|").split("|")] == [
        *("cost", "0.33 s", "0.4 s", "0.825", "1.05", "yes", "")
    ]
    assert "not measured" in later


@pytest.mark.parametrize("row", [Row("a"), Row("b", 1.0, None, 1.0, 2.0, "ms", "why")])
def test_a_row_is_json_and_says_whether_it_is_met(row: Row) -> None:
    assert json.loads(json.dumps(row.as_json()))["met"] is row.is_met
