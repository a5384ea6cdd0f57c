import botocore.session
import pytest

from cloud.functions.recorder.metrics import METRICS, OLDEST_MS, SESSIONS, Figure, Unit, calls
from tests.cloud.functions.recorder.told import CHANNEL, T0


def viewers(value: float = 5, at_ms: int = T0) -> Figure:
    return Figure(METRICS, "CurrentViewers", value, Unit.COUNT, at_ms, CHANNEL)


def test_defect_03_every_unit_is_one_that_cloudwatch_has() -> None:
    service = botocore.session.Session().get_service_model("cloudwatch")
    known = service.shape_for("StandardUnit").enum

    assert {unit.value for unit in Unit} <= set(known)
    assert "Count/Minute" not in known


def test_defect_13_a_figure_carries_its_own_time() -> None:
    (call,) = calls([viewers()], T0 + 60_000)

    assert call["MetricData"][0]["Timestamp"].isoformat() == "2026-09-21T14:14:00+00:00"


def test_defect_32_a_figure_is_of_a_channel() -> None:
    (call,) = calls([viewers()], T0)

    assert call["MetricData"][0]["Dimensions"] == [{"Name": "ChannelId", "Value": CHANNEL}]


def test_defect_42_what_is_older_than_two_weeks_is_counted_and_the_rest_goes() -> None:
    old = viewers(at_ms=T0 - OLDEST_MS - 1)

    own, counted = calls([old, viewers(), old], T0)

    assert [datum["Value"] for datum in own["MetricData"]] == [5]
    assert counted["Namespace"] == "LiveStreaming/Recorder"
    assert counted["MetricData"][0]["MetricName"] == "FiguresTooOld"
    assert counted["MetricData"][0]["Value"] == 2


def test_defect_43_a_call_carries_up_to_a_thousand_figures() -> None:
    sizes = [len(call["MetricData"]) for call in calls([viewers()] * 1001, T0)]

    assert sizes == [1000, 1]


def test_a_call_is_of_one_namespace() -> None:
    begun = Figure(SESSIONS, "StreamsStarted", 1, Unit.COUNT, T0, CHANNEL)

    found = [call["Namespace"] for call in calls([viewers(), begun, viewers()], T0)]

    assert found == [METRICS, SESSIONS]


def test_nothing_to_send_is_no_call() -> None:
    assert list(calls([], T0)) == []


def test_what_is_no_number_is_no_figure() -> None:
    with pytest.raises(ValueError, match="can't be nan"):
        viewers(float("nan"))
