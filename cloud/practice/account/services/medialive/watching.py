"""Watches the channels of MediaLive: tells of their states, sets alerts, writes their metrics."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from moto.cloudwatch.models import cloudwatch_backends

from cloud.practice.account.context import AccountContext
from cloud.practice.account.services.announcing import announce
from cloud.practice.account.services.ivs.measuring import due
from cloud.practice.account.services.medialive.books import Books, Members, Thing, attached
from cloud.practice.account.services.medialive.inputs import PULLS, endpoint_name
from cloud.practice.accountmessages import ACCOUNT_ID
from cloud.practice.messages import ChannelStatus, StreamState

PERIOD_S = 10
NO_INPUT = "RTMP Stream Not Found"
# What events call a state where the calls call it otherwise.
TOLD_STATES = {"IDLE": "STOPPED", "DELETED": "DELETED"}
MOST_ALERTS = 200


class Watching:
    """Looks at all channels every second."""

    def __init__(self, context: AccountContext, books: Mapping[str, Books]) -> None:
        self._context = context
        self._books = books
        self._alerts: dict[str, list[Members]] = {}
        self._last_s = 0.0

    def alerts_of(self, arn: str) -> list[Members]:
        """Return the alerts of a channel, the latest first."""
        return list(reversed(self._alerts.get(arn, ())))

    def look(self) -> None:
        """Do what is due."""
        now_s = self._context.clock.now_s()
        ends = list(due(self._last_s or now_s, now_s, PERIOD_S))
        self._last_s = now_s
        for books in list(self._books.values()):
            points: list[Members] = []
            for channel in list(books.channels.values()):
                self._tell_state(channel, now_s)
                if channel.state == "DELETED":
                    del books.channels[channel.id]
                    self._alerts.pop(channel.arn, None)
                    continue
                seen = dict(self._seen(books, channel)) if channel.state == "RUNNING" else {}
                for pipeline, status in seen.items():
                    self._set_alert(channel, pipeline, now_s, is_on=not is_received(status))
                    for at_s in ends:
                        points += points_of(channel.id, pipeline, status, at_s)
            if points:
                cloudwatch_backends[ACCOUNT_ID][books.region].put_metric_data(
                    "AWS/MediaLive", points
                )

    # ---- private ----

    def _tell_state(self, channel: Thing, now_s: float) -> None:
        state = channel.settle(now_s)
        was, channel.told = channel.told, state
        if state == was or (not was and state == "IDLE"):
            return
        if state == "IDLE" and was not in ("STOPPING", "RUNNING", "STARTING"):
            state = "CREATED" if was == "CREATING" else "UPDATED"
        detail = {
            "channel_arn": channel.arn,
            "state": TOLD_STATES.get(state, state),
            "message": f"The channel is {TOLD_STATES.get(state, state).lower()}.",
        }
        kind = "MediaLive Channel State Change"
        announce(self._context, "aws.medialive", kind, detail, [channel.arn])
        if state != "RUNNING":
            for alert in self._alerts.get(channel.arn, ()):
                self._clear(channel, alert, now_s)

    def _seen(self, books: Books, channel: Thing) -> Iterator[tuple[int, ChannelStatus | None]]:
        count = 1 if channel.members.get("ChannelClass") == "SINGLE_PIPELINE" else 2
        inputs = [books.inputs[each] for each in attached(channel) if each in books.inputs]
        for pipeline in range(count):
            if inputs and inputs[0].members["Type"] not in PULLS:
                yield pipeline, self._context.ingest.status(endpoint_name(inputs[0].id, pipeline))

    def _set_alert(self, channel: Thing, pipeline: int, now_s: float, *, is_on: bool) -> None:
        alerts = self._alerts.setdefault(channel.arn, [])
        current = next(
            (a for a in alerts if a["State"] == "SET" and a["PipelineId"] == str(pipeline)), None
        )
        if is_on and current is None:
            alert = {
                "AlertType": NO_INPUT,
                "Id": str(len(alerts) + 1),
                "Message": f"Nothing is sent to pipeline {pipeline}.",
                "PipelineId": str(pipeline),
                "SetTimestamp": datetime.fromtimestamp(now_s, UTC),
                "State": "SET",
            }
            alerts.append(alert)
            del alerts[:-MOST_ALERTS]
            self._tell_alert(channel, alert)
        elif not is_on and current is not None:
            self._clear(channel, current, now_s)

    def _clear(self, channel: Thing, alert: Members, now_s: float) -> None:
        if alert["State"] == "SET":
            alert["State"] = "CLEARED"
            alert["ClearedTimestamp"] = datetime.fromtimestamp(now_s, UTC)
            self._tell_alert(channel, alert)

    def _tell_alert(self, channel: Thing, alert: Members) -> None:
        detail = {
            "alarm_state": alert["State"],
            "alarm_id": alert["Id"],
            "alert_type": alert["AlertType"],
            "channel_arn": channel.arn,
            "message": alert["Message"],
            "pipeline": alert["PipelineId"],
        }
        kind = "MediaLive Channel Alert"
        announce(self._context, "aws.medialive", kind, detail, [channel.arn])


def is_received(status: ChannelStatus | None) -> bool:
    """Tell whether a stream arrives."""
    return status is not None and status.state is StreamState.LIVE


def points_of(
    channel_id: str, pipeline: int, status: ChannelStatus | None, at_s: int
) -> Iterator[Members]:
    """Yield the points of one pipeline for the period that ends at `at_s`."""
    is_live = is_received(status)
    measured = status.measurements.last_second if status is not None and is_live else None
    bits = measured.video_bitrate_bps + measured.audio_bitrate_bps if measured else 0
    lost_s = 0 if is_live else PERIOD_S
    values: tuple[tuple[str, float, str], ...] = (
        ("ActiveAlerts", 0 if is_live else 1, "Count"),
        ("NetworkIn", bits / 1e6, "Megabits/Second"),
        ("InputVideoFrameRate", measured.frame_rate if measured else 0.0, "Count/Second"),
        ("InputLossSeconds", lost_s, "Seconds"),
        ("FillMsec", lost_s * 1000, "Milliseconds"),
        ("DroppedFrames", 0, "Count"),
        ("PrimaryInputActive", 1, "Count"),
    )
    for name, value, unit in values:
        yield {
            "MetricName": name,
            "Value": float(value),
            "Unit": unit,
            "Timestamp": datetime.fromtimestamp(at_s, UTC),
            "Dimensions": _dimensions(channel_id, pipeline),
            "StorageResolution": 1,
        }


def _dimensions(channel_id: str, pipeline: int) -> list[dict[str, Any]]:
    return [
        {"Name": "ChannelId", "Value": channel_id},
        {"Name": "Pipeline", "Value": str(pipeline)},
    ]
