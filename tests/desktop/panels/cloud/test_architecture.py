import msgspec
import pytest
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QFontMetricsF

from cloud.models import Activity, ActivityState, StackPhase, StackStatus
from cloud.patterns.catalogue import catalogue, pattern
from cloud.patterns.pattern import Pattern
from desktop.language import LanguageChoice, LanguageSwitch
from desktop.panels.cloud.architecture import (
    activity_words,
    picture_of,
    resource_state,
    state_words,
    worst,
)
from desktop.widgets.flowlayout import HEAD_PX, FlowState, label_metrics, lay_out, title_room
from desktop.widgets.tokens import FONT_SIZES, SPACING, ui_font
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


@pytest.mark.parametrize("spoken_language", ["en", "ja"])
@pytest.mark.parametrize("about", catalogue(), ids=lambda each: each.id)
def test_every_title_is_read_to_its_end_and_no_words_lie_on_a_head(
    language: LanguageSwitch, about: Pattern, spoken_language: LanguageChoice
) -> None:
    language.choose(spoken_language)
    laid = lay_out(picture_of(about, None))
    metrics = QFontMetricsF(ui_font(FONT_SIZES.small, is_bold=True))

    for box in laid.picture.boxes:
        room = title_room(box, laid.boxes[box.id].width())
        assert metrics.horizontalAdvance(box.title) <= room, box.title
    heads = [QRectF(each.tip, QSizeF()).adjusted(-1, -1, 1, 1) for each in laid.arrows]
    heads = [each.adjusted(-HEAD_PX, -HEAD_PX / 2, HEAD_PX, HEAD_PX / 2) for each in heads]
    for arrow in laid.arrows:
        if arrow.arrow.words:
            assert not any(arrow.label.intersects(head) for head in heads), arrow.arrow


def doing(status: StackStatus, **activities: Activity) -> StackStatus:
    """Return the stack with these resources at work."""
    resources = tuple(
        msgspec.structs.replace(each, activity=activities.get(each.logical_id))
        for each in status.resources
    )
    return msgspec.structs.replace(status, resources=resources)


def test_a_channel_that_is_live_says_so_with_its_viewers(language: LanguageSwitch) -> None:
    live = doing(cloudstory.ready(), Channel=Activity(ActivityState.LIVE, 1200))
    box = next(each for each in picture_of(pattern("live-ivs"), live).boxes if each.id == "Channel")

    assert (box.state, box.activity) == (FlowState.RUNNING, "live · viewers: 1,200")
    room = lay_out(picture_of(pattern("live-ivs"), None)).boxes["Channel"].width()
    assert label_metrics().horizontalAdvance(box.activity) + 2 * SPACING.normal <= room


def test_an_alarm_that_went_off_is_red_and_says_so(qapp: object) -> None:
    stack = cloudstory.ready("livedesk-monitoring", "monitoring")
    alarm = doing(stack, StarvationAlarm=Activity(ActivityState.ALARM))
    boxes = {each.id: each for each in picture_of(pattern("monitoring"), alarm).boxes}

    assert boxes["StarvationAlarm"].state is FlowState.FAILED
    assert boxes["StarvationAlarm"].activity == "in alarm"
    assert boxes["ChatFloodAlarm"].state is FlowState.READY


def test_an_alarm_that_has_no_box_reddens_what_it_belongs_to(qapp: object) -> None:
    stack = cloudstory.ready("livedesk-monitoring", "monitoring")
    alarm = doing(stack, RecorderErrorsAlarm=Activity(ActivityState.ALARM))
    boxes = {each.id: each for each in picture_of(pattern("monitoring"), alarm).boxes}

    assert (boxes["Recorder"].state, boxes["Recorder"].activity) == (FlowState.FAILED, "in alarm")
    assert boxes["Alerts"].state is FlowState.READY


def test_while_it_is_being_changed_that_is_what_is_seen(qapp: object) -> None:
    changing = cloudstory.changing()
    busy = [
        msgspec.structs.replace(each, status="UPDATE_IN_PROGRESS", activity=Activity(state))
        for each, state in zip(changing.resources, ActivityState, strict=False)
    ]
    picture = picture_of(
        pattern("live-ivs"), msgspec.structs.replace(changing, resources=tuple(busy))
    )

    assert {each.activity for each in picture.boxes} == {""}


def test_every_activity_has_words(qapp: object) -> None:
    assert len({activity_words(Activity(each)) for each in ActivityState}) == len(ActivityState)


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
