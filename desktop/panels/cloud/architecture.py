"""The picture of an architecture: its flow, in the state of its resources."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QLocale

from cloud.models import Activity, ActivityState, ResourceState, StackPhase, StackStatus
from cloud.patterns.flow import FlowLayout, FlowNode, flow_of
from cloud.patterns.pattern import Pattern
from desktop.cloudwords import spoken
from desktop.widgets.flowlayout import FlowArrow, FlowBox, FlowPicture, FlowState

translate = QCoreApplication.translate


def picture_of(pattern: Pattern, status: StackStatus | None) -> FlowPicture:
    """Return what is to be painted; without a stack nothing of it exists yet."""
    flow = _flow(pattern)
    known = {each.logical_id: each for each in (status.resources if status is not None else ())}
    boxes = tuple(_box(node, known, status) for node in flow.nodes)
    arrows = tuple(
        FlowArrow(
            edge.from_,
            edge.to,
            spoken(edge.carries) if edge.carries is not None else "",
            edge.is_control,
            edge.via,
        )
        for edge in flow.edges
    )
    title = translate("CloudPicture", "Data flow: {title}").format(
        title=spoken(pattern.about.title)
    )
    return FlowPicture(boxes, arrows, title)


def _flow(pattern: Pattern) -> FlowLayout:
    """Lay it out once: with thirty boxes that takes 10 ms, and every event asks for it."""
    kept = _flows.get(pattern.id)
    if kept is None or kept[0] is not pattern:
        kept = _flows[pattern.id] = (pattern, flow_of(pattern))
    return kept[1]


_flows: dict[str, tuple[Pattern, FlowLayout]] = {}


def _box(node: FlowNode, known: Mapping[str, ResourceState], status: StackStatus | None) -> FlowBox:
    is_outside = not node.type
    state = FlowState.PLAIN if is_outside else _state(node, known, status)
    activity = _activity(node, known) if state is FlowState.READY else None
    return FlowBox(
        id=node.id,
        title=spoken(node.title),
        service=node.service,
        column=node.column,
        row=node.row,
        is_outside=is_outside,
        state=state if activity is None else ACTIVITY_STATES[activity.state],
        words=state_words(state),
        activity="" if activity is None else activity_words(activity),
        widest_activity=activity_words(MOST_WATCHED) if node.type == WATCHED_TYPE else "",
    )


def _activity(node: FlowNode, known: Mapping[str, ResourceState]) -> Activity | None:
    """Return what a part is doing; an alarm of anything that it stands for comes first."""
    own = known[node.id].activity if node.id in known else None
    served = [known[each].activity for each in node.resources if each in known]
    alarms = [each for each in served if each and each.state is ActivityState.ALARM]
    return alarms[0] if alarms else own


def _state(
    node: FlowNode, known: Mapping[str, ResourceState], status: StackStatus | None
) -> FlowState:
    is_there = status is not None and status.phase not in (StackPhase.ABSENT, StackPhase.PLANNED)
    found = [known[each] for each in node.resources or (node.id,) if each in known]
    if not is_there or not found:
        return FlowState.ABSENT
    return worst(found)


def worst(resources: Sequence[ResourceState]) -> FlowState:
    """Return the state of several resources as one."""
    states = {resource_state(each.status) for each in resources}
    order = (FlowState.FAILED, FlowState.CHANGING, FlowState.READY, FlowState.ABSENT)
    return next(each for each in order if each in states)


def resource_state(status: str) -> FlowState:
    """Return what CloudFormation's word for a resource means."""
    if status.endswith("FAILED"):
        return FlowState.FAILED
    if status.endswith("IN_PROGRESS"):
        return FlowState.CHANGING
    if status.startswith("DELETE") or not status:
        return FlowState.ABSENT
    return FlowState.READY


WATCHED_TYPE = "AWS::IVS::Channel"
MOST_WATCHED = Activity(ActivityState.LIVE, 1_000_000)
"""Rarely are there more viewers than that."""
ACTIVITY_STATES = {
    ActivityState.ALARM: FlowState.FAILED,
    ActivityState.FINE: FlowState.READY,
    ActivityState.NO_DATA: FlowState.READY,
    ActivityState.STARTING: FlowState.CHANGING,
    ActivityState.RUNNING: FlowState.RUNNING,
    ActivityState.STOPPING: FlowState.CHANGING,
    ActivityState.IDLE: FlowState.READY,
    ActivityState.LIVE: FlowState.RUNNING,
    ActivityState.OFFLINE: FlowState.READY,
}


def activity_words(activity: Activity) -> str:
    """Return what something is doing as people say it."""
    words = {
        ActivityState.ALARM: translate("CloudPicture", "in alarm"),
        ActivityState.FINE: translate("CloudPicture", "no alarm"),
        ActivityState.NO_DATA: translate("CloudPicture", "not enough data"),
        ActivityState.STARTING: translate("CloudPicture", "starting"),
        ActivityState.RUNNING: translate("CloudPicture", "running"),
        ActivityState.STOPPING: translate("CloudPicture", "stopping"),
        ActivityState.IDLE: translate("CloudPicture", "idle"),
        ActivityState.LIVE: translate("CloudPicture", "live"),
        ActivityState.OFFLINE: translate("CloudPicture", "no stream"),
    }
    if activity.viewers is None:
        return words[activity.state]
    return translate("CloudPicture", "{state} · viewers: {count}").format(
        state=words[activity.state], count=QLocale().toString(activity.viewers)
    )


def state_words(state: FlowState) -> str:
    """Return a state as people say it."""
    match state:
        case FlowState.PLAIN:
            return ""
        case FlowState.ABSENT:
            return translate("CloudPicture", "not made yet")
        case FlowState.CHANGING:
            return translate("CloudPicture", "being changed")
        case FlowState.READY | FlowState.RUNNING:
            return translate("CloudPicture", "ready")
        case FlowState.FAILED:
            return translate("CloudPicture", "failed")
