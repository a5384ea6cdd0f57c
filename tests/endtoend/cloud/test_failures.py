"""A stack whose making or deletion fails anywhere takes everything back, or goes on later."""

import pytest

from cloud.errors import ErrorCode, StackError
from cloud.models import Action, StackEvent, StackPhase
from tests.endtoend.cloud.inventory import added, inventory
from tests.endtoend.cloud.practiceaccount import NEEDED, PracticeAccount

PATTERN = "live-hls-dash"
PARAMETERS = NEEDED[PATTERN]


def test_whichever_resource_fails_is_named_and_nothing_is_left(
    foundation: PracticeAccount,
) -> None:
    before = inventory(foundation.aws())
    first = foundation.plan(PATTERN, "fails", PARAMETERS)
    foundation.stacks().discard(first)
    names = [each.logical_id for each in first.changes if each.action is Action.ADD]

    for name in names:
        foundation.fail(name, f"no {name} today")
        told: list[StackEvent] = []
        with pytest.raises(StackError) as failed:
            foundation.apply(foundation.plan(PATTERN, "fails", PARAMETERS), told)
        assert failed.value.problem.code is ErrorCode.STACK_FAILED
        assert failed.value.problem.params["resource"] == name
        assert failed.value.problem.params["reason"] == f"no {name} today"
        assert told[-1].status == "ROLLBACK_COMPLETE"
        left = [each for each in foundation.stacks().status("fails").resources if each.physical_id]
        assert {each.status for each in left} <= {"DELETE_COMPLETE"}, name
    proof = foundation.destroy("fails")

    assert len(names) > 10
    assert not proof.leftovers
    assert added(before, inventory(foundation.aws())) == {}


def test_a_change_that_fails_leaves_the_stack_as_it_was(foundation: PracticeAccount) -> None:
    before = foundation.build("live-hls-dash", "changing")
    values = {
        "InputCidr": "198.51.100.7/32",
        "StartoverHours": "24",
        "PriceClass": "PriceClass_All",
    }
    foundation.fail("Distribution", "not now", "update")

    with pytest.raises(StackError) as failed:
        foundation.apply(foundation.plan("live-hls-dash", "changing", values))
    after = foundation.stacks().status("changing")
    drift = foundation.stacks().drift("changing")
    foundation.destroy("changing")

    assert failed.value.problem.params["resource"] == "Distribution"
    assert after.status == "UPDATE_ROLLBACK_COMPLETE"
    assert after.parameters == before.parameters
    assert after.outputs == before.outputs
    assert {each.drift for each in drift} <= {"IN_SYNC", "NOT_CHECKED", ""}


def test_a_deletion_that_fails_is_gone_on_with_by_the_next(foundation: PracticeAccount) -> None:
    foundation.build("live-hls-dash", "staying")
    foundation.fail("PackagingGroup", "it is still in use", "delete")

    with pytest.raises(StackError) as failed:
        foundation.destroy("staying")
    between = foundation.stacks().status("staying")
    proof = foundation.destroy("staying")

    assert failed.value.problem.code is ErrorCode.STACK_NOT_DELETED
    assert failed.value.problem.params["resource"] == "PackagingGroup"
    assert between.phase is StackPhase.FAILED
    assert between.problem == failed.value.problem
    assert not proof.leftovers
    assert foundation.stacks().status("staying").phase is StackPhase.ABSENT
