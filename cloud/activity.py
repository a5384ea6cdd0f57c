"""What the resources of a stack are doing: alarms, MediaLive channels and IVS channels.

One cheap question for each kind that the stack has.
"""

from collections.abc import Callable, Iterator, Sequence

import msgspec

from cloud.awsclient import Aws
from cloud.errors import CallError
from cloud.models import Activity, ActivityState, ResourceState, StackPhase, StackStatus

ALARM = "AWS::CloudWatch::Alarm"
MEDIALIVE = "AWS::MediaLive::Channel"
IVS = "AWS::IVS::Channel"
MOST_ALARMS = 100
"""So many one call describes."""
ALARM_STATES = {"ALARM": ActivityState.ALARM, "OK": ActivityState.FINE}
MEDIALIVE_STATES = {
    "STARTING": ActivityState.STARTING,
    "RUNNING": ActivityState.RUNNING,
    "RECOVERING": ActivityState.RUNNING,
    "STOPPING": ActivityState.STOPPING,
    "IDLE": ActivityState.IDLE,
}

Found = Iterator[tuple[str, Activity]]
"""Physical ids, and what they are doing."""
Ask = Callable[[Aws, Sequence[str]], Found]


def with_activity(aws: Aws, status: StackStatus) -> StackStatus:
    """Return the stack with what its resources are doing. Blocks; raises SignInError.

    What can't be asked is left out: the picture is poorer then, and everything else still true.
    """
    if status.phase in (StackPhase.ABSENT, StackPhase.PLANNED):
        return status
    found: dict[tuple[str, str], Activity] = {}
    for type_, ask in _QUESTIONS.items():
        names = [each.physical_id for each in status.resources if _is_asked(each, type_)]
        if names:
            found |= {(type_, name): activity for name, activity in _answers(aws, ask, names)}
    resources = tuple(
        msgspec.structs.replace(each, activity=found.get((each.type, each.physical_id)))
        for each in status.resources
    )
    return msgspec.structs.replace(status, resources=resources)


def _is_asked(resource: ResourceState, type_: str) -> bool:
    is_gone = resource.status == "DELETE_COMPLETE"
    return resource.type == type_ and bool(resource.physical_id) and not is_gone


def _answers(aws: Aws, ask: Ask, names: Sequence[str]) -> list[tuple[str, Activity]]:
    try:
        return list(ask(aws, names))
    except CallError:
        return []


def _alarms(aws: Aws, names: Sequence[str]) -> Found:
    answer = aws.call("cloudwatch", "describe_alarms", AlarmNames=list(names[:MOST_ALARMS]))
    for each in answer["MetricAlarms"]:
        state = ALARM_STATES.get(each["StateValue"], ActivityState.NO_DATA)
        yield each["AlarmName"], Activity(state)


def _medialive(aws: Aws, names: Sequence[str]) -> Found:
    for name in names:
        state = aws.call("medialive", "describe_channel", ChannelId=name)["State"]
        if state in MEDIALIVE_STATES:
            yield name, Activity(MEDIALIVE_STATES[state])


def _ivs(aws: Aws, names: Sequence[str]) -> Found:
    # What is live comes in one list; asking for the stream of a quiet channel would be refused.
    streams = {each["channelArn"]: each for each in aws.pages("ivs", "list_streams", "streams")}
    for name in names:
        stream = streams.get(name)
        if stream is None or stream.get("state") != "LIVE":
            yield name, Activity(ActivityState.OFFLINE)
        else:
            yield name, Activity(ActivityState.LIVE, _count(stream.get("viewerCount")))


def _count(viewers: object) -> int | None:
    """Return how many watch; IVS says -1 where it does not count yet."""
    return viewers if isinstance(viewers, int) and viewers >= 0 else None


_QUESTIONS: dict[str, Ask] = {ALARM: _alarms, MEDIALIVE: _medialive, IVS: _ivs}
