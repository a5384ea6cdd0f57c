"""AWS Lambda's Invoke: at once, or later with retries, dead letters, logs and metrics."""

import base64
import json
import threading
import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from moto.awslambda.exceptions import UnknownFunctionException
from moto.awslambda.models import LambdaBackend, LambdaFunction, lambda_backends
from moto.awslambda.responses import LambdaResponse
from moto.core.utils import unix_time_millis

from cloud.practice.account.behaviour.errands import Errands
from cloud.practice.account.behaviour.functions.sandbox import FunctionCode, Outcome
from cloud.practice.account.behaviour.functions.sandboxes import Busy, Sandboxes
from cloud.practice.account.behaviour.grafts import Grafts
from cloud.practice.account.behaviour.policies import Caller, allows
from cloud.practice.account.context import AccountContext
from cloud.practice.accountmessages import ACCOUNT_ID

RETRIES = 2
RETRY_S = (60.0, 120.0)
"""By the account's clock, before the second and the third try."""
LONGEST_TAIL = 4096
_PATIENCE_S = 930.0
_JOIN_S = 1.0

Measured = Callable[[str, str, dict[str, float]], None]
"""Gets region, function and metrics of AWS/Lambda."""
Deliver = Callable[[str, object], None]
"""Brings an event to a queue, topic or function by its ARN; raises LookupError."""


