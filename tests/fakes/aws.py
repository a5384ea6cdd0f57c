"""Accounts whose services are fakes: each operation answers from a table."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from cloud.awsclient import Aws
from cloud.settings import Account, Mode

LIVE = Account(Mode.LIVE, "studio", "us-east-1")
PRACTICE = Account(region="us-east-1")
IDENTITY = {"Account": "123456789012", "Arn": "arn:aws:iam::123456789012:user/kai"}


def refusal(code: str, message: str = "", operation: str = "Call") -> ClientError:
    """What boto3 raises when a service says no."""
    return ClientError({"Error": {"Code": code, "Message": message}}, operation)


class FakeClient:
    """Answers each operation from a table: a value, a function of the parameters, or an error."""

    def __init__(self, **answers: Any) -> None:
        self.answers = answers
        self.calls: list[tuple[str, dict[str, Any]]] = []

    def __getattr__(self, operation: str) -> Any:
        def call(**parameters: Any) -> Any:
            self.calls.append((operation, parameters))
            answer = self.answers[operation]
            if callable(answer):
                answer = answer(**parameters)
            if isinstance(answer, Exception):
                raise answer
            return dict(answer)

        return call

    def get_paginator(self, operation: str) -> "Paginator":
        return Paginator(getattr(self, operation))

    def close(self) -> None: ...


@dataclass
class Paginator:
    """Follows NextToken, as boto3's do."""

    call: Any

    def paginate(self, **parameters: Any) -> Iterator[Any]:
        page = self.call(**parameters)
        yield page
        while token := page.get("NextToken"):
            page = self.call(**parameters, NextToken=token)
            yield page


class Breaking:
    """Another client, some of whose operations fail: `Breaking(client, get_thing=error)`."""

    def __init__(self, client: Any, *, after: int = 0, **errors: Exception) -> None:
        """`after`: so many calls of them have success first."""
        self._client = client
        self._after = after
        self._errors = errors

    def __getattr__(self, operation: str) -> Any:
        if operation not in self._errors:
            return getattr(self._client, operation)

        def call(**parameters: Any) -> Any:
            self._after -= 1
            if self._after < 0:
                raise self._errors[operation]
            return getattr(self._client, operation)(**parameters)

        return call

    def get_paginator(self, operation: str) -> "Paginator":
        return Paginator(getattr(self, operation))


class FakeSession:
    """A boto3 session whose clients are fakes."""

    def __init__(self, **clients: Any) -> None:
        self.clients = clients

    def client(self, service_name: str, **how: Any) -> Any:
        return self.clients[service_name.replace("-", "_")]


def fake_aws(account: Account = LIVE, **clients: Any) -> Aws:
    """An account whose services are these."""
    clients.setdefault("sts", FakeClient(get_caller_identity=IDENTITY))
    url = "http://127.0.0.1:9" if account.is_practice else ""
    return Aws(account, practice_url=url, session=FakeSession(**clients))
