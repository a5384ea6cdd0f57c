"""Inputs of MediaLive and who may send to them; what is pushed goes to the practice ingest."""

import ipaddress
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from cloud.practice.account.context import AccountContext
from cloud.practice.account.services.medialive.books import Books, Members, Thing, found
from cloud.practice.account.services.ownservice import Handler, Parameters, Refused, page

MOST = 1000
PULLS = frozenset({"URL_PULL", "MP4_FILE", "TS_FILE", "MEDIACONNECT", "INPUT_DEVICE", "AWS_CDI"})
_PAGING = ("MaxResults", "NextToken")


class Inputs:
    """Answers what is asked of inputs and input security groups."""

    def __init__(self, context: AccountContext, books: Mapping[str, Books]) -> None:
        self._context = context
        self._books = books

    def handlers(self) -> dict[str, Handler]:
        """Return the operations that are answered here."""
        return {
            "CreateInput": self._create,
            "DescribeInput": lambda region, p: self._shown(region, p["InputId"]),
            "ListInputs": self._list,
            "UpdateInput": self._update,
            "DeleteInput": self._delete,
            "CreateInputSecurityGroup": self._create_group,
            "DescribeInputSecurityGroup": lambda region, p: self._shown_group(
                region, p["InputSecurityGroupId"]
            ),
            "ListInputSecurityGroups": self._list_groups,
            "UpdateInputSecurityGroup": self._update_group,
            "DeleteInputSecurityGroup": self._delete_group,
        }

    # ---- private ----

    def _create(self, region: str, parameters: Parameters) -> Mapping[str, Any]:
        books = self._books[region]
        if "Type" not in parameters:
            raise Refused("BadRequestException", "Type is required.")
        for group in parameters.get("InputSecurityGroups") or ():
            if group not in books.groups:
                raise Refused("BadRequestException", f"There is no input security group {group}.")
        if parameters["Type"] == "RTMP_PUSH" and not parameters.get("Destinations"):
            raise Refused("BadRequestException", "RTMP_PUSH needs one or two Destinations.")
        made = books.add(books.inputs, "input", parameters, "CREATING")
        made.pass_through("CREATING", "DETACHED", self._context.clock.now_s())
        return {"Input": self._shown(region, made.id)}

    def _shown(self, region: str, input_id: str) -> Members:
        books = self._books[region]
        thing = found(books.inputs, input_id, "Input")
        state = thing.settle(self._context.clock.now_s())
        channels = [each.id for each in books.channels_of(input_id)]
        members = {
            name: value
            for name, value in thing.members.items()
            if name in ("Name", "Type", "RoleArn", "Tags", "MediaConnectFlows", "InputDevices")
        }
        return {
            **members,
            "Arn": thing.arn,
            "Id": thing.id,
            "AttachedChannels": channels,
            "Destinations": self._destinations(thing),
            "InputClass": "STANDARD" if len(self._endpoints(thing)) > 1 else "SINGLE_PIPELINE",
            "InputSourceType": "STATIC",
            "SecurityGroups": thing.members.get("InputSecurityGroups") or [],
            "Sources": thing.members.get("Sources") or [],
            "State": "ATTACHED" if channels and state == "DETACHED" else state,
        }

    def _endpoints(self, thing: Thing) -> list[Any]:
        return list(thing.members.get("Destinations") or thing.members.get("Sources") or [None])

    def _destinations(self, thing: Thing) -> list[Members]:
        if thing.members["Type"] in PULLS:
            return []
        count = 2 if thing.members["Type"] == "RTP_PUSH" else len(self._endpoints(thing))
        return [self._destination(thing, pipeline) for pipeline in range(count)]

    def _destination(self, thing: Thing, pipeline: int) -> Members:
        """Return one address: of RTMP that of the ingest, whose key is the name of the stream."""
        if thing.members["Type"] != "RTMP_PUSH":
            port = str(5000 + pipeline)
            return {"Ip": "127.0.0.1", "Port": port, "Url": f"rtp://127.0.0.1:{port}"}
        info = self._context.ingest.create_channel(endpoint_name(thing.id, pipeline))
        if info is None:
            name = endpoint_name(thing.id, pipeline)
            return {"Ip": "127.0.0.1", "Port": "1935", "Url": f"rtmp://127.0.0.1:1935/live/{name}"}
        port = str(urlsplit(info.rtmp_url).port)
        return {"Ip": "127.0.0.1", "Port": port, "Url": f"{info.rtmp_url}/{info.key}"}

    def _list(self, region: str, parameters: Parameters) -> Mapping[str, Any]:
        every = [self._shown(region, each) for each in self._books[region].inputs]
        shown, token = page(every, parameters, most=MOST, names=_PAGING)
        return {"Inputs": shown, **token}

    def _update(self, region: str, parameters: Parameters) -> Mapping[str, Any]:
        thing = found(self._books[region].inputs, parameters["InputId"], "Input")
        thing.members |= {name: each for name, each in parameters.items() if name != "InputId"}
        return {"Input": self._shown(region, thing.id)}

    def _delete(self, region: str, parameters: Parameters) -> None:
        books = self._books[region]
        thing = found(books.inputs, parameters["InputId"], "Input")
        if books.channels_of(thing.id):
            raise Refused("ConflictException", f"Input {thing.id} is attached to a channel.")
        del books.inputs[thing.id]
        for pipeline in range(2):
            self._context.ingest.delete_channel(endpoint_name(thing.id, pipeline))

    def _create_group(self, region: str, parameters: Parameters) -> Mapping[str, Any]:
        _check_rules(parameters)
        books = self._books[region]
        made = books.add(books.groups, "inputSecurityGroup", parameters, "IDLE")
        return {"SecurityGroup": self._shown_group(region, made.id)}

    def _shown_group(self, region: str, group_id: str) -> Members:
        books = self._books[region]
        thing = found(books.groups, group_id, "Input security group")
        inputs = [each.id for each in books.inputs_of(group_id)]
        return {
            "Arn": thing.arn,
            "Id": thing.id,
            "Inputs": inputs,
            "State": "IN_USE" if inputs else "IDLE",
            "Tags": thing.members["Tags"],
            "WhitelistRules": thing.members.get("WhitelistRules") or [],
        }

    def _list_groups(self, region: str, parameters: Parameters) -> Mapping[str, Any]:
        every = [self._shown_group(region, each) for each in self._books[region].groups]
        shown, token = page(every, parameters, most=MOST, names=_PAGING)
        return {"InputSecurityGroups": shown, **token}

    def _update_group(self, region: str, parameters: Parameters) -> Mapping[str, Any]:
        _check_rules(parameters)
        group_id = parameters["InputSecurityGroupId"]
        thing = found(self._books[region].groups, group_id, "Input security group")
        for name in {"WhitelistRules", "Tags"} & parameters.keys():
            thing.members[name] = parameters[name]
        return {"SecurityGroup": self._shown_group(region, group_id)}

    def _delete_group(self, region: str, parameters: Parameters) -> None:
        books, group_id = self._books[region], parameters["InputSecurityGroupId"]
        found(books.groups, group_id, "Input security group")
        if books.inputs_of(group_id):
            raise Refused("BadRequestException", "The input security group is in use.")
        del books.groups[group_id]


def endpoint_name(input_id: str, pipeline: int) -> str:
    """Return how one endpoint of an input is called at the practice ingest."""
    return f"medialive-{input_id}-{pipeline}"


def _check_rules(parameters: Parameters) -> None:
    for rule in parameters.get("WhitelistRules") or ():
        try:
            network = ipaddress.IPv4Network(rule.get("Cidr", ""), strict=False)
        except ValueError:
            raise Refused("BadRequestException", f"Invalid CIDR: {rule.get('Cidr')}") from None
        if network.prefixlen == 0:
            raise Refused("BadRequestException", "0.0.0.0/0 is not allowed.")
