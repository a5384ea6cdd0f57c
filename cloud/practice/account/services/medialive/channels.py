"""Channels of MediaLive: made, started, stopped and deleted, each of which takes time."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from cloud.practice.account.context import AccountContext
from cloud.practice.account.services.medialive.books import Books, Members, Thing, attached, found
from cloud.practice.account.services.ownservice import Handler, Parameters, Refused, page

MOST = 1000
SHOWN = (
    "CdiInputSpecification",
    "ChannelClass",
    "Destinations",
    "EncoderSettings",
    "InputAttachments",
    "InputSpecification",
    "LogLevel",
    "Name",
    "RoleArn",
    "Tags",
    "Vpc",
)
Alerts = Callable[[str], Iterable[Members]]
"""Gets a channel's ARN; returns its alerts."""


class Channels:
    """Answers what is asked of channels."""

    def __init__(self, context: AccountContext, books: Mapping[str, Books], alerts: Alerts) -> None:
        self._context = context
        self._books = books
        self._alerts = alerts

    def handlers(self) -> dict[str, Handler]:
        """Return the operations that are answered here."""
        return {
            "CreateChannel": self._create,
            "DescribeChannel": lambda region, p: self._shown(self._channel(region, p)),
            "ListChannels": self._list,
            "UpdateChannel": self._update,
            "UpdateChannelClass": self._update,
            "DeleteChannel": self._delete,
            "StartChannel": self._start,
            "StopChannel": self._stop,
            "ListAlerts": self._list_alerts,
            "CreateTags": self._tag,
            "DeleteTags": self._untag,
            "ListTagsForResource": lambda region, p: {
                "Tags": self._books[region].tagged(p["ResourceArn"]).members["Tags"]
            },
        }

    # ---- private ----

    def _channel(self, region: str, parameters: Parameters) -> Thing:
        thing = found(self._books[region].channels, parameters["ChannelId"], "Channel")
        thing.settle(self._now_s())
        return thing

    def _now_s(self) -> float:
        return self._context.clock.now_s()

    def _shown(self, thing: Thing) -> Members:
        is_single = thing.members.get("ChannelClass") == "SINGLE_PIPELINE"
        count = 1 if is_single else 2
        state = thing.settle(self._now_s())
        is_running = state == "RUNNING"
        names = [each.get("InputAttachmentName", "") for each in _attachments(thing)]
        return {
            **{name: thing.members[name] for name in SHOWN if name in thing.members},
            "Arn": thing.arn,
            "Id": thing.id,
            "ChannelClass": thing.members.get("ChannelClass", "STANDARD"),
            "EgressEndpoints": [{"SourceIp": f"198.51.100.{10 + each}"} for each in range(count)],
            "PipelineDetails": [
                {"PipelineId": str(each), "ActiveInputAttachmentName": next(iter(names), "")}
                for each in range(count if is_running else 0)
            ],
            "PipelinesRunningCount": count if is_running else 0,
            "State": state,
        }

    def _create(self, region: str, parameters: Parameters) -> Mapping[str, Any]:
        books = self._books[region]
        _check(books, parameters)
        made = books.add(books.channels, "channel", parameters, "CREATING")
        made.pass_through("CREATING", "IDLE", self._now_s())
        return {"Channel": self._shown(made)}

    def _list(self, region: str, parameters: Parameters) -> Mapping[str, Any]:
        every = [self._shown(each) for each in self._books[region].channels.values()]
        for each in every:
            each.pop("EncoderSettings", None)
            each.pop("PipelineDetails", None)
        shown, token = page(every, parameters, most=MOST, names=("MaxResults", "NextToken"))
        return {"Channels": shown, **token}

    def _update(self, region: str, parameters: Parameters) -> Mapping[str, Any]:
        thing = self._channel(region, parameters)
        _demand(thing, "IDLE", doing="updated")
        changed = {name: parameters[name] for name in SHOWN if name in parameters}
        _check(self._books[region], {**thing.members, **changed})
        thing.members |= changed
        thing.pass_through("UPDATING", "IDLE", self._now_s())
        return {"Channel": self._shown(thing)}

    def _delete(self, region: str, parameters: Parameters) -> Mapping[str, Any]:
        thing = self._channel(region, parameters)
        _demand(thing, "IDLE", "UPDATING", "CREATING", "DELETED", doing="deleted")
        thing.pass_through("DELETING", "DELETED", self._now_s())
        thing.members["InputAttachments"] = []  # the input is free at once
        return self._shown(thing)

    def _start(self, region: str, parameters: Parameters) -> Mapping[str, Any]:
        thing = self._channel(region, parameters)
        _demand(thing, "IDLE", doing="started")
        thing.pass_through("STARTING", "RUNNING", self._now_s())
        return self._shown(thing)

    def _stop(self, region: str, parameters: Parameters) -> Mapping[str, Any]:
        thing = self._channel(region, parameters)
        _demand(thing, "RUNNING", "STARTING", doing="stopped")
        thing.pass_through("STOPPING", "IDLE", self._now_s())
        return self._shown(thing)

    def _list_alerts(self, region: str, parameters: Parameters) -> Mapping[str, Any]:
        thing = self._channel(region, parameters)
        return {"Alerts": list(self._alerts(thing.arn))}

    def _tag(self, region: str, parameters: Parameters) -> None:
        thing = self._books[region].tagged(parameters["ResourceArn"])
        thing.members["Tags"] = thing.members["Tags"] | (parameters.get("Tags") or {})

    def _untag(self, region: str, parameters: Parameters) -> None:
        thing = self._books[region].tagged(parameters["ResourceArn"])
        gone = parameters["TagKeys"]
        tags = thing.members["Tags"]
        thing.members["Tags"] = {name: tag for name, tag in tags.items() if name not in gone}


def _attachments(thing: Thing) -> list[Members]:
    return list(thing.members.get("InputAttachments") or ())


def _demand(thing: Thing, *states: str, doing: str) -> None:
    if thing.state not in states:
        raise Refused(
            "ConflictException",
            f"Channel {thing.id} can't be {doing}: it is {thing.state}, not {' or '.join(states)}.",
        )


def _check(books: Books, members: Members) -> None:
    """Refuse what MediaLive refuses: unknown or busy inputs, outputs without a destination."""
    for input_id in attached(Thing("", "", members, "")):
        if input_id not in books.inputs:
            raise Refused("UnprocessableEntityException", f"Input {input_id} does not exist.")
    known = {each.get("Id") for each in members.get("Destinations") or ()}
    settings = members.get("EncoderSettings") or {}
    for group in settings.get("OutputGroups") or ():
        for wanted in _destination_refs(group.get("OutputGroupSettings") or {}):
            if wanted not in known:
                message = f"There is no destination {wanted}."
                raise Refused("UnprocessableEntityException", message)


def _destination_refs(settings: Mapping[str, Any]) -> Iterable[str]:
    for each in settings.values():
        reference = (each or {}).get("Destination") or {}
        if "DestinationRefId" in reference:
            yield reference["DestinationRefId"]
