"""Brings the account's events to the targets of rules that want them."""

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from moto.events.models import Rule, events_backends
from moto.moto_api._internal import mock_random

from cloud.practice.account.behaviour.errands import Errands
from cloud.practice.account.behaviour.events.inputs import input_of
from cloud.practice.account.behaviour.grafts import Grafts
from cloud.practice.account.behaviour.policies import Caller
from cloud.practice.account.context import AccountContext
from cloud.practice.accountmessages import ACCOUNT_ID

RETRIES = 185
FIRST_RETRY_S, LONGEST_RETRY_S = 1.0, 300.0
OURS = ("lambda", "sns", "sqs")
"""Services whose targets are reached here; the others are moto's."""
_log = logging.getLogger(__name__)

Deliver = Callable[[str, object, Caller | None], None]
"""Gets a target's ARN, what it gets, and for whom; raises LookupError when it can never work."""
Event = dict[str, Any]


class EventBus:
    """Rules and their targets."""

    def __init__(self, context: AccountContext, errands: Errands, deliver: Deliver) -> None:
        self._context = context
        self._errands = errands
        self._deliver = deliver

    def install(self, grafts: Grafts) -> None:
        """Deliver from now on."""
        grafts.replace(Rule, "send_to_targets", self._sending)

    def emit(
        self,
        region: str,
        source: str,
        detail_type: str,
        detail: object,
        resources: Sequence[str] = (),
    ) -> None:
        """Send an event of one of the account's services to the default bus."""
        if self._context.is_replaying:
            return
        now = self._context.clock.now()
        with self._context.call_lock:
            event: Event = {
                "version": "0",
                "id": str(mock_random.uuid4()),
                "detail-type": detail_type,
                "source": source,
                "account": ACCOUNT_ID,
                "time": f"{now:%Y-%m-%dT%H:%M:%SZ}",
                "region": region,
                "resources": list(resources),
                "detail": detail,
            }
            rules = events_backends[ACCOUNT_ID][region].event_buses["default"].rules
            for rule in list(rules.values()):
                self.offer(rule, event)

    def offer(self, rule: Any, event: Mapping[str, Any]) -> None:
        """Bring an event to a rule's targets if the rule is on and wants it; returns at once."""
        if rule.state == "DISABLED" or not rule.event_pattern.get_pattern():
            return  # a rule without a pattern is a schedule
        if rule.event_pattern.matches_event(event):
            self.fire(rule, event)

    def fire(self, rule: Any, event: Mapping[str, Any]) -> None:
        """Bring an event to a rule's targets; returns at once."""
        for target in list(rule.targets):
            content = input_of(target, event, rule.arn, rule.name)
            if target["Arn"].split(":")[2] in OURS:
                self.bring(target, content, Caller("events.amazonaws.com", rule.arn))

    def bring(self, target: Mapping[str, Any], content: object, caller: Caller | None) -> None:
        """Bring a value to one target, with its retries and dead letters; returns at once."""
        self._errands.do(lambda: self._try(target, content, caller, 0))

    # ---- private ----

    def _try(
        self, target: Mapping[str, Any], content: object, caller: Caller | None, tried: int
    ) -> None:
        try:
            self._deliver(target["Arn"], content, caller)
        except LookupError as error:
            _log.info("an event did not reach %s: %s", target["Arn"], error)
            self._bury(target, content, caller)
        except OSError:
            most = int((target.get("RetryPolicy") or {}).get("MaximumRetryAttempts", RETRIES))
            if tried >= most:
                self._bury(target, content, caller)
                return
            wait_s = min(LONGEST_RETRY_S, FIRST_RETRY_S * 2**tried)
            self._errands.do(lambda: self._try(target, content, caller, tried + 1), in_s=wait_s)

    def _bury(self, target: Mapping[str, Any], content: object, caller: Caller | None) -> None:
        letters = (target.get("DeadLetterConfig") or {}).get("Arn")
        if not letters:
            return
        try:
            self._deliver(letters, content, caller)
        except LookupError as error:
            _log.info("an event did not even reach its dead-letter queue: %s", error)

    def _sending(self, original: Any) -> Any:
        """Take the place of moto's delivery of what came by PutEvents."""

        def send(rule: Any, event: Event, transform_input: bool = True) -> None:
            if self._context.is_replaying:
                return
            with self._context.call_lock:
                self.offer(rule, _as_sent(event))
                others = [each for each in rule.targets if each["Arn"].split(":")[2] not in OURS]
                if others and rule.state != "DISABLED" and rule.event_pattern.get_pattern():
                    rule_of_others = _RuleOfOthers(rule, others)
                    original(rule_of_others, event, transform_input)

        return send


class _RuleOfOthers:
    """A rule with only those targets that moto reaches."""

    def __init__(self, rule: Any, targets: list[Any]) -> None:
        self._rule = rule
        self.targets = targets

    def __getattr__(self, name: str) -> Any:
        return getattr(self._rule, name)


def _as_sent(event: Mapping[str, Any]) -> Event:
    """Return an event of moto's as targets get it."""
    sent = {name: value for name, value in event.items() if name != "ingestion-time"}
    if isinstance(sent.get("time"), int | float):
        from datetime import UTC, datetime

        sent["time"] = f"{datetime.fromtimestamp(sent['time'], UTC):%Y-%m-%dT%H:%M:%SZ}"
    decoded: Event = json.loads(json.dumps(sent, default=str))
    return decoded