class FunctionService:
    """Runs the account's functions."""

    def __init__(
        self, context: AccountContext, errands: Errands, sandboxes: Sandboxes, measured: Measured
    ) -> None:
        self._context = context
        self._errands = errands
        self._sandboxes = sandboxes
        self._measured = measured
        self._deliver: Deliver | None = None

    def install(self, grafts: Grafts, deliver: Deliver) -> None:
        """Answer from now on; `deliver`: for what could not be done in the end."""
        self._deliver = deliver
        grafts.replace(LambdaResponse, "invoke", lambda _: self._answering())
        grafts.replace(LambdaFunction, "__init__", _keeping_dead_letters)
        grafts.replace(LambdaBackend, "invoke", lambda _: self._invoking())
        grafts.replace(LambdaBackend, "delete_function", self._deleting)
        self._context.every(30.0, self._sandboxes.retire, "functions-retire")

    def invoke_later(self, function_arn: str, event: object, caller: Caller | None) -> None:
        """Invoke for a service; raises LookupError where there is no function or no permission."""
        with self._context.call_lock:
            function = self._found(function_arn)
            statements = function.policy.statements
            if caller and not allows(statements, "lambda:InvokeFunction", caller):
                raise LookupError(
                    f"permission for {caller.service} to invoke {function.function_name}"
                )
        self._later(function, event)

    # ---- private ----

    def _found(self, arn: str) -> Any:
        parts = arn.split(":")
        if len(parts) < 7 or parts[2] != "lambda":
            raise LookupError(arn)
        try:
            return lambda_backends[ACCOUNT_ID][parts[3]].get_function(arn)
        except UnknownFunctionException:
            raise LookupError(arn) from None

    def _answering(self) -> Any:
        def invoke(response: Any) -> Any:
            name = unquote(response.path.rsplit("/", 2)[-2])
            kind = response.headers.get("X-Amz-Invocation-Type") or "RequestResponse"
            with self._context.call_lock:
                function = response.backend.get_function(name, response._get_param("qualifier"))  # noqa: SLF001
            try:
                event = json.loads(response.body or "{}")
            except ValueError:
                return _refused(
                    400, "InvalidRequestContentException", "Could not parse request body into json"
                )
            if kind == "DryRun":
                return 204, {"status": 204}, ""
            if kind == "Event":
                self._later(function, event)
                return 202, {"status": 202}, ""
            return self._answer_now(
                function, event, response.headers.get("X-Amz-Log-Type") == "Tail"
            )

        return invoke

    def _answer_now(self, function: Any, event: object, wants_log: bool) -> Any:
        try:
            outcome = self._waited_for(function, event)
        except Busy:
            return _refused(429, "TooManyRequestsException", "Rate Exceeded.")
        headers: dict[str, Any] = {
            "status": 200,
            "content-type": "application/json",
            "X-Amz-Executed-Version": "$LATEST",
        }
        if outcome.is_error:
            headers["X-Amz-Function-Error"] = "Unhandled"
        if wants_log:
            tail = outcome.log.encode()[-LONGEST_TAIL:]
            headers["X-Amz-Log-Result"] = base64.b64encode(tail).decode()
        return 200, headers, outcome.payload

    def _invoking(self) -> Any:
        """Moto's own callers (queues as event sources) come this way."""

        def invoke(
            backend: Any,
            function_name: str,
            qualifier: str | None,
            body: Any,
            headers: Any,
            response_headers: Any,
        ) -> str:
            function = backend.get_function(function_name, qualifier)
            if self._context.is_replaying:
                return "null"
            outcome = self._waited_for(function, json.loads(body or "{}"))
            if outcome.is_error:
                response_headers["x-amz-function-error"] = "Unhandled"
            return outcome.payload

        return invoke

    def _deleting(self, original: Any) -> Any:
        def delete(backend: Any, function_name: str, qualifier: str | None = None) -> None:
            arn = backend.get_function(function_name).function_arn
            original(backend, function_name, qualifier)
            self._errands.do(lambda: self._sandboxes.forget(arn))

        return delete

    def _waited_for(self, function: Any, event: object) -> Outcome:
        """Run at once on a thread of its own, and wait without the lock: the function calls us."""
        outcomes: list[Outcome] = []
        busy: list[Busy] = []
        ended = threading.Condition(self._context.call_lock)
        code = self._code(function)

        def run() -> None:
            try:
                outcomes.append(self._run(function, code, event))
            except Busy as error:
                busy.append(error)
            finally:
                with ended:
                    ended.notify_all()

        thread = threading.Thread(target=run, name=f"account-function-{code.name}", daemon=True)
        with ended:
            thread.start()
            ended.wait_for(lambda: outcomes or busy, min(_PATIENCE_S, code.timeout_s + 90.0))
        thread.join(_JOIN_S)
        if not outcomes:
            raise busy[0] if busy else Busy(code.name)
        return outcomes[0]

    def _later(self, function: Any, event: object) -> None:
        if not self._context.is_replaying:
            self._errands.do(lambda: self._try(function, event, 0))

    def _try(self, function: Any, event: object, tried: int) -> None:
        try:
            outcome = self._run(function, self._code(function), event)
        except Busy:
            self._errands.do(lambda: self._try(function, event, tried), in_s=RETRY_S[0])
            return
        settings = _invoke_settings(function)
        if not outcome.is_error:
            self._pass_on(settings, "OnSuccess", function, event, outcome, tried)
        elif tried < int(settings.get("MaximumRetryAttempts", RETRIES)):
            self._errands.do(lambda: self._try(function, event, tried + 1), in_s=RETRY_S[tried])
        else:
            self._bury(settings, function, event, outcome, tried)

    def _bury(
        self, settings: dict[str, Any], function: Any, event: object, outcome: Outcome, tried: int
    ) -> None:
        letters = (getattr(function, "dead_letter_config", None) or {}).get("TargetArn")
        if letters:
            self._bring(letters, event)
        self._pass_on(settings, "OnFailure", function, event, outcome, tried)

    def _pass_on(
        self,
        settings: dict[str, Any],
        when: str,
        function: Any,
        event: object,
        outcome: Outcome,
        tried: int,
    ) -> None:
        destination = settings.get("DestinationConfig", {}).get(when, {}).get("Destination")
        if not destination:
            return
        condition = "Success" if when == "OnSuccess" else "RetriesExhausted"
        record = {
            "version": "1.0",
            "timestamp": self._context.clock.now().strftime("%Y-%m-%dT%H:%M:%S.000Z"),
            "requestContext": {
                "requestId": str(uuid.uuid4()),
                "functionArn": function.function_arn,
                "condition": condition,
                "approximateInvokeCount": tried + 1,
            },
            "requestPayload": event,
            "responseContext": {"statusCode": 200, "executedVersion": "$LATEST"}
            | ({"functionError": "Unhandled"} if outcome.is_error else {}),
            "responsePayload": json.loads(outcome.payload),
        }
        self._bring(destination, record)

    def _bring(self, arn: str, event: object) -> None:
        if self._deliver is not None:
            self._deliver(arn, event)

    def _run(self, function: Any, code: FunctionCode, event: object) -> Outcome:
        outcome = self._sandboxes.run(code, event, str(uuid.uuid4()))
        with self._context.call_lock:
            self._measured(
                code.region,
                code.name,
                {
                    "Invocations": 1.0,
                    "Errors": float(outcome.is_error),
                    "Duration": outcome.duration_s * 1000,
                },
            )
            _write_log(function, outcome.log)
        return outcome

    def _code(self, function: Any) -> FunctionCode:
        return FunctionCode(
            arn=function.function_arn,
            name=function.function_name,
            handler=function.handler or "",
            package=function.code_bytes,
            sha256=function.code_sha_256,
            variables=tuple(
                sorted((name, str(value)) for name, value in function.environment_vars.items())
            ),
            timeout_s=float(function.timeout or 3),
            memory_mb=int(function.memory_size or 128),
            region=function.region,
        )


def _keeping_dead_letters(original: Any) -> Any:
    """Moto forgets where a function's dead letters go."""

    def begin(function: Any, account_id: str, spec: Any, *rest: Any, **more: Any) -> None:
        original(function, account_id, spec, *rest, **more)
        function.dead_letter_config = spec.get("DeadLetterConfig")

    return begin


def _invoke_settings(function: Any) -> dict[str, Any]:
    for each in function.event_invoke_config:
        settings: dict[str, Any] = each.config
        return settings
    return {}


def _write_log(function: Any, log: str) -> None:
    logs, group = function.logs_backend, function.logs_group_name
    logs.ensure_log_group(group)
    stream = f"practice/[$LATEST]{function.code_sha_256[:12]}"
    if stream not in logs.groups[group].streams:
        logs.create_log_stream(group, stream)
    events = [{"timestamp": unix_time_millis(), "message": line} for line in log.splitlines()]
    logs.put_log_events(group, stream, events)
    del logs.groups[group].streams[stream].events[:-2000]


def _refused(status: int, kind: str, sentence: str) -> Any:
    headers = {"status": status, "x-amzn-errortype": kind, "content-type": "application/json"}
    return status, headers, json.dumps({"Type": "User", "Message": sentence})
