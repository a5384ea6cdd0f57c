"""What Amazon IVS and MediaLive tell through EventBridge, as the same facts. Pure.

Both deliver at least once, in any order, and may lose an event: `reconciling.py` looks for those.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cloud.functions.recorder.events import (
    LONGEST_TEXT,
    InvalidEvent,
    Origin,
    Recordable,
    StreamEnd,
    StreamStart,
    Trouble,
    TroubleKind,
    channel_of,
)

_IVS_TROUBLE = {
    "Starvation Start": TroubleKind.STARVATION_START,
    "Starvation End": TroubleKind.STARVATION_END,
    "Stream Failure": TroubleKind.STREAM_FAILURE,
    "Stream Takeover": TroubleKind.TAKEOVER,
    "Takeover Failure": TroubleKind.TAKEOVER,
}
_MEDIALIVE_TROUBLE = {"SET": TroubleKind.ALERT_SET, "CLEARED": TroubleKind.ALERT_CLEARED}
_MEDIALIVE_ENDED = {"STOPPING", "STOPPED", "IDLE", "DELETING", "DELETED"}


def service_event(event: Mapping[str, Any]) -> Recordable | None:
    """Return what an event of `aws.ivs` or `aws.medialive` says, None if nothing that is recorded.

    Raises InvalidEvent.
    """
    match event.get("source"):
        case "aws.ivs":
            return _ivs(event)
        case "aws.medialive":
            return _medialive(event)
    raise InvalidEvent(f"unknown source {str(event.get('source'))[:50]!r}")


def _ivs(event: Mapping[str, Any]) -> Recordable | None:
    detail = _detail(event)
    stream_id = str(detail.get("stream_id", ""))
    fact = (_id(event), stream_id, _channel(event), _time_ms(event), Origin.IVS)
    if event.get("detail-type") == "IVS Limit Breach":
        limit = f"{detail.get('limit_name', '')} {detail.get('limit_value', '')}"
        return Trouble(*fact, kind=TroubleKind.LIMIT_BREACH, detail=limit[:LONGEST_TEXT])
    name = detail.get("event_name")
    if not stream_id and name in ("Stream Start", "Stream End"):
        raise InvalidEvent("stream_id is missing")
    if name == "Stream Start":
        return StreamStart(*fact, started_at_ms=_time_ms(event))
    if name == "Stream End":
        return StreamEnd(*fact)
    if kind := _IVS_TROUBLE.get(str(name)):
        reason = str(detail.get("reason", "") or name)
        return Trouble(*fact, kind=kind, detail=reason[:LONGEST_TEXT])
    return None


def _medialive(event: Mapping[str, Any]) -> Recordable | None:
    detail, at_ms = _detail(event), _time_ms(event)
    channel_id = channel_of(str(detail.get("channel_arn", "")) or _resource(event))
    if event.get("detail-type") == "MediaLive Channel Alert":
        fact = (_id(event), "", channel_id, at_ms, Origin.MEDIALIVE)
        if (kind := _MEDIALIVE_TROUBLE.get(str(detail.get("alarm_state")))) is None:
            return None
        words = f"{detail.get('alert_type', '')} (pipeline {detail.get('pipeline', '')})"
        return Trouble(*fact, kind=kind, detail=words[:LONGEST_TEXT])
    state = detail.get("state")
    if state == "RUNNING":
        # MediaLive numbers no runs: the channel and the moment name one.
        run = f"{channel_id}-{at_ms}"
        started = (_id(event), run, channel_id, at_ms, Origin.MEDIALIVE)
        return StreamStart(*started, started_at_ms=at_ms)
    if state in _MEDIALIVE_ENDED:
        return StreamEnd(_id(event), "", channel_id, at_ms, Origin.MEDIALIVE)
    return None


def _detail(event: Mapping[str, Any]) -> Mapping[str, Any]:
    detail = event.get("detail")
    if not isinstance(detail, Mapping):
        raise InvalidEvent("detail is missing")
    return detail


def _id(event: Mapping[str, Any]) -> str:
    if not isinstance(found := event.get("id"), str) or not found:
        raise InvalidEvent("id is missing")
    return found


def _resource(event: Mapping[str, Any]) -> str:
    resources = event.get("resources")
    if not isinstance(resources, list) or not resources:
        raise InvalidEvent("resources is empty")
    return str(resources[0])


def _channel(event: Mapping[str, Any]) -> str:
    return channel_of(_resource(event))


def _time_ms(event: Mapping[str, Any]) -> int:
    try:
        moment = datetime.fromisoformat(str(event.get("time")))
    except ValueError as error:
        raise InvalidEvent("time is missing or no time") from error
    if moment.tzinfo is None:
        raise InvalidEvent("time has no zone")
    return round(moment.timestamp() * 1000)
