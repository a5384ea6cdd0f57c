import pytest

from cloud.models import StackPhase, StackStatus
from cloud.patterns.catalogue import catalogue, pattern
from cloud.patterns.pattern import Pattern
from desktop.panels.cloud.architecture import picture_of, resource_state, state_words, worst
from desktop.widgets.flowlayout import FlowState, lay_out
from tests.fakes import cloudstory


def test_without_a_stack_nothing_is_made_yet(qapp: object) -> None:
    picture = picture_of(pattern("live-ivs"), None)
    states = {each.id: each.state for each in picture.boxes}

    assert states["Channel"] is FlowState.ABSENT
    assert states["@viewers"] is FlowState.PLAIN


def test_a_stack_colours_what_stands(qapp: object) -> None:
    picture = picture_of(pattern("live-ivs"), cloudstory.ready())

    assert {each.state for each in picture.boxes if not each.is_outside} == {FlowState.READY}


def test_a_planned_stack_has_nothing_yet(qapp: object) -> None:
    planned = StackStatus("a", StackPhase.PLANNED, "REVIEW_IN_PROGRESS", "live-ivs")
    picture = picture_of(pattern("live-ivs"), planned)

    assert FlowState.READY not in {each.state for each in picture.boxes}


@pytest.mark.parametrize("about", catalogue(), ids=lambda each: each.id)
def test_every_architecture_has_a_picture_whose_boxes_do_not_touch(
    qapp: object, about: Pattern
) -> None:
    boxes = list(lay_out(picture_of(about, None)).boxes.values())

    assert boxes
    for at, one in enumerate(boxes):
        assert not any(one.intersects(other) for other in boxes[at + 1 :])


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("CREATE_COMPLETE", FlowState.READY),
        ("UPDATE_IN_PROGRESS", FlowState.CHANGING),
        ("UPDATE_ROLLBACK_COMPLETE", FlowState.READY),
        ("CREATE_FAILED", FlowState.FAILED),
        ("DELETE_COMPLETE", FlowState.ABSENT),
        ("", FlowState.ABSENT),
    ],
)
def test_cloudformation_s_words_have_a_meaning(status: str, state: FlowState) -> None:
    assert resource_state(status) is state


def test_one_failed_part_is_what_is_seen(qapp: object) -> None:
    resources = [
        cloudstory.resource("a", "T", "CREATE_COMPLETE"),
        cloudstory.resource("b", "T", "CREATE_FAILED"),
    ]

    assert worst(resources) is FlowState.FAILED
    assert state_words(FlowState.FAILED) == "failed"
