"""Evaluates the account's alarms by its clock, and does what they are to do when they change."""

import json
import logging
from collections.abc import Mapping
from typing import Any, Protocol

from moto.cloudwatch.models import cloudwatch_backends

from cloud.practice.account.behaviour.alarms import composite, history, messages
from cloud.practice.account.behaviour.alarms.definition import Definition, definition_of
from cloud.practice.account.behaviour.alarms.evaluation import AlarmState, evaluate
from cloud.practice.account.behaviour.alarms.reasons import iso, reason, reason_data
from cloud.practice.account.behaviour.metrics.expression import ExpressionError
from cloud.practice.account.behaviour.metrics.metricpages import moment
from cloud.practice.account.behaviour.metrics.metricrequests import BadRequest, seconds
from cloud.practice.account.behaviour.metrics.metricservice import metrics_of
from cloud.practice.account.behaviour.metrics.queries import Answers, in_order
from cloud.practice.account.behaviour.metrics.timeseries import Span
from cloud.practice.account.behaviour.policies import Caller
from cloud.practice.account.behaviour.regions import in_use
from cloud.practice.account.context import AccountContext

TICK_S = 1.0
_log = logging.getLogger(__name__)


class Outlet(Protocol):
    """Where alarms make themselves heard; nothing here blocks."""

    def publish(self, topic_arn: str, subject: str, message: str, caller: Caller | None) -> None:
        """Publish to a topic; raises LookupError when there is none, or not for the caller."""
        ...

    def invoke(self, function_arn: str, event: object, caller: Caller | None) -> None:
        """Invoke a function later; raises LookupError when there is none, or it may not be."""
        ...

    def emit(self, region: str, source: str, kind: str, detail: object, arn: str) -> None:
        """Tell event rules."""
        ...


