"""A practice account in this process whose stacks take no time, and boto3 clients for it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config
from moto import mock_aws

from cloud.practice.account.context import AccountClock, AccountContext
from cloud.practice.account.formation.formation import Formation
from cloud.practice.account.formation.installation import put_in_place

REGION = "us-east-1"
Client = Callable[[str], Any]


class StillClock(AccountClock):
    """Stands still until it is put forward."""

    def __init__(self) -> None:
        super().__init__(lambda: 1_800_000_000.0)


@pytest.fixture
def context(tmp_path: Path) -> AccountContext:
    return AccountContext(home=tmp_path, clock=StillClock())


@pytest.fixture
def formation(context: AccountContext) -> Iterator[Formation]:
    """Whole operations happen within the call that begins them."""
    with mock_aws():
        found = Formation(context, step_s=0)
        put_in_place(found)
        yield found


@pytest.fixture
def client(formation: Formation) -> Client:
    def made(service: str, region: str = REGION) -> Any:
        return boto3.client(
            service,
            region_name=region,
            aws_access_key_id="practice",
            aws_secret_access_key="practice",
            config=Config(retries={"total_max_attempts": 1}),
        )

    return made


@pytest.fixture
def cloudformation(client: Client) -> Any:
    return client("cloudformation")
