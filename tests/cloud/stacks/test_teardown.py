import threading
from typing import Any

import pytest

from cloud.errors import ErrorCode, StackError
from cloud.models import StackEvent, TeardownProof
from tests.cloud.stacks.toys import built, stacks_on
from tests.fakes.aws import LIVE, FakeClient, fake_aws, refusal
from tests.fakes.formation import FakeFormation


class Show:
    """A stack that stands, in an account whose other services agree with it."""

    def __init__(self) -> None:
        self.formation = FakeFormation()
        self.states = ["RUNNING", "IDLE"]
        self.medialive = FakeClient(describe_channel=self._channel, stop_channel={})
        self.s3 = FakeClient(
            head_bucket=self._bucket,
            list_object_versions={"Versions": [{"Key": "a", "VersionId": "1"}]},
            delete_objects={},
        )
        services: dict[str, Any] = {
            "cloudformation": self.formation,
            "medialive": self.medialive,
            "s3": self.s3,
            "dynamodb": FakeClient(describe_table={"Table": {"TableStatus": "ACTIVE"}}),
            "resourcegroupstaggingapi": FakeClient(get_resources={"ResourceTagMappingList": []}),
            "service_quotas": FakeClient(list_service_quotas=refusal("AccessDenied")),
        }
        self.stacks = stacks_on(fake_aws(LIVE, **services))
        built(self.formation, self.stacks)
        self.told: list[StackEvent] = []

    def destroy(self, stop: threading.Event | None = None) -> TeardownProof:
        return self.stacks.destroy(
            "show", confirmed="show", told=self.told.append, stop=stop or threading.Event()
        )

    def _status(self, name: str) -> str:
        return str(self.formation.stacks[0].resources[name]["ResourceStatus"])

    def _channel(self, **_: str) -> Any:
        if self._status("Channel") == "DELETE_COMPLETE":
            return {"State": "DELETED"}
        return {"State": self.states.pop(0) if self.states[1:] else self.states[0]}

    def _bucket(self, **_: str) -> Any:
        return refusal("404") if self._status("Bucket") == "DELETE_COMPLETE" else {}


def test_what_runs_is_stopped_and_what_is_full_is_emptied_before() -> None:
    show = Show()

    proof = show.destroy()

    assert [each.status for each in show.told][:4] == [
        "STOP_IN_PROGRESS",
        "STOP_COMPLETE",
        "EMPTY_COMPLETE",
        "DELETE_IN_PROGRESS",
    ]
    assert show.told[-1].status == "DELETE_COMPLETE"
    assert proof.is_clean
    assert [each.type for each in proof.leftovers] == ["AWS::DynamoDB::Table"]


def test_a_second_teardown_only_proves_again() -> None:
    show = Show()
    show.destroy()
    show.told.clear()

    proof = show.destroy()

    assert show.told == []
    assert proof.is_clean
    assert proof.deleted == ()


def test_what_could_not_be_deleted_is_named_and_the_next_goes_on() -> None:
    show = Show()
    show.formation.stays = {"Bucket": "The bucket is not empty"}

    with pytest.raises(StackError) as failed:
        show.destroy()

    assert failed.value.problem.code is ErrorCode.STACK_NOT_DELETED
    assert failed.value.problem.params["resource"] == "Bucket"
    show.formation.stays = {}
    assert show.destroy().is_clean


def test_stopped_before_the_deletion_begins_everything_is_still_there() -> None:
    show = Show()
    stop = threading.Event()
    stop.set()

    proof = show.destroy(stop)

    assert not proof.is_clean
    assert show.formation.stack("show").status == "CREATE_COMPLETE"


def test_a_deletion_that_another_process_began_is_watched() -> None:
    show = Show()
    stop = threading.Event()
    show.states = ["IDLE"]

    def watch(event: StackEvent) -> None:
        if event.status == "DELETE_IN_PROGRESS":
            stop.set()

    show.stacks.destroy("show", confirmed="show", told=watch, stop=stop)
    assert show.formation.stack("show").status == "DELETE_IN_PROGRESS"

    assert show.destroy().is_clean
    assert show.told[0].status == "DELETE_IN_PROGRESS"


def test_what_is_being_changed_is_not_torn_down() -> None:
    show = Show()
    show.formation.stack("show").status = "UPDATE_IN_PROGRESS"

    with pytest.raises(StackError) as busy:
        show.destroy()

    assert busy.value.problem.code is ErrorCode.STACK_BUSY