class AlarmWatch:
    """Looks at every alarm when it is due. All of it runs under the account's lock."""

    def __init__(self, context: AccountContext, outlet: Outlet) -> None:
        self._context = context
        self._outlet = outlet

    def start(self) -> None:
        """Look from now on."""
        self._context.every(TICK_S, self.look, "alarms")

    def look(self) -> None:
        """Evaluate what is due."""
        for region, backend in in_use(cloudwatch_backends):
            for alarm in list(backend.alarms.values()):
                if alarm.rule is None:
                    self._look_at(region, backend, alarm)
            self._look_at_composites(backend)

    def change(self, backend: Any, alarm: Any, state: str, why: str, why_data: str) -> None:
        """Put an alarm into a state, tell it, and do what belongs to it."""
        now_s = self._context.clock.now_s()
        before = str(alarm.state_value)
        former = messages.state_of(alarm, seconds(alarm.state_updated_timestamp))
        alarm.state_reason, alarm.state_reason_data = why, why_data
        alarm.state_updated_timestamp = moment(now_s)
        if state == before:
            return
        alarm.state_value = state
        alarm.state_transitioned_timestamp = moment(now_s)
        summary = f"Alarm updated from {before} to {state}"
        content = {
            "version": "1.0",
            "oldState": {"stateValue": before, "stateReason": former["reason"]},
            "newState": {"stateValue": state, "stateReason": why},
        }
        history.note(backend, alarm, "StateUpdate", summary, content, now_s)
        if self._context.is_replaying:
            return
        detail = messages.event_detail(alarm, former, now_s)
        self._outlet.emit(
            alarm.region_name,
            "aws.cloudwatch",
            "CloudWatch Alarm State Change",
            detail,
            alarm.alarm_arn,
        )
        self._act(backend, alarm, before, now_s)

    # ---- private ----

    def _look_at(self, region: str, backend: Any, alarm: Any) -> None:
        try:
            definition = definition_of(alarm)
        except BadRequest:
            return  # it was put before the account knew better, and stays as it is
        now_s = self._context.clock.now_s()
        end_s = int(now_s // definition.step_s * definition.step_s)
        if getattr(alarm, "livedesk_looked_s", None) == end_s:
            return
        alarm.livedesk_looked_s = end_s
        self._judge(region, backend, alarm, definition, end_s)

    def _judge(
        self, region: str, backend: Any, alarm: Any, definition: Definition, end_s: int
    ) -> None:
        period_s = definition.period_s
        start_s = end_s - definition.rule.range * period_s
        # A period more, so that DIFF and RATE have something before the first.
        span = Span(start_s - period_s, end_s, end_s % period_s)
        now_s = self._context.clock.now_s()
        answers = Answers(metrics_of(region), in_order(definition.queries), span, now_s)
        try:
            lines = answers.lines(definition.watched)
        except ExpressionError as error:
            _log.info("alarm %s can't be evaluated: %s", alarm.name, error)
            return
        times = list(range(start_s, end_s, period_s))
        found: Mapping[int, float] = lines[0].points if lines else {}
        points = [found.get(at) for at in times]
        verdict = evaluate(definition.rule, points)
        before = AlarmState(alarm.state_value)
        if verdict.state is None or verdict.state is before:
            return
        why = reason(definition, verdict, points, times, before)
        why_data = reason_data(definition, verdict, points, times, now_s)
        self.change(backend, alarm, verdict.state, why, why_data)

    def _look_at_composites(self, backend: Any) -> None:
        composites = [alarm for alarm in backend.alarms.values() if alarm.rule is not None]
        for _ in composites:  # one may ask for another one
            is_still = True
            for alarm in composites:
                states = {
                    name: AlarmState(each.state_value) for name, each in backend.alarms.items()
                }
                goes_off = composite.condition_of(alarm.rule)(states)
                state = AlarmState.ALARM if goes_off else AlarmState.OK
                if state != alarm.state_value:
                    is_still = False
                    self._change_composite(backend, alarm, state, states)
            if is_still:
                return

    def _change_composite(
        self, backend: Any, alarm: Any, state: AlarmState, states: Mapping[str, AlarmState]
    ) -> None:
        named = {name: states[name] for name in composite.names_in(alarm.rule) if name in states}
        told = ", ".join(f"{name} is {each}" for name, each in named.items())
        why = f"{alarm.alarm_arn} transitioned to {state}: {told}"
        why_data = {
            "triggeringAlarms": [{"name": name, "state": each} for name, each in named.items()]
        }
        self.change(backend, alarm, state, why, json.dumps(why_data))

    def _act(self, backend: Any, alarm: Any, before: str, now_s: float) -> None:
        actions = {
            AlarmState.ALARM: alarm.alarm_actions,
            AlarmState.OK: alarm.ok_actions,
            AlarmState.INSUFFICIENT_DATA: alarm.insufficient_data_actions,
        }[AlarmState(alarm.state_value)]
        if not alarm.actions_enabled or self._is_suppressed(backend, alarm):
            return
        for action in actions or ():
            problem = self._do(alarm, action, before, now_s)
            summary = (
                f"{'Failed to execute' if problem else 'Successfully executed'} action {action}"
            )
            content = {
                "actionState": "Failed" if problem else "Succeeded",
                "error": problem or None,
            }
            history.note(backend, alarm, "Action", summary, content, now_s)

    def _do(self, alarm: Any, action: str, before: str, now_s: float) -> str:
        """Carry one action out; returns why it could not be, or nothing."""
        try:
            match action.split(":")[2:3]:
                case ["sns"]:
                    message = messages.notification(alarm, before, now_s)
                    caller = Caller("cloudwatch.amazonaws.com", alarm.alarm_arn)
                    self._outlet.publish(action, messages.subject_of(alarm), message, caller)
                case ["lambda"]:
                    event = self._function_event(alarm, now_s)
                    caller = Caller("lambda.alarms.cloudwatch.amazonaws.com", alarm.alarm_arn)
                    self._outlet.invoke(action, event, caller)
                case _:
                    return "this kind of action is not offered in practice"
        except LookupError as error:
            return f"{error} does not exist or may not be used"
        return ""

    def _function_event(self, alarm: Any, now_s: float) -> dict[str, object]:
        return {
            "source": "aws.cloudwatch",
            "alarmArn": alarm.alarm_arn,
            "accountId": alarm.alarm_arn.split(":")[4],
            "time": iso(now_s),
            "region": alarm.region_name,
            "alarmData": messages.event_detail(alarm, {}, now_s),
        }

    def _is_suppressed(self, backend: Any, alarm: Any) -> bool:
        name = str(getattr(alarm, "actions_suppressor", "") or "").rpartition(":alarm:")[2]
        suppressor = backend.alarms.get(name)
        return suppressor is not None and suppressor.state_value == AlarmState.ALARM
