"""A practice account in this process whose stacks take no time, and boto3 clients for it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import boto3
import botocore.session
import pytest
from botocore.config import Config
from botocore.loaders import Loader
from moto import mock_aws
from moto.core import loaders, utils
from moto.core.base_backend import BackendDict
from moto.core.model_instances import reset_model_data

from cloud.practice.account.context import AccountClock, AccountContext
from cloud.practice.account.formation.formation import Formation
from cloud.practice.account.formation.innercalls import InnerCalls
from cloud.practice.account.formation.installation import put_in_place
from cloud.practice.account.formation.sharedmodels import FastFiles
from cloud.practice.account.frugality import be_frugal

REGION = "us-east-1"
Client = Callable[[str], Any]


class StillClock(AccountClock):
    """Stands still until it is put forward."""

    def __init__(self) -> None:
        super().__init__(lambda: 1_800_000_000.0)


@pytest.fixture
def context(tmp_path: Path) -> AccountContext:
    return AccountContext(home=tmp_path, clock=StillClock())


@pytest.fixture(scope="session")
def inner_calls() -> InnerCalls:
    """To make its clients takes longer than a test."""
    calls = InnerCalls()
    calls._session.register_component("data_loader", Loader(file_loader=FastFiles()))
    return calls


@pytest.fixture(scope="session")
def clients(inner_calls: InnerCalls) -> Client:
    made: dict[tuple[str, str], Any] = {}
    described = botocore.session.Session()
    # The descriptions of services are large: both sides read them from the same place.
    loader = inner_calls._session.get_component("data_loader")
    described.register_component("data_loader", loader)
    session = boto3.Session(botocore_session=described)

    def of(service: str, region: str = REGION) -> Any:
        if (service, region) not in made:
            made[service, region] = session.client(
                service,
                region_name=region,
                aws_access_key_id="practice",
                aws_secret_access_key="practice",
                config=Config(retries={"total_max_attempts": 1}),
            )
        return made[service, region]

    return of


@pytest.fixture(scope="module")
def moto_in_place() -> Iterator[None]:
    """Moto stands in for AWS: to begin that anew takes longer than most tests."""
    be_frugal()
    with mock_aws():
        yield


@pytest.fixture(scope="session", autouse=True)
def fast_files() -> Iterator[None]:
    """Let moto read its descriptions once and fast, as in the account's process."""
    own = utils.__dict__["create_loader"]
    loader = loaders.Loader(extra_search_paths=[loaders.moto_root], file_loader=FastFiles())
    utils.__dict__["create_loader"] = lambda: loader
    yield
    utils.__dict__["create_loader"] = own


@pytest.fixture
def formation(
    context: AccountContext, inner_calls: InnerCalls, moto_in_place: None
) -> Iterator[Formation]:
    """Whole operations happen within the call that begins them."""
    found = Formation(context, step_s=0, calls=inner_calls)
    put_in_place(found)
    yield found
    BackendDict.reset()
    reset_model_data()


@pytest.fixture
def client(formation: Formation, clients: Client) -> Client:
    return clients


@pytest.fixture
def cloudformation(client: Client) -> Any:
    return client("cloudformation")


class Stacks:
    """Deploys templates; every operation is over when a call returns."""

    def __init__(self, client: Any, formation: Formation) -> None:
        self.client = client
        self.formation = formation

    def create(self, template: str, name: str = "demo", **how: Any) -> dict[str, Any]:
        """Create a stack, and tell how it is."""
        parameters = how.pop("parameters", {})
        how.setdefault("Capabilities", ["CAPABILITY_NAMED_IAM"])
        self.client.create_stack(
            StackName=name, TemplateBody=template, Parameters=given(parameters), **how
        )
        return self.status(name)

    def update(self, template: str, name: str = "demo", **how: Any) -> dict[str, Any]:
        """Update a stack, and tell how it is."""
        parameters = how.pop("parameters", {})
        how.setdefault("Capabilities", ["CAPABILITY_NAMED_IAM"])
        self.client.update_stack(
            StackName=name, TemplateBody=template, Parameters=given(parameters), **how
        )
        return self.status(name)

    def delete(self, name: str = "demo") -> dict[str, Any]:
        """Delete a stack, and tell how it is."""
        stack_id = self.status(name)["StackId"]
        self.client.delete_stack(StackName=name)
        return self.status(stack_id)

    def status(self, name: str = "demo") -> dict[str, Any]:
        """Tell how a stack is."""
        found: dict[str, Any] = self.client.describe_stacks(StackName=name)["Stacks"][0]
        return found

    def outputs(self, name: str = "demo") -> dict[str, str]:
        """Return the values of its outputs."""
        return {
            each["OutputKey"]: each["OutputValue"] for each in self.status(name).get("Outputs", [])
        }

    def events(self, name: str = "demo") -> list[tuple[str, str]]:
        """Return logical id and state of every event, the first first."""
        found = self.client.describe_stack_events(StackName=name)["StackEvents"]
        return [(each["LogicalResourceId"], each["ResourceStatus"]) for each in reversed(found)]

    def reason(self, logical_id: str, name: str = "demo") -> str:
        """Return why a resource failed."""
        for each in self.client.describe_stack_events(StackName=name)["StackEvents"]:
            if each["LogicalResourceId"] == logical_id and "FAILED" in each["ResourceStatus"]:
                return str(each.get("ResourceStatusReason", ""))
        raise AssertionError(f"{logical_id} did not fail")

    def resource(self, logical_id: str, name: str = "demo") -> dict[str, Any]:
        """Return what is told of one resource."""
        found: dict[str, Any] = self.client.describe_stack_resource(
            StackName=name, LogicalResourceId=logical_id
        )["StackResourceDetail"]
        return found

    def drift(self, name: str = "demo") -> dict[str, str]:
        """Return the drift of each resource."""
        self.client.detect_stack_drift(StackName=name)
        rows = self.client.describe_stack_resource_drifts(StackName=name)["StackResourceDrifts"]
        return {each["LogicalResourceId"]: each["StackResourceDriftStatus"] for each in rows}


def given(parameters: dict[str, str]) -> list[dict[str, str]]:
    """Return parameters as a call takes them."""
    return [{"ParameterKey": name, "ParameterValue": value} for name, value in parameters.items()]


@pytest.fixture
def stacks(cloudformation: Any, formation: Formation) -> Stacks:
    return Stacks(cloudformation, formation)
