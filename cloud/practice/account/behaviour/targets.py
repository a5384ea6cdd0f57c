"""Brings a value to whatever an ARN names: a function, a topic or a queue."""

import json
from collections.abc import Callable, Sequence

from cloud.practice.account.behaviour import queues
from cloud.practice.account.behaviour.policies import Caller
from cloud.practice.account.context import AccountContext

Invoke = Callable[[str, object, Caller | None], None]
Publish = Callable[[str, str, str, Caller | None], None]
Emit = Callable[[str, str, str, object, Sequence[str]], None]


class Targets:
    """The one way from something that happened to what it sets off. Nothing here blocks."""

    def __init__(self, context: AccountContext, invoke: Invoke, publish: Publish) -> None:
        self._context = context
        self._invoke = invoke
        self._publish = publish
        self._emit: Emit | None = None

    def tell_rules(self, emit: Emit) -> None:
        """Have `emit` get what rules may want."""
        self._emit = emit

    def deliver(self, arn: str, content: object, caller: Caller | None = None) -> None:
        """Bring a value; raises LookupError when nothing of that name takes it from the caller."""
        match arn.split(":")[2:3]:
            case ["lambda"]:
                self._invoke(arn, content, caller)
            case ["sns"]:
                self._publish(arn, "", json.dumps(content), caller)
            case ["sqs"]:
                with self._context.call_lock:
                    queues.send(arn, json.dumps(content), caller)
            case _:
                raise LookupError(arn)

    def publish(self, topic_arn: str, subject: str, message: str, caller: Caller | None) -> None:
        """Publish to a topic; raises LookupError when there is none, or not for the caller."""
        self._publish(topic_arn, subject, message, caller)

    def invoke(self, function_arn: str, event: object, caller: Caller | None) -> None:
        """Invoke a function later; raises LookupError when there is none, or it may not be."""
        self._invoke(function_arn, event, caller)

    def emit(self, region: str, source: str, kind: str, detail: object, arn: str) -> None:
        """Tell event rules."""
        if self._emit is not None:
            self._emit(region, source, kind, detail, (arn,))
