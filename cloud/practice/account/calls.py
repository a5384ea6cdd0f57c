"""Says what a request to the account is: service, operation, and whether it changes anything."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs

# Operations beginning with these only look; everything else is taken to change something.
LOOKING = (
    "BatchGet",
    "Check",
    "Count",
    "Decode",
    "Describe",
    "Detect",
    "Estimate",
    "Filter",
    "Get",
    "Head",
    "List",
    "Lookup",
    "Poll",
    "Preview",
    "Query",
    "Scan",
    "Search",
    "Select",
    "Simulate",
    "Test",
    "TransactGet",
    "Validate",
    "Verify",
)
# What passes on and is gone: it causes calls of its own, or nothing that is kept.
PASSING = frozenset(
    {
        ("events", "PutEvents"),
        ("lambda", "Invoke"),
        ("lambda", "InvokeAsync"),
        ("sns", "Publish"),
        ("sns", "PublishBatch"),
        ("sqs", "ChangeMessageVisibility"),
        ("sqs", "DeleteMessage"),
        ("sqs", "DeleteMessageBatch"),
        ("sqs", "ReceiveMessage"),
        ("sqs", "SendMessage"),
        ("sqs", "SendMessageBatch"),
    }
)
PASSING_SERVICES = frozenset({"sts", "signin"})

_SCOPE = re.compile(r"Credential=[^/,\s]+/[^/]*/([^/]+)/([^/]+)/aws4_request")
_RPC_PATH = re.compile(r"/service/[^/]+/operation/(\w+)/?")
_VERB_PATH = re.compile(r"/([A-Z][A-Za-z]+)/?")
_INVOCATIONS = re.compile(r"/2015-03-31/functions/[^/]+/invocations/?")


@dataclass(frozen=True, slots=True)
class Call:
    """One request to a service of the account."""

    method: str
    path: str
    """As it came, percent-encoded."""
    query: str
    headers: Mapping[str, str]
    """By their names in lower case."""
    body: bytes = field(repr=False)
    service: str
    """As it signs: `monitoring` is CloudWatch; empty: an unsigned request."""
    region: str
    operation: str
    """E.g. `PutMetricData`; empty where the path alone says it, as in S3."""

    @property
    def is_passing(self) -> bool:
        """It passes on and leaves nothing; whoever answers it may call the account himself."""
        return (
            self.service in PASSING_SERVICES
            or (self.service, self.operation) in PASSING
            or (self.service == "sqs" and not self.operation)
        )

    @property
    def is_changing(self) -> bool:
        """It may change what the account keeps."""
        if self.is_passing or self.method in ("GET", "HEAD", "OPTIONS"):
            return False
        return not self.operation.startswith(LOOKING)

    @property
    def is_json(self) -> bool:
        """Its body is JSON."""
        return "json" in self.headers.get("content-type", "") or self.body[:1] == b"{"

    def parameters(self) -> dict[str, object]:
        """Return the body's members: of JSON as they are, of a form as text; else nothing."""
        if self.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
            text = self.body.decode("utf-8", "replace")
            return {name: values[0] for name, values in parse_qs(text, True).items()}
        try:
            found = json.loads(self.body) if self.is_json else {}
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}


def call_of(method: str, path: str, query: str, headers: Mapping[str, str], body: bytes) -> Call:
    """Return what a request is; `headers` by their names in lower case."""
    scope = _SCOPE.search(headers.get("authorization", ""))
    region, service = scope.groups() if scope else ("", "")
    operation = _operation(service, method, path, headers, body)
    return Call(method, path, query, headers, body, service.lower(), region, operation)


def _operation(
    service: str, method: str, path: str, headers: Mapping[str, str], body: bytes
) -> str:
    if target := headers.get("x-amz-target"):
        return target.rpartition(".")[2]
    if found := _RPC_PATH.fullmatch(path):
        return found[1]
    if headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        action = re.search(rb"(?:^|&)Action=(\w+)", body)
        return action[1].decode() if action else ""
    if _INVOCATIONS.fullmatch(path):
        return "Invoke"
    if method == "POST" and service != "s3" and (found := _VERB_PATH.fullmatch(path)):
        return found[1]  # of IVS and others that put the operation's name there
    return ""
