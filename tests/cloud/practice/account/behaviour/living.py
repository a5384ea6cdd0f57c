"""A practice account in the test's own process; only the test puts its clock forward."""

import contextlib
import http.server
import json
import threading
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from queue import Queue
from typing import Any

import boto3
from moto import mock_aws

from cloud.practice.account.behaviour.liveliness import Liveliness
from cloud.practice.account.context import AccountClock, AccountContext
from cloud.practice.accountmessages import ACCOUNT_ID
from tests.cloud.practice.account.behaviour.functions.packages import package

REGION = "ap-northeast-1"
START_S = 1_795_000_000.0
"""A moment that begins a minute."""
PATIENCE_S = 30.0
POLL_S = 0.02
"""How soon a server sees that it shall end."""


@cache
def _session() -> Any:
    """One for all tests: it reads the models of the services, which takes a while."""
    return boto3.Session("practice", "practice")


class Living:
    """The account and its clients."""

    def __init__(self, home: Path) -> None:
        self.context = AccountContext(home, AccountClock(lambda: START_S // 3600 * 3600))
        self.alive = Liveliness(self.context)
        self.alive.start()
        self._clients: dict[str, Any] = {}

    def client(self, service: str) -> Any:
        if service not in self._clients:
            self._clients[service] = _session().client(service, region_name=REGION)
        return self._clients[service]

    def advance(self, seconds: float, step_s: float = 10.0) -> None:
        """Put the clock forward, do what becomes due on the way, and wait for deliveries."""
        while seconds > 0:
            self.context.clock.advance(min(step_s, seconds))
            self.context.run_due()
            self.settle()
            seconds -= step_s

    def settle(self) -> None:
        assert self.alive.errands.settle(PATIENCE_S)


@contextlib.contextmanager
def living(home: Path) -> Iterator[Living]:
    """Run an account in this process."""
    with mock_aws():
        account = Living(home)
        try:
            yield account
        finally:
            account.context.close()


def make_function(account: Living, name: str, source: str, **more: Any) -> str:
    """Make a function whose handler is `main.handler`; return its ARN."""
    role = account.client("iam").create_role(RoleName=name, AssumeRolePolicyDocument="{}")
    made = account.client("lambda").create_function(
        FunctionName=name,
        Runtime="python3.13",
        Role=role["Role"]["Arn"],
        Handler="main.handler",
        Code={"ZipFile": package(source)},
        Timeout=30,
        **more,
    )
    return str(made["FunctionArn"])


RECORDER = """
    import boto3, json, logging
    logging.getLogger().setLevel("INFO")
    table = boto3.resource("dynamodb").Table("kept")

    def handler(event, context):
        logging.info("asked for %s", event["id"])
        table.put_item(Item={"id": event["id"], "text": json.dumps(event)})
        return {"kept": event["id"]}
"""


def make_table(account: Living) -> None:
    """Make the table that RECORDER writes to."""
    account.client("dynamodb").create_table(
        TableName="kept",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )


def kept(account: Living) -> list[str]:
    """Return what RECORDER has written."""
    found = account.client("dynamodb").scan(TableName="kept")["Items"]
    return sorted(each["id"]["S"] for each in found)


def make_queue(account: Living, name: str) -> tuple[str, str]:
    """Make a queue that takes from anybody; return its address and its ARN."""
    arn = f"arn:aws:sqs:{REGION}:{ACCOUNT_ID}:{name}"
    open_to_all = {"Effect": "Allow", "Principal": "*", "Action": "sqs:SendMessage"}
    attributes = {"Policy": json.dumps({"Statement": [open_to_all]})}
    made = account.client("sqs").create_queue(QueueName=name, Attributes=attributes)
    return made["QueueUrl"], arn


def letters(account: Living, queue_url: str) -> list[Any]:
    """Return what waits in a queue."""
    answer = account.client("sqs").receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10)
    return [json.loads(each["Body"]) for each in answer.get("Messages", [])]


class Listener:
    """A server on this machine that notes what is posted to it."""

    def __init__(self, status: int = 200) -> None:
        self.status = status
        self.got: Queue[tuple[dict[str, str], Any]] = Queue()
        listener = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                headers = {name.lower(): value for name, value in self.headers.items()}
                listener.got.put((headers, json.loads(body)))
                self.send_response(listener.status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(POLL_S,), name="listener"
        )
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}/alerts"

    def next(self) -> tuple[dict[str, str], Any]:
        """Return headers and content of the next request."""
        return self.got.get(timeout=PATIENCE_S)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
