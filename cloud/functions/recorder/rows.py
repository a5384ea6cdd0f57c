"""How sessions and samples stand in their tables: the names that others read. Pure."""

from collections.abc import Mapping
from typing import Any

from cloud.functions.recorder.events import MetricsUpdate, Origin, TroubleKind
from cloud.functions.recorder.items import Item
from cloud.functions.recorder.sessions import Session

_TROUBLES = {
    TroubleKind.STARVATION_START: "starvations",
    TroubleKind.STARVATION_END: "starvationsEnded",
    TroubleKind.STREAM_FAILURE: "streamFailures",
    TroubleKind.TAKEOVER: "takeovers",
    TroubleKind.LIMIT_BREACH: "limitBreaches",
    TroubleKind.ALERT_SET: "alerts",
    TroubleKind.ALERT_CLEARED: "alertsCleared",
}


def session_row(session: Session) -> Item:
    """Return the row of a session, without its time to live."""
    row = {
        "sessionId": session.session_id,
        "timestamp": session.started_ms,
        "channelId": session.channel_id,
        "status": "live" if session.is_live else "ended",
        "source": session.origin.value,
        "isStartKnown": session.is_start_known,
        "streamerUserId": session.user,
        "streamTitle": session.title,
        "streamQuality": session.quality,
        "lastEventAt": session.last_event_ms,
        "endedAt": session.ended_ms,
        "endedBy": session.ended_by and session.ended_by.value,
        "endReason": session.end_reason,
        "duration": session.duration_s,
        "isDurationTold": session.told_duration_s is not None,
        "peakViewers": session.peak_viewers,
        "totalChatMessages": session.chat_messages,
        "avgBitrate": session.bitrate_bps,
        "streams": list(session.streams),
        "endedStreams": list(session.ended_streams),
        "eventIds": list(session.event_ids),
        "isStartCounted": session.is_start_counted,
        "isEndCounted": session.is_end_counted,
        "version": session.version,
    }
    return row | {_TROUBLES[kind]: times for kind, times in session.troubles}


def session_from(row: Mapping[str, Any]) -> Session:
    """Return the session of a row."""
    ended_by = row.get("endedBy")
    troubles = [(kind, row[name]) for kind, name in _TROUBLES.items() if name in row]
    return Session(
        session_id=row["sessionId"],
        channel_id=row["channelId"],
        started_ms=row["timestamp"],
        origin=Origin(row["source"]),
        is_start_known=row["isStartKnown"],
        user=row["streamerUserId"],
        title=row["streamTitle"],
        quality=row["streamQuality"],
        ended_ms=row.get("endedAt"),
        ended_by=Origin(ended_by) if ended_by else None,
        end_reason=row["endReason"],
        told_duration_s=row["duration"] if row["isDurationTold"] else None,
        peak_viewers=row.get("peakViewers"),
        chat_messages=row.get("totalChatMessages"),
        bitrate_bps=row.get("avgBitrate"),
        last_event_ms=row["lastEventAt"],
        streams=tuple(row["streams"]),
        ended_streams=tuple(row["endedStreams"]),
        troubles=tuple(sorted(troubles)),
        event_ids=tuple(row["eventIds"]),
        is_start_counted=row["isStartCounted"],
        is_end_counted=row["isEndCounted"],
        version=row["version"],
    )


def sample_row(sample: MetricsUpdate) -> Item:
    """Return the row of a sample, without its time to live."""
    return {
        "sessionId": sample.session_id,
        "metricTimestamp": sample.at_ms,
        "channelId": sample.channel_id,
        "eventId": sample.event_id,
        "currentViewers": sample.viewers,
        "bitrate": sample.bitrate_bps,
        "frameRate": sample.frame_rate,
        "chatMessagesPerMinute": sample.chat_per_minute,
        "cpuUsage": sample.cpu_percent,
        "memoryUsage": sample.memory_percent,
    }


def sample_from(row: Mapping[str, Any]) -> MetricsUpdate:
    """Return the sample of a row."""
    return MetricsUpdate(
        event_id=row["eventId"],
        session_id=row["sessionId"],
        channel_id=row["channelId"],
        at_ms=row["metricTimestamp"],
        origin=Origin.DESKTOP,
        viewers=row.get("currentViewers"),
        bitrate_bps=row.get("bitrate"),
        frame_rate=row.get("frameRate"),
        chat_per_minute=row.get("chatMessagesPerMinute"),
        cpu_percent=row.get("cpuUsage"),
        memory_percent=row.get("memoryUsage"),
    )
