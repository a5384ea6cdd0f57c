"""Errors as AWS writes them, in the protocol in which the request came."""

import json
from dataclasses import dataclass
from xml.sax.saxutils import escape

from cloud.practice.account.calls import Call
from cloud.practice.account.context import Refusal

XML_SERVICES = frozenset({"s3", "cloudfront", "route53"})


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers and body of an HTTP response."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


def error_answer(call: Call, refusal: Refusal) -> Answer:
    """Return a refusal as boto3 understands it from that service."""
    kind = call.headers.get("content-type", "")
    if call.service == "ec2":
        return _answer(refusal, "text/xml", _xml(refusal, "Response", "Errors", "Error"))
    if kind.startswith("application/x-www-form-urlencoded"):
        return _answer(refusal, "text/xml", _xml(refusal, "ErrorResponse", "Error"))
    if call.service == "s3" or not call.service:
        return _answer(refusal, "application/xml", _xml(refusal, "Error"))
    if call.service in XML_SERVICES:
        return _answer(refusal, "text/xml", _xml(refusal, "ErrorResponse", "Error"))
    body = json.dumps({"__type": refusal.code, "message": refusal.message}).encode()
    return _answer(refusal, kind or "application/json", body, (("x-amzn-errortype", refusal.code),))


def _answer(
    refusal: Refusal, kind: str, body: bytes, more: tuple[tuple[str, str], ...] = ()
) -> Answer:
    return Answer(refusal.status, (("Content-Type", kind), *more), body)


def _xml(refusal: Refusal, *elements: str) -> bytes:
    inner = f"<Code>{escape(refusal.code)}</Code><Message>{escape(refusal.message)}</Message>"
    for name in reversed(elements):
        inner = f"<{name}>{inner}</{name}>"
    return f'<?xml version="1.0" encoding="UTF-8"?>{inner}'.encode()
