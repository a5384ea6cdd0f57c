"""The account's own services in this process, and boto3 clients for them."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.config import Config
from moto.cloudwatch.models import cloudwatch_backends
from moto.core.botocore_stubber import BotocoreStubber, MockRawResponse

from cloud.practice.account.context import AccountContext
from cloud.practice.account.services import install
from cloud.practice.accountmessages import ACCOUNT_ID
from tests.cloud.practice.account.ingests import FakeIngest, StillClock

REGION = "ap-northeast-1"


@pytest.fixture
def ingest() -> FakeIngest:
    return FakeIngest()


@pytest.fixture
def account(tmp_path: Path, ingest: FakeIngest) -> Iterator[AccountContext]:
    # Books belong to the context; of moto's own only these metrics are written.
    cloudwatch_backends[ACCOUNT_ID][REGION].metric_data.clear()
    context = AccountContext(tmp_path, StillClock(), ingest)
    install(context)
    yield context
    context.close()


@pytest.fixture
def client(account: AccountContext) -> Callable[[str], Any]:
    return _client


@pytest.fixture
def ivs(client: Callable[[str], Any]) -> Any:
    return client("ivs")


@pytest.fixture
def medialive(client: Callable[[str], Any]) -> Any:
    return client("medialive")


@pytest.fixture
def elapse(account: AccountContext) -> Callable[[float], None]:
    """Let so many seconds pass, one after the other."""

    def pass_by(seconds: float) -> None:
        for _ in range(int(seconds)):
            account.clock.advance(1.0)
            account.run_due()

    return pass_by


@cache
def _client(service: str) -> Any:
    """Return a client whose requests are answered in this process."""
    client = boto3.client(
        service,
        region_name=REGION,
        aws_access_key_id="practice",
        aws_secret_access_key="practice",
        config=Config(retries={"total_max_attempts": 1}),
    )
    stubber = BotocoreStubber()

    def answer(request: AWSPreparedRequest, **_: Any) -> AWSResponse:
        answered: Any = stubber.process_request(request)
        status, headers, body = answered
        return AWSResponse(request.url, int(status), headers, MockRawResponse(body))

    client.meta.events.register("before-send", answer)
    return client
