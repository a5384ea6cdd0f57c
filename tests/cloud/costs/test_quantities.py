import pytest
from hypothesis import given
from hypothesis import strategies as some

from cloud.costs.quantities import counts, quantity_of
from cloud.costs.values import Usage
from cloud.patterns.metadata import Basis, CostLine, Text

SHOW = Usage(live_hours=2, viewers=500, messages_per_s=2, hours=73, segment_s=2)


def line(per: Basis, **more: object) -> CostLine:
    return CostLine(title=Text("A", "あ"), price="a", per=per, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("per", "units"),
    [
        (Basis.LIVE_HOUR, 2),
        (Basis.INGEST_GB, 2),
        (Basis.HOUR, 73),
        (Basis.MONTH, 0.1),
        (Basis.VIEWER_HOUR, 1000),
        (Basis.DELIVERED_GB, 1802),
        (Basis.EDGE_REQUEST, 1.8),
        (Basis.MESSAGE_SENT, 0.0144),
        (Basis.MESSAGE_DELIVERED, 7.2),
        (Basis.CONNECTION_MINUTE, 0.06),
        (Basis.LIVE_MINUTE, 0.00012),
    ],
)
def test_a_show_of_two_hours_and_500_viewers_uses(per: Basis, units: float) -> None:
    assert quantity_of(line(per), SHOW, {}, 1.802) == pytest.approx(units)


def test_what_a_viewer_receives_can_be_said_by_the_user() -> None:
    usage = Usage(live_hours=1, viewers=10, gb_per_viewer_hour=0.5)

    assert quantity_of(line(Basis.DELIVERED_GB), usage, {}, 1.802) == 5


def test_numeric_parameters_multiply_and_others_make_nothing() -> None:
    nodes = line(Basis.HOUR, times=("Nodes",))

    assert quantity_of(nodes, SHOW, {"Nodes": "3"}, 0) == 219
    assert quantity_of(nodes, SHOW, {"Nodes": "many"}, 0) == 0


def test_a_line_counts_only_under_its_choices() -> None:
    private = line(Basis.HOUR, when={"Type": ("BASIC", "STANDARD"), "Private": ("true",)})

    assert counts(private, {"Type": "BASIC", "Private": "true"})
    assert not counts(private, {"Type": "BASIC", "Private": "false"})
    assert not counts(private, {})


@given(
    per=some.sampled_from(list(Basis)),
    viewers=some.integers(0, 1_000_000),
    hours=some.floats(0, 1000),
)
def test_quantities_are_never_negative_and_grow_with_the_audience(
    per: Basis, viewers: int, hours: float
) -> None:
    few = Usage(live_hours=hours, viewers=viewers)
    more = Usage(live_hours=hours, viewers=viewers * 2)

    assert 0 <= quantity_of(line(per), few, {}, 1.8) <= quantity_of(line(per), more, {}, 1.8)
