"""Reads a template's text: YAML with the short forms of functions, or JSON; checks its form."""

import json
from dataclasses import dataclass
from typing import Any

import yaml

from cloud.practice.account.formation.refusals import Refused

MOST_BYTES = 51_200
MOST_BYTES_FROM_S3 = 1_048_576
MOST_RESOURCES = 500
SECTIONS = frozenset(
    {
        "AWSTemplateFormatVersion",
        "Description",
        "Metadata",
        "Parameters",
        "Rules",
        "Mappings",
        "Conditions",
        "Transform",
        "Hooks",
        "Resources",
        "Outputs",
    }
)
_ATTRIBUTES = frozenset(
    {
        "Type",
        "Properties",
        "DependsOn",
        "Condition",
        "Metadata",
        "DeletionPolicy",
        "UpdateReplacePolicy",
        "CreationPolicy",
        "UpdatePolicy",
    }
)


@dataclass(frozen=True, slots=True)
class Template:
    """A template, read; its functions stand in their long form."""

    text: str
    body: dict[str, Any]

    @property
    def resources(self) -> dict[str, dict[str, Any]]:
        """Definitions by logical id."""
        found: dict[str, dict[str, Any]] = self.body["Resources"]
        return found

    @property
    def outputs(self) -> dict[str, dict[str, Any]]:
        """Definitions by name."""
        return self.body.get("Outputs") or {}

    @property
    def parameters(self) -> dict[str, dict[str, Any]]:
        """Definitions by name."""
        return self.body.get("Parameters") or {}

    @property
    def conditions(self) -> dict[str, Any]:
        """Expressions by name."""
        return self.body.get("Conditions") or {}

    @property
    def mappings(self) -> dict[str, Any]:
        """Tables by name."""
        return self.body.get("Mappings") or {}

    @property
    def description(self) -> str:
        """What it says of itself."""
        return str(self.body.get("Description") or "")


def read_template(text: str) -> Template:
    """Read a template; raises Refused where AWS would refuse its form."""
    body = _loaded(text)
    if not isinstance(body, dict):
        raise Refused("Template format error: unsupported structure.")
    if unknown := sorted(str(key) for key in body if key not in SECTIONS):
        raise Refused(f"Invalid template property or properties [{', '.join(unknown)}]")
    if body.get("Transform"):
        raise Refused("Transforms are not available in practice.")
    if not isinstance(body.get("Resources"), dict) or not body["Resources"]:
        raise Refused("Template format error: At least one Resources member must be defined.")
    if len(body["Resources"]) > MOST_RESOURCES:
        raise Refused(
            f"Template format error: Number of resources, {len(body['Resources'])}, "
            f"is greater than maximum allowed, {MOST_RESOURCES}"
        )
    for logical_id, definition in body["Resources"].items():
        _check_resource(logical_id, definition)
    for name, definition in (body.get("Outputs") or {}).items():
        if not isinstance(definition, dict) or definition.get("Value") is None:
            raise Refused(
                "Template format error: Every Outputs member must contain a Value object"
                f" (missing in {name})"
            )
    return Template(text, body)


def _check_resource(logical_id: str, definition: Any) -> None:
    if not isinstance(definition, dict) or not isinstance(definition.get("Type"), str):
        raise Refused(
            f"Template format error: [/Resources/{logical_id}] Every Resources object must contain"
            " a Type member."
        )
    if not logical_id.isalnum():
        raise Refused(f"Template format error: Resource name {logical_id} is non alphanumeric.")
    if unknown := sorted(set(definition) - _ATTRIBUTES):
        raise Refused(f"Invalid template resource property '{unknown[0]}' of resource {logical_id}")
    if not isinstance(definition.get("Properties") or {}, dict):
        raise Refused("Template format error: Properties member must be a JSON object.")


def _loaded(text: str) -> Any:
    try:
        if text.lstrip().startswith("{"):
            return json.loads(text)
        return yaml.load(text, Loader=_Loader)
    except json.JSONDecodeError as error:
        raise Refused(
            f"Template format error: JSON not well-formed. (line {error.lineno}, "
            f"column {error.colno})"
        ) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f" (line {mark.line + 1}, column {mark.column + 1})" if mark else ""
        raise Refused(f"Template format error: YAML not well-formed.{where}") from error
    except yaml.YAMLError as error:
        raise Refused("Template format error: YAML not well-formed.") from error


_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]
    """Dates stay texts, as in CloudFormation: versions of policies look like them."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in _Base.yaml_implicit_resolvers.items()
}


def _long_form(loader: Any, suffix: str, node: yaml.Node) -> dict[str, Any]:
    if isinstance(node, yaml.ScalarNode):
        value: Any = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_mapping(node, deep=True)
    if suffix in ("Ref", "Condition"):
        return {suffix: value}
    if suffix == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {f"Fn::{suffix}": value}


_Loader.add_multi_constructor("!", _long_form)
