import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import boto3
import pytest

from cloud.functions.recorder.audience import Audience
from cloud.functions.recorder.events import InvalidEvent
from cloud.functions.recorder.handler import Entry, handler
from cloud.functions.recorder.reconciling import Reconciler
from tests.cloud.functions.recorder.account import REGION, account
from tests.cloud.functions.recorder.test_reconciling import IVS, Books
from tests.cloud.functions.recorder.test_services import of_ivs
from tests.cloud.functions.recorder.told import CHANNEL, SHOW, T0, Desk

ExpectedLog = Callable[[str, str], None]


def event(kind: str, at_ms: int = T0, **more: Any) -> dict[str, Any]:
    ids = {"sessionId": SHOW, "channelId": CHANNEL}
    return {"eventType": kind, "timestamp": at_ms} | ids | more


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def entry(desk: Desk) -> Entry:
    books, now = Books(), lambda: desk.now_ms
    reconciler = Reconciler(desk.recorder, desk.store, books, IVS, now)
    return Entry(desk.recorder, reconciler, Audience(books, IVS, now), now)


def body(answer: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(answer["body"])
    return found


def test_an_event_is_answered_with_its_session(entry: Entry, desk: Desk) -> None:
    answer = entry.answer(event("stream_start", streamTitle="Speedrun"))

    assert answer["statusCode"] == 200
    assert body(answer) == {"message": "recorded", "sessionId": SHOW}
    assert desk.store.kept[SHOW].title == "Speedrun"


def test_defect_09_an_unknown_type_is_400_and_counted(
    entry: Entry, desk: Desk, expected_log: ExpectedLog
) -> None:
    expected_log("WARNING", "1 event")

    answer = entry.answer(event("stream_pause"))

    assert answer["statusCode"] == 400
    assert body(answer) == {"message": "unknown eventType 'stream_pause'", "sessionId": SHOW}
    assert desk.values("EventsRejected") == [1]


@pytest.mark.parametrize("name", ["sessionId", "channelId"])
def test_defect_10_a_missing_field_is_400_before_anything_is_written(
    name: str, entry: Entry, desk: Desk, expected_log: ExpectedLog
) -> None:
    expected_log("WARNING", "1 event")
    bare = event("stream_start")
    del bare[name]

    answer = entry.answer(bare)

    assert answer["statusCode"] == 400
    assert name in body(answer)["message"]
    assert desk.store.kept == {}


def test_defect_08_a_failure_is_raised_so_that_it_is_tried_again(entry: Entry, desk: Desk) -> None:
    desk.is_refusing = True

    with pytest.raises(ConnectionError):
        entry.answer(event("metrics_update", currentViewers=5))
    with pytest.raises(ConnectionError):
        entry.answer(of_ivs("IVS Stream State Change", event_name="Stream Start"))


def test_defect_08_an_event_that_can_not_be_recorded_reaches_the_dead_letters(
    entry: Entry, desk: Desk, expected_log: ExpectedLog
) -> None:
    expected_log("WARNING", "1 event")

    with pytest.raises(InvalidEvent):
        entry.answer(of_ivs("IVS Stream State Change", event_name="Stream End", stream_id=""))

    assert desk.values("EventsRejected") == [1]


def test_defect_13_an_event_is_of_its_own_time(entry: Entry, desk: Desk) -> None:
    entry.answer(event("metrics_update", T0 + 10_000, currentViewers=5))

    ((_, at_ms),) = desk.store.sampled
    assert at_ms == T0 + 10_000
    assert desk.sent[0]["MetricData"][0]["Timestamp"].timestamp() * 1000 == T0 + 10_000


def test_defect_31_the_events_of_ivs_are_recorded(entry: Entry, desk: Desk) -> None:
    entry.answer(of_ivs("IVS Stream State Change", event_name="Stream Start"))
    answer = entry.answer(of_ivs("IVS Stream State Change", event_name="Stream End"))

    assert body(answer) == {"message": "recorded", "sessionId": "st-1"}
    assert desk.store.kept["st-1"].ended_ms == T0


def test_an_event_of_a_service_that_says_nothing_is_answered(entry: Entry) -> None:
    answer = entry.answer(of_ivs("IVS Recording State Change", recording_status="Recording Start"))

    assert body(answer) == {"message": "nothing to record"}


def test_our_events_may_come_over_the_bus(entry: Entry, desk: Desk) -> None:
    told = {"id": "7", "source": "livedesk", "detail-type": "session"}

    entry.answer(told | {"detail": event("stream_start")})

    assert SHOW in desk.store.kept


@pytest.mark.parametrize("detail", [None, {"eventType": "stream_pause"}])
def test_our_events_over_the_bus_are_raised_when_they_are_wrong(
    detail: object, entry: Entry, expected_log: ExpectedLog
) -> None:
    expected_log("WARNING", "1 event")

    with pytest.raises(InvalidEvent):
        entry.answer({"id": "7", "source": "livedesk", "detail-type": "session", "detail": detail})


def test_one_bad_event_does_not_hold_up_the_batch(
    entry: Entry, desk: Desk, expected_log: ExpectedLog
) -> None:
    expected_log("WARNING", "2 event")
    good = event("metrics_update", currentViewers=5, eventId="good")

    answer = entry.answer({"events": [event("stream_pause", eventId="bad"), good, 7]})

    assert answer["statusCode"] == 200
    assert [each["statusCode"] for each in body(answer)["results"]] == [400, 200, 400]
    assert [each["eventId"] for each in body(answer)["results"]] == ["bad", "good", ""]
    assert len(desk.store.sampled) == 1


@pytest.mark.parametrize("events", [[], "all", [{}] * 101])
def test_a_batch_has_its_limits(events: object, entry: Entry, expected_log: ExpectedLog) -> None:
    expected_log("WARNING", "1 event")

    assert entry.answer({"events": events})["statusCode"] == 400


def test_the_schedule_reconciles(entry: Entry) -> None:
    assert body(entry.answer({"task": "reconcile"})) == {"message": "reconciled", "repaired": 0}


@pytest.fixture
def lambda_account(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    for name in ("Sessions", "Metrics", "Rollups"):
        monkeypatch.setenv(f"{name.upper()}_TABLE", f"Streaming{name}")
    monkeypatch.setenv("CHANNEL_ARN", IVS + "other")
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    with account() as dynamodb:
        yield dynamodb


def test_the_function_records_a_show_in_an_account(lambda_account: Any) -> None:
    now = time.time_ns() // 60_000_000_000 * 60_000 - 120_000
    told = [
        event("stream_start", now),
        *(
            event("metrics_update", now + 10_000 * n, currentViewers=20 + n, cpuUsage=31.4)
            for n in range(1, 9)
        ),
        event("stream_end", now + 90_000, duration=90.5, peakViewers=28),
    ]

    for _ in range(2):
        answer = handler({"events": told}, None)
        assert {each["statusCode"] for each in body(answer)["results"]} == {200}

    (row,) = lambda_account.Table("StreamingSessions").scan()["Items"]
    assert (row["status"], float(row["duration"]), row["peakViewers"]) == ("ended", 90.5, 28)
    assert lambda_account.Table("StreamingMetrics").scan()["Count"] == 8
    assert lambda_account.Table("StreamingRollups").scan()["Count"] == 2
    metrics = boto3.client("cloudwatch", region_name=REGION).list_metrics()["Metrics"]
    assert {each["MetricName"] for each in metrics} == {
        "StreamsStarted", "StreamsEnded", "StreamDuration", "PeakViewers", "Starving",
        "CurrentViewers",
    }  # fmt: skip
    assert {each["Dimensions"][0]["Name"] for each in metrics} == {"ChannelId"}
