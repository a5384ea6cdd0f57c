"""CloudWatch's calls about alarms that moto lacks or answers differently."""

import json
from typing import Any

from moto.cloudwatch.exceptions import InvalidFormat, ResourceNotFound
from moto.cloudwatch.models import CloudWatchBackend
from moto.cloudwatch.responses import CloudWatchResponse
from moto.core.responses import ActionResult, EmptyResult

from cloud.practice.account.behaviour.alarms import composite, history
from cloud.practice.account.behaviour.alarms.alarmwatch import AlarmWatch
from cloud.practice.account.behaviour.alarms.definition import definition_of
from cloud.practice.account.behaviour.alarms.evaluation import AlarmState
from cloud.practice.account.behaviour.grafts import Grafts
from cloud.practice.account.behaviour.metrics.metricpages import moment
from cloud.practice.account.behaviour.metrics.metricrequests import BadRequest
from cloud.practice.account.behaviour.metrics.metricservice import service_error
from cloud.practice.account.context import AccountContext

NEW_REASON = "Unchecked: Initial alarm creation"


class AlarmService:
    """Takes calls about alarms."""

    def __init__(self, context: AccountContext, watch: AlarmWatch) -> None:
        self._context = context
        self._watch = watch

    def install(self, grafts: Grafts) -> None:
        """Answer from now on."""
        grafts.replace(CloudWatchBackend, "put_metric_alarm", self._putting)
        grafts.replace(CloudWatchBackend, "set_alarm_state", lambda _: self._setting())
        grafts.replace(CloudWatchBackend, "delete_alarms", self._deleting)
        grafts.replace(CloudWatchResponse, "put_composite_alarm", lambda _: _put_composite)
        grafts.replace(CloudWatchResponse, "describe_alarm_history", lambda _: _describe_history)
        grafts.replace(CloudWatchResponse, "describe_alarms", lambda _: _describe)

    # ---- private ----

    def _putting(self, original: Any) -> Any:
        def put(backend: Any, name: str, **how: Any) -> Any:
            former = backend.alarms.get(name)
            alarm = original(backend, name=name, **how)
            try:
                _check(alarm)
            except BadRequest as error:
                _restore(backend, name, former)
                raise service_error(error) from None
            self._begin(backend, alarm, former)
            return alarm

        return put

    def _begin(self, backend: Any, alarm: Any, former: Any) -> None:
        now_s = self._context.clock.now_s()
        alarm.configuration_updated_timestamp = moment(now_s)
        if former is None:
            alarm.state_value, alarm.state_reason = AlarmState.INSUFFICIENT_DATA, NEW_REASON
            alarm.state_updated_timestamp = moment(now_s)
            summary = f'Alarm "{alarm.name}" created'
        else:  # a changed alarm keeps its state until it is evaluated again
            alarm.state_value, alarm.state_reason = former.state_value, former.state_reason
            alarm.state_reason_data = former.state_reason_data
            alarm.state_updated_timestamp = former.state_updated_timestamp
            summary = f'Alarm "{alarm.name}" updated'
        history.note(backend, alarm, "ConfigurationUpdate", summary, {"version": "1.0"}, now_s)

    def _setting(self) -> Any:
        def set_state(
            backend: Any, alarm_name: str, reason: str, reason_data: str | None, state_value: str
        ) -> None:
            if alarm_name not in backend.alarms:
                raise ResourceNotFound
            if state_value not in tuple(AlarmState):
                raise service_error(
                    BadRequest("ValidationError", f"{state_value} is not a state of an alarm.")
                )
            try:
                json.loads(reason_data or "{}")
            except ValueError:
                raise InvalidFormat("Unknown") from None
            alarm = backend.alarms[alarm_name]
            self._watch.change(backend, alarm, state_value, reason, reason_data or "")

        return set_state

    def _deleting(self, original: Any) -> Any:
        def delete(backend: Any, alarm_names: list[str]) -> None:
            missing = [name for name in alarm_names if name not in backend.alarms]
            if missing:
                raise ResourceNotFound
            for name in alarm_names:
                self._check_unused(backend, name, alarm_names)
                history.note(
                    backend,
                    backend.alarms[name],
                    "ConfigurationUpdate",
                    f'Alarm "{name}" deleted',
                    {"version": "1.0"},
                    self._context.clock.now_s(),
                )
            original(backend, alarm_names)

        return delete

    def _check_unused(self, backend: Any, name: str, going: list[str]) -> None:
        for alarm in backend.alarms.values():
            if alarm.rule and alarm.name not in going and name in composite.names_in(alarm.rule):
                raise service_error(
                    BadRequest(
                        "ValidationError",
                        f"Alarm {name} is used by the composite alarm {alarm.name}.",
                    )
                )


def _check(alarm: Any) -> None:
    if alarm.rule is None:
        definition_of(alarm)
    else:
        composite.condition_of(alarm.rule)


def _restore(backend: Any, name: str, former: Any) -> None:
    if former is None:
        backend.alarms.pop(name, None)
    else:
        backend.alarms[name] = former


def _put_composite(response: Any) -> Any:
    asked = response._get_params()  # noqa: SLF001 - moto's only way to a request's parameters
    alarm = response.cloudwatch_backend.put_metric_alarm(
        name=asked["AlarmName"],
        namespace=None,
        metric_name=None,
        comparison_operator=None,
        evaluation_periods=None,
        period=None,
        threshold=None,
        statistic=None,
        description=asked.get("AlarmDescription"),
        dimensions=[],
        alarm_actions=asked.get("AlarmActions") or [],
        ok_actions=asked.get("OKActions") or [],
        insufficient_data_actions=asked.get("InsufficientDataActions") or [],
        actions_enabled=asked.get("ActionsEnabled", True),
        rule=asked["AlarmRule"],
        tags=asked.get("Tags") or [],
    )
    alarm.actions_suppressor = asked.get("ActionsSuppressor")
    return EmptyResult()


def _describe_history(response: Any) -> Any:
    asked = response._get_params()  # noqa: SLF001 - as above
    return ActionResult(history.shown(response.cloudwatch_backend, asked))


def _describe(response: Any) -> Any:
    asked = response._get_params()  # noqa: SLF001 - as above
    kinds = asked.get("AlarmTypes") or ["MetricAlarm"]
    found = [each for each in response.cloudwatch_backend.alarms.values() if _is_asked(each, asked)]
    first = int(asked.get("NextToken") or 0)
    last = first + min(int(asked.get("MaxRecords") or 100), 100)
    listed = [alarm for alarm in found if _kind(alarm) in kinds]
    answer: dict[str, Any] = {
        "MetricAlarms": [alarm for alarm in listed[first:last] if alarm.rule is None],
        "CompositeAlarms": [alarm for alarm in listed[first:last] if alarm.rule is not None],
    }
    if last < len(listed):
        answer["NextToken"] = str(last)
    return ActionResult(answer)


def _kind(alarm: Any) -> str:
    return "MetricAlarm" if alarm.rule is None else "CompositeAlarm"


def _is_asked(alarm: Any, asked: Any) -> bool:
    names = asked.get("AlarmNames")
    prefix = asked.get("ActionPrefix") or ""
    actions = [*alarm.alarm_actions, *alarm.ok_actions, *alarm.insufficient_data_actions]
    return (
        (not names or alarm.name in names)
        and alarm.name.startswith(asked.get("AlarmNamePrefix") or "")
        and asked.get("StateValue") in (None, alarm.state_value)
        and (not prefix or any(action.startswith(prefix) for action in actions))
    )
