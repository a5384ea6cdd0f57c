"""Runs one function's handler, call after call, in a process of its own.

Started as `python -I worker.py FOLDER HANDLER`; it knows nothing of Livedesk. Requests come as one
line of JSON each over standard input, answers go out the same way over what was standard output;
what the function prints is caught, as its log is.
"""

import contextlib
import importlib
import io
import ipaddress
import json
import logging
import os
import sys
import time
import traceback
from collections.abc import Callable
from typing import Any

LONGEST_LOG = 64 * 1024

Handler = Callable[[Any, "FunctionContext"], Any]


class FunctionContext:
    """What a handler gets beside the event."""

    def __init__(self, request: dict[str, Any]) -> None:
        self.function_name = os.environ.get("AWS_LAMBDA_FUNCTION_NAME", "")
        self.function_version = os.environ.get("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST")
        self.memory_limit_in_mb = os.environ.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128")
        self.invoked_function_arn: str = request["arn"]
        self.aws_request_id: str = request["id"]
        self.log_group_name = os.environ.get("AWS_LAMBDA_LOG_GROUP_NAME", "")
        self.log_stream_name = os.environ.get("AWS_LAMBDA_LOG_STREAM_NAME", "")
        self.identity = None
        self.client_context = None
        self._until_s = time.monotonic() + request["timeout_s"]

    def get_remaining_time_in_millis(self) -> int:
        """Return how long the call may still take."""
        return max(0, int((self._until_s - time.monotonic()) * 1000))


class _LogLines(logging.Formatter):
    """As Lambda writes what is logged."""

    def __init__(self) -> None:
        super().__init__("[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(request)s\t%(message)s\n")
        self.datefmt = "%Y-%m-%dT%H:%M:%S"
        self.converter = time.gmtime
        self.request = ""

    def format(self, record: logging.LogRecord) -> str:
        record.request = self.request
        return super().format(record)


class _CaughtLog(logging.StreamHandler[io.StringIO]):
    """Writes to what is standard output at the time."""

    def __init__(self) -> None:
        super().__init__(io.StringIO())
        self.terminator = ""

    def emit(self, record: logging.LogRecord) -> None:
        self.setStream(sys.stdout)  # type: ignore[arg-type]
        super().emit(record)


def stay_here() -> None:
    """Let this process reach nothing but this machine from now on; for good."""
    sys.addaudithook(_refuse_others)


def _refuse_others(event: str, arguments: tuple[Any, ...]) -> None:
    match event, arguments:
        case (("socket.connect" | "socket.sendto" | "socket.sendmsg"), (_, (str(host), *_))):
            pass
        case (("socket.getaddrinfo" | "socket.gethostbyname"), (str(host), *_)):
            pass
        case _:
            return
    if not is_here(host):
        raise PermissionError(f"practice reaches only this machine, not {host}")


def is_here(host: str) -> bool:
    """Tell whether a host is this machine; names are not looked up."""
    if host in ("", "localhost", "ip6-localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def main(folder: str, handler: str) -> None:
    """Answer until standard input ends."""
    stay_here()
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    requests = os.fdopen(os.dup(0), encoding="utf-8")
    os.dup2(nowhere, 0)
    sys.path.insert(0, folder)
    os.chdir(folder)
    lines = _LogLines()
    caught = _CaughtLog()
    caught.setFormatter(lines)
    logging.getLogger().addHandler(caught)
    call: Handler | None = None
    for request in map(json.loads, requests):
        lines.request = request["id"]
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            try:
                call = call or load(handler)
                answer: dict[str, Any] = {
                    "payload": _encoded(call(request["event"], FunctionContext(request)))
                }
            except BaseException as error:  # noqa: BLE001 - the main of the function's process
                answer = {"error": described(error, request["id"])}
        answer["log"] = printed.getvalue()[-LONGEST_LOG:]
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


def load(handler: str) -> Handler:
    """Return the function that `module.name` means; raises what Lambda raises."""
    module, _, name = handler.rpartition(".")
    found: Handler = getattr(importlib.import_module(module.replace("/", ".")), name)
    return found


def described(error: BaseException, request_id: str) -> dict[str, Any]:
    """Return an error as Lambda answers it."""
    frames = traceback.format_tb(error.__traceback__)
    kind = type(error).__name__
    if isinstance(error, SystemExit):
        return {
            "errorType": "Runtime.ExitError",
            "errorMessage": f"RequestId: {request_id} Error: Runtime exited with error: {error}",
        }
    if isinstance(error, ModuleNotFoundError):
        kind = "Runtime.ImportModuleError"
    return {
        "errorMessage": str(error),
        "errorType": kind,
        "requestId": request_id,
        "stackTrace": frames[1:] or frames,
    }


def _encoded(result: Any) -> str:
    try:
        return json.dumps(result)
    except TypeError as error:
        raise _Unserializable(f"Unable to marshal response: {error}") from None


class _Unserializable(Exception):
    """What a handler returned is no JSON."""


_Unserializable.__name__ = "Runtime.MarshalError"

if __name__ == "__main__":
    main(*sys.argv[1:])
