"""What AWS's own schemas say of a resource type; cfn-lint brings them, each is read when needed."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

# Properties that Fn::GetAtt may ask for as well.
ALSO_ASKED = {
    "AWS::EC2::SecurityGroup": ("VpcId",),
    "AWS::EC2::Subnet": ("AvailabilityZone", "CidrBlock", "VpcId"),
    "AWS::EC2::VPC": ("CidrBlock",),
    "AWS::Events::EventBus": ("Name",),
    "AWS::SNS::Topic": ("TopicName",),
    "AWS::SQS::Queue": ("QueueName",),
    "AWS::SSM::Parameter": ("Type", "Value"),
}


@dataclass(frozen=True, slots=True)
class Schema:
    """One resource type as AWS describes it. Property paths are dotted: `Endpoint.Address`."""

    type: str
    body: dict[str, Any]

    @property
    def properties(self) -> dict[str, Any]:
        """Schemas of the properties by name."""
        return self.body.get("properties") or {}

    @property
    def attributes(self) -> tuple[str, ...]:
        """What only the service itself says: what Fn::GetAtt may ask for."""
        return self._paths("readOnlyProperties")

    @property
    def identifiers(self) -> tuple[str, ...]:
        """What tells two of them apart."""
        return self._paths("primaryIdentifier")

    @property
    def create_only(self) -> frozenset[str]:
        """Names of the properties that can't be changed: another value is another resource."""
        return frozenset(self._paths("createOnlyProperties"))

    @property
    def create_only_at_times(self) -> frozenset[str]:
        """Names of the properties of which that is true under some circumstances."""
        return frozenset(self._paths("conditionalCreateOnlyProperties"))

    @property
    def write_only(self) -> frozenset[str]:
        """Names of the properties that the service never tells."""
        return frozenset(self._paths("writeOnlyProperties"))

    @property
    def is_changeable(self) -> bool:
        """There is a way to change one of them in place."""
        return "update" in (self.body.get("handlers") or {"update": {}})

    @property
    def tag_property(self) -> str:
        """Name of the property that holds the tags; empty where it can't have any."""
        tagging = self.body.get("tagging") or {}
        name = str(tagging.get("tagProperty", "/properties/Tags")).rpartition("/")[2]
        return name if tagging.get("taggable", True) and name in self.properties else ""

    def allows_attribute(self, name: str) -> bool:
        """Tell whether Fn::GetAtt may ask for it."""
        return (
            name in self.attributes
            or any(name.startswith(f"{each}.") for each in self.attributes)
            or name in ALSO_ASKED.get(self.type, ())
        )

    def recreation(self, name: str) -> str:
        """Tell whether another value of a property is another resource, in AWS's words."""
        if not self.is_changeable:
            return "Always"
        if _holds(self.create_only, name):
            return "Always" if name in self.create_only else "Conditionally"
        return "Conditionally" if _holds(self.create_only_at_times, name) else "Never"

    def _paths(self, section: str) -> tuple[str, ...]:
        return tuple(
            path.removeprefix("/properties/").replace("/properties/", ".").replace("/", ".")
            for path in self.body.get(section) or ()
        )


def _holds(paths: frozenset[str], name: str) -> bool:
    return any(path == name or path.startswith(f"{name}.") for path in paths)


@cache
def schema_of(type_name: str, region: str) -> Schema | None:
    """Return a type's schema in a region; None where the type doesn't exist there."""
    key = _types(region).get(type_name)
    if key is None:
        return None
    body = json.loads((_folder() / "resources" / f"{key}.json").read_bytes())
    return Schema(type_name, body)


@cache
def _types(region: str) -> dict[str, str]:
    file = _folder() / "providers" / f"{region}.json"
    if not file.exists():
        return {}
    types: dict[str, str] = json.loads(file.read_bytes())
    return types


@cache
def _folder() -> Path:
    # Without importing cfn-lint: its rules take a second and 60 MB, its schemas a millisecond.
    spec = find_spec("cfnlint")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("cfn-lint, which brings AWS's resource schemas", name="cfnlint")
    return Path(spec.origin).parent / "data" / "schemas"
