from typing import Any

import pytest

from cloud.functions.recorder.events import (
    InvalidEvent,
    StreamEnd,
    StreamStart,
    Trouble,
    TroubleKind,
)
from cloud.functions.recorder.services import service_event
from tests.cloud.functions.recorder.told import T0

ARN = "arn:aws:ivs:us-east-1:123456789012:channel/abcdEFGH1234"


def of_ivs(detail_type: str, **detail: Any) -> dict[str, Any]:
    return {
        "version": "0",
        "id": "01234567-0123-0123-0123-012345678901",
        "detail-type": detail_type,
        "source": "aws.ivs",
        "account": "123456789012",
        "time": "2026-09-21T14:14:00Z",
        "region": "us-east-1",
        "resources": [ARN],
        "detail": {"channel_name": "mine", "stream_id": "st-1"} | detail,
    }


def of_medialive(detail_type: str, **detail: Any) -> dict[str, Any]:
    arn = "arn:aws:medialive:us-east-1:123456789012:channel:1234567"
    return of_ivs(detail_type) | {
        "source": "aws.medialive",
        "resources": [arn],
        "detail": {"channel_arn": arn} | detail,
    }


def test_a_stream_of_ivs_begins() -> None:
    event = service_event(of_ivs("IVS Stream State Change", event_name="Stream Start"))

    assert isinstance(event, StreamStart)
    assert (event.session_id, event.channel_id) == ("st-1", "abcdEFGH1234")
    assert event.at_ms == event.started_at_ms == T0


def test_a_stream_of_ivs_ends() -> None:
    event = service_event(of_ivs("IVS Stream State Change", event_name="Stream End"))

    assert isinstance(event, StreamEnd)
    assert (event.session_id, event.at_ms, event.duration_s) == ("st-1", T0, None)


@pytest.mark.parametrize(
    ("detail_type", "name", "kind"),
    [
        ("IVS Stream Health Change", "Starvation Start", TroubleKind.STARVATION_START),
        ("IVS Stream Health Change", "Starvation End", TroubleKind.STARVATION_END),
        ("IVS Stream State Change", "Stream Failure", TroubleKind.STREAM_FAILURE),
        ("IVS Stream State Change", "Stream Takeover", TroubleKind.TAKEOVER),
    ],
)
def test_a_stream_of_ivs_is_in_trouble(detail_type: str, name: str, kind: TroubleKind) -> None:
    event = service_event(of_ivs(detail_type, event_name=name))

    assert isinstance(event, Trouble)
    assert event.kind is kind


def test_a_limit_of_ivs_is_named() -> None:
    event = service_event(
        of_ivs("IVS Limit Breach", limit_name="Ingest Bitrate", limit_value=8500000)
    )

    assert isinstance(event, Trouble)
    assert (event.kind, event.detail) == (TroubleKind.LIMIT_BREACH, "Ingest Bitrate 8500000")


@pytest.mark.parametrize("name", ["Session Created", "Session Ended", "Something new"])
def test_what_says_nothing_of_a_stream_is_let_pass(name: str) -> None:
    assert service_event(of_ivs("IVS Stream State Change", event_name=name)) is None
    assert service_event(of_medialive("MediaLive Channel State Change", state="CREATED")) is None


def test_a_channel_of_medialive_runs_and_stops() -> None:
    begun = service_event(of_medialive("MediaLive Channel State Change", state="RUNNING"))
    over = service_event(of_medialive("MediaLive Channel State Change", state="STOPPED"))

    assert isinstance(begun, StreamStart)
    assert (begun.session_id, begun.channel_id) == (f"1234567-{T0}", "1234567")
    assert isinstance(over, StreamEnd)
    assert (over.session_id, over.channel_id) == ("", "1234567")


def test_an_alert_of_medialive_is_set_and_cleared() -> None:
    kinds = [
        event.kind
        for state in ("SET", "CLEARED")
        if isinstance(
            event := service_event(
                of_medialive("MediaLive Channel Alert", alarm_state=state, alert_type="No input")
            ),
            Trouble,
        )
    ]

    assert kinds == [TroubleKind.ALERT_SET, TroubleKind.ALERT_CLEARED]


@pytest.mark.parametrize(
    "change",
    [
        {"source": "aws.ec2"},
        {"detail": None},
        {"id": None},
        {"time": "soon"},
        {"time": "2026-09-21T14:14:00"},
        {"resources": []},
        {"detail": {"event_name": "Stream Start"}},
    ],
)
def test_an_event_that_can_not_be_read_is_invalid(change: dict[str, Any]) -> None:
    event = of_ivs("IVS Stream State Change", event_name="Stream Start") | change

    with pytest.raises(InvalidEvent):
        service_event(event)
