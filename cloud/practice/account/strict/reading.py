"""Reads a call's parameters by AWS's own model of the service, whatever the protocol."""

import gzip
from dataclasses import dataclass
from typing import Any

from botocore.model import OperationModel, OperationNotFoundError
from moto.core.parse import PROTOCOL_PARSERS
from moto.core.request import Request, determine_request_protocol
from moto.core.routing import get_service_router
from moto.core.utils import get_service_model
from werkzeug.exceptions import HTTPException
from werkzeug.test import EnvironBuilder

from cloud.practice.account.calls import Call

# The services whose calls are checked, as they sign, and as botocore calls them.
CHECKED = {
    "appsync": "appsync",
    "dynamodb": "dynamodb",
    "events": "events",
    "iam": "iam",
    "ivs": "ivs",
    "lambda": "lambda",
    "logs": "logs",
    "medialive": "medialive",
    "mediapackagev2": "mediapackagev2",
    "monitoring": "cloudwatch",
    "scheduler": "scheduler",
    "sns": "sns",
    "sqs": "sqs",
}


@dataclass(frozen=True, slots=True)
class ReadCall:
    """A call as its service understands it."""

    service: str
    """As botocore calls it."""
    operation: OperationModel
    parameters: dict[str, Any]


def read(call: Call) -> ReadCall | None:
    """Return what is asked for; None where the call is not checked or can't be read.

    What can't be read is left to moto, which answers that too.
    """
    service = CHECKED.get(call.service)
    if service is None:
        return None
    body = call.body
    try:
        if call.headers.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
        request = _request(call, body)
        model = get_service_model(service)
        labels: dict[str, Any] = {}
        operation: OperationModel | None = None
        if call.operation in model.operation_names:
            operation = model.operation_model(call.operation)
        if operation is None or "{" in operation.http["requestUri"]:  # the path has parts of it
            operation, labels = get_service_router(service).match(request)
        protocol = determine_request_protocol(model, request.content_type)
        parsed = PROTOCOL_PARSERS[protocol](operation, map_type=dict).parse(
            {
                "method": request.method,
                "values": request.values,
                "headers": request.headers,
                "body": request.data,
                "url_path": request.path,
                "url_params": labels,
            }
        )
    except (
        HTTPException,
        NotImplementedError,
        OperationNotFoundError,
        OSError,
        ValueError,
        KeyError,
    ):
        return None
    return ReadCall(service, operation, dict(parsed))


def _request(call: Call, body: bytes) -> Request:
    builder = EnvironBuilder(
        method=call.method,
        path=call.path,
        query_string=call.query,
        headers=[
            (name, value)
            for name, value in call.headers.items()
            if name not in ("content-length", "content-encoding", "transfer-encoding")
        ],
        input_stream=None,
        data=body,
    )
    request: Request = Request(builder.get_environ())
    return request
