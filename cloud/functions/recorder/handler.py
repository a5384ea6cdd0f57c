"""The entry of the function: who called, what is recorded, and how a failure is told.

Environment: SESSIONS_TABLE, METRICS_TABLE, ROLLUPS_TABLE; SESSIONS_DAYS, METRICS_DAYS and
ROLLUPS_DAYS say how long rows are kept; CHANNEL_ARN is the channel that `reconcile` asks about.
"""

import json
import logging
import os
import time
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from cloud.functions.recorder.audience import Audience
from cloud.functions.recorder.books import Services
from cloud.functions.recorder.events import InvalidEvent, Recordable, own_event
from cloud.functions.recorder.metrics import RECORDER, Figure, Unit
from cloud.functions.recorder.reconciling import Reconciler
from cloud.functions.recorder.recording import Recorder
from cloud.functions.recorder.services import service_event
from cloud.functions.recorder.tables import Retention, TableNames, Tables

MOST_EVENTS = 100
"""In one call."""
Answer = dict[str, Any]

_log = logging.getLogger(__name__)


def handler(event: Mapping[str, Any], _context: object) -> Answer:
    """Do what Lambda was called for; the name that the template gives."""
    return _entry().answer(event)


class Entry:
    """Tells direct calls, events and the schedule apart."""

    def __init__(
        self,
        recorder: Recorder,
        reconciler: Reconciler,
        audience: Audience,
        now_ms: Callable[[], int],
    ) -> None:
        self._recorder = recorder
        self._audience = audience
        self._reconciler = reconciler
        self._now_ms = now_ms

    def answer(self, event: Mapping[str, Any]) -> Answer:
        """Return the answer to a caller that waits; raises where nobody reads one."""
        if "detail-type" in event:
            return self._from_bus(event)
        if event.get("task") == "reconcile":
            return _answer(200, message="reconciled", repaired=self._reconciler.reconcile())
        if "events" in event:
            return self._batch(event["events"])
        return self._one(event)

    def _from_bus(self, event: Mapping[str, Any]) -> Answer:
        is_service = str(event.get("source", "")).startswith("aws.")
        try:
            if is_service:
                fact: Recordable | None = service_event(event)
            else:
                fact = own_event({**_detail(event), "eventId": event.get("id")}, self._now_ms())
        except InvalidEvent:
            # Raised, so that the call counts as failed and the event ends in the dead-letter queue.
            self._count_rejected(1)
            raise
        if fact is None:
            return _answer(200, message="nothing to record")
        self._recorder.record(self._audience.counted([fact]))
        return _answer(200, message="recorded", sessionId=fact.session_id)

    def _one(self, event: Mapping[str, Any]) -> Answer:
        try:
            fact = own_event(event, self._now_ms())
        except InvalidEvent as error:
            self._count_rejected(1)
            return _answer(400, message=str(error), sessionId=_session_id(event))
        self._recorder.record(self._audience.counted([fact]))
        return _answer(200, message="recorded", sessionId=fact.session_id)

    def _batch(self, events: Any) -> Answer:
        if not isinstance(events, list) or not 0 < len(events) <= MOST_EVENTS:
            self._count_rejected(1)
            return _answer(400, message=f"events has to be a list of 1 to {MOST_EVENTS}")
        facts: list[Recordable] = []
        results: list[Answer] = []
        for event in events:
            result = {"eventId": "", "sessionId": "", "statusCode": 200, "message": "recorded"}
            try:
                if not isinstance(event, Mapping):
                    raise InvalidEvent("an event is no object")
                result |= {"eventId": event.get("eventId"), "sessionId": _session_id(event)}
                facts.append(own_event(event, self._now_ms()))
            except InvalidEvent as error:
                result |= {"statusCode": 400, "message": str(error)}
            results.append(result)
        if facts:
            self._recorder.record(self._audience.counted(facts))
        if rejected := len(results) - len(facts):
            self._count_rejected(rejected)
        # One bad event does not hold up the others: each has its own answer.
        return _answer(200, message=f"{len(facts)} recorded", results=results)

    def _count_rejected(self, times: int) -> None:
        _log.warning("%d event(s) can't be recorded", times)
        figure = Figure(RECORDER, "EventsRejected", times, Unit.COUNT, self._now_ms())
        self._recorder.send([figure])


def _detail(event: Mapping[str, Any]) -> Mapping[str, Any]:
    if not isinstance(detail := event.get("detail"), Mapping):
        raise InvalidEvent("detail is missing")
    return detail


def _session_id(event: Mapping[str, Any]) -> str:
    return str(event.get("sessionId", ""))[:128]


def _answer(status: int, **body: Any) -> Answer:
    return {"statusCode": status, "body": json.dumps(body)}


def _now_ms() -> int:
    return time.time_ns() // 1_000_000


_KEPT_DAYS = {"SESSIONS": 400, "METRICS": 7, "ROLLUPS": 400}


@cache
def _entry() -> Entry:
    """Return what serves all calls of this process; boto3's clients are made once."""
    import boto3
    from botocore.config import Config

    config = Config(
        connect_timeout=3, read_timeout=5, retries={"total_max_attempts": 4, "mode": "standard"}
    )

    @cache
    def client(name: str) -> Any:
        return boto3.client(name, config=config)

    cloudwatch = client("cloudwatch")
    tables = Tables(
        boto3.resource("dynamodb", config=config),
        TableNames(*(os.environ[f"{name}_TABLE"] for name in ("SESSIONS", "METRICS", "ROLLUPS"))),
        Retention(
            *(int(os.environ.get(f"{name}_DAYS", days)) for name, days in _KEPT_DAYS.items()),
        ),
    )
    recorder = Recorder(tables, lambda call: cloudwatch.put_metric_data(**call), _now_ms)
    channel_arn, books = os.environ["CHANNEL_ARN"], Services(client)
    reconciler = Reconciler(recorder, tables, books, channel_arn, _now_ms)
    return Entry(recorder, reconciler, Audience(books, channel_arn, _now_ms), _now_ms)
