"""Fires what is scheduled by the account's clock: rules, and EventBridge Scheduler."""

import json
import logging
from typing import Any

from moto.events.models import events_backends
from moto.moto_api._internal import mock_random
from moto.scheduler.models import scheduler_backends

from cloud.practice.account.behaviour.events.bus import EventBus
from cloud.practice.account.behaviour.events.schedules import BadSchedule, firings, schedule_of
from cloud.practice.account.behaviour.metrics.metricpages import moment
from cloud.practice.account.behaviour.metrics.metricrequests import seconds
from cloud.practice.account.behaviour.regions import in_use
from cloud.practice.account.context import AccountContext
from cloud.practice.accountmessages import ACCOUNT_ID

TICK_S = 1.0
_log = logging.getLogger(__name__)


class Scheduling:
    """Looks every second at what is due. What was missed while nothing ran is not made up for."""

    def __init__(self, context: AccountContext, bus: EventBus) -> None:
        self._context = context
        self._bus = bus

    def start(self) -> None:
        """Look from now on."""
        self._context.every(TICK_S, self.look, "schedules")

    def look(self) -> None:
        """Fire what is due; under the account's lock."""
        for region, backend in in_use(events_backends):
            for rule in list(backend.event_buses["default"].rules.values()):
                if rule.scheduled_expression and rule.state != "DISABLED":
                    for at_s in self._due(rule, rule.scheduled_expression, "UTC"):
                        self._bus.fire(rule, _tick_event(region, rule.arn, at_s))
        for _, backend in in_use(scheduler_backends):
            for group in list(backend.schedule_groups.values()):
                for schedule in list(group.schedules.values()):
                    self._look_at(group, schedule)

    def _look_at(self, group: Any, schedule: Any) -> None:
        if schedule.state == "DISABLED":
            schedule.livedesk_seen_s = self._context.clock.now_s()
            return
        zone = schedule.schedule_expression_timezone
        for at_s in self._due(schedule, schedule.schedule_expression, zone):
            if _is_in_season(schedule, at_s):
                content = _scheduled_input(schedule, at_s)
                self._bus.bring(schedule.target, content, None)
                if (
                    schedule.action_after_completion == "DELETE"
                    and "at(" in schedule.schedule_expression
                ):
                    group.schedules.pop(schedule.name, None)

    def _due(self, owner: Any, expression: str, zone: str) -> list[float]:
        now_s = self._context.clock.now_s()
        if getattr(owner, "livedesk_expression", None) != expression:
            owner.livedesk_expression = expression
            owner.livedesk_made_s = owner.livedesk_seen_s = now_s
            return []
        try:
            due = firings(
                schedule_of(expression), zone, owner.livedesk_made_s, owner.livedesk_seen_s, now_s
            )
        except BadSchedule:
            _log.info("the schedule %s can't be", expression)
            due = []
        owner.livedesk_seen_s = now_s
        return due


def _is_in_season(schedule: Any, at_s: float) -> bool:
    start, end = schedule.start_date, schedule.end_date
    return (not start or seconds(start) <= at_s) and (not end or at_s <= seconds(end))


def _scheduled_input(schedule: Any, at_s: float) -> object:
    text = schedule.target.get("Input")
    if not text:
        return {"version": "0", "source": "aws.scheduler", "resources": [schedule.arn]}
    words = {
        "<aws.scheduler.schedule-arn>": schedule.arn,
        "<aws.scheduler.scheduled-time>": f"{moment(at_s):%Y-%m-%dT%H:%M:%SZ}",
        "<aws.scheduler.execution-id>": str(mock_random.uuid4()),
        "<aws.scheduler.attempt-number>": "1",
    }
    for word, value in words.items():
        text = text.replace(word, value)
    try:
        return json.loads(text)
    except ValueError:
        return text


def _tick_event(region: str, rule_arn: str, at_s: float) -> dict[str, object]:
    return {
        "version": "0",
        "id": str(mock_random.uuid4()),
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": ACCOUNT_ID,
        "time": f"{moment(at_s):%Y-%m-%dT%H:%M:%SZ}",
        "region": region,
        "resources": [rule_arn],
        "detail": {},
    }
