"""Reads one template: YAML with CloudFormation's short forms in, a checked Pattern out. Pure."""

from collections.abc import Mapping
from typing import Any

import msgspec
import yaml

from cloud.errors import ErrorCode, TemplateError
from cloud.patterns.consistency import contradictions
from cloud.patterns.metadata import Field, Livedesk
from cloud.patterns.pattern import Parameter, Pattern, Resource

RETAINED = frozenset({"Retain", "RetainExceptOnCreate", "Snapshot"})
"""Deletion policies under which something is left."""


def read_pattern(pattern_id: str, body: str) -> Pattern:
    """Return the architecture that `body` describes; raises TemplateError with the reason."""
    try:
        document = yaml.load(body, _TemplateLoader)
        if not isinstance(document, dict):
            raise _Wrong("it is not a mapping")
        about = _about(document)
        pattern = Pattern(
            id=pattern_id,
            about=about,
            parameters=_parameters(document, about),
            resources=_resources(document),
            outputs=tuple(document.get("Outputs", {})),
            body=body,
            document=document,
        )
        if wrong := next(contradictions(pattern), None):
            raise _Wrong(wrong)
    except yaml.YAMLError as error:
        raise _invalid(pattern_id, " ".join(str(error).split())) from error
    except (_Wrong, msgspec.ValidationError) as error:
        raise _invalid(pattern_id, str(error)) from error
    return pattern


class _Wrong(Exception):
    """The reason for which a template does not load."""


def _invalid(pattern_id: str, reason: str) -> TemplateError:
    return TemplateError(ErrorCode.TEMPLATE_INVALID, pattern=f"{pattern_id}.yaml", reason=reason)


# ---- YAML ----


class _TemplateLoader(yaml.CSafeLoader):
    """A safe loader that knows `!Ref` and the other short forms; dates stay texts."""


def _long_form(loader: yaml.CSafeLoader, name: str, node: yaml.Node) -> dict[str, Any]:
    """Return `!Name ...` as `{"Fn::Name": ...}`."""
    value: Any
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        assert isinstance(node, yaml.MappingNode)
        value = loader.construct_mapping(node, deep=True)
    if name in ("Ref", "Condition"):
        return {name: value}
    if name == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {f"Fn::{name}": value}


_TemplateLoader.add_multi_constructor("!", _long_form)
_TemplateLoader.yaml_implicit_resolvers = {
    first: [(tag, rule) for tag, rule in rules if tag != "tag:yaml.org,2002:timestamp"]
    for first, rules in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


# ---- parts ----


def _about(document: Mapping[str, Any]) -> Livedesk:
    metadata = document.get("Metadata")
    if not isinstance(metadata, dict) or set(metadata) != {"Livedesk"}:
        raise _Wrong("its Metadata has to hold Livedesk and nothing else")
    # Not strict: a fraction in metadata has to be a text, cfn-lint takes no other.
    return msgspec.convert(metadata["Livedesk"], Livedesk, strict=False)


def _parameters(document: Mapping[str, Any], about: Livedesk) -> tuple[Parameter, ...]:
    declared: Mapping[str, Any] = document.get("Parameters", {})
    in_form = [name for group in about.groups for name in group.fields]
    if twice := sorted({name for name in in_form if in_form.count(name) > 1}):
        raise _Wrong(f"the parameter {twice[0]} stands in more than one group")
    if missing := [name for name in declared if name not in in_form]:
        raise _Wrong(f"the parameter {missing[0]} stands in no group")
    if unknown := [name for name in in_form if name not in declared]:
        raise _Wrong(f"its form has {unknown[0]}, which is no parameter")
    fields = {name: field for group in about.groups for name, field in group.fields.items()}
    return tuple(_parameter(name, declared[name], field) for name, field in fields.items())


class _Declared(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="pascal"):
    """A parameter as CloudFormation has it."""

    type: str
    default: str | int | float | None = None
    allowed_values: tuple[str | int | float, ...] = ()
    allowed_pattern: str = ""
    min_value: float | None = None
    max_value: float | None = None
    min_length: int | None = None
    max_length: int | None = None
    constraint_description: str = ""
    description: str = ""
    no_echo: bool = False


def _parameter(name: str, declared: object, field: Field) -> Parameter:
    try:
        said = msgspec.convert(declared, _Declared)
    except msgspec.ValidationError as error:
        raise _Wrong(f"the parameter {name}: {error}") from error
    return Parameter(
        name=name,
        type=said.type,
        field=field,
        default=None if said.default is None else str(said.default),
        allowed=tuple(str(value) for value in said.allowed_values),
        pattern=said.allowed_pattern,
        least=said.min_value,
        most=said.max_value,
        least_length=said.min_length,
        most_length=said.max_length,
        constraint=said.constraint_description,
        is_secret=said.no_echo,
    )


def _resources(document: Mapping[str, Any]) -> tuple[Resource, ...]:
    declared = document.get("Resources")
    if not isinstance(declared, dict) or not declared:
        raise _Wrong("it has no Resources")
    found = []
    for logical_id, resource in declared.items():
        if not isinstance(resource, dict) or not isinstance(resource.get("Type"), str):
            raise _Wrong(f"the resource {logical_id} has no Type")
        found.append(
            Resource(
                logical_id=logical_id,
                type=resource["Type"],
                is_retained=resource.get("DeletionPolicy") in RETAINED,
                condition=resource.get("Condition", ""),
            )
        )
    return tuple(found)
