"""Refuses a template before anything is made: unknown types, names and attributes, capabilities."""

from typing import Any

from cloud.practice.account.formation.ordering import in_order, references
from cloud.practice.account.formation.refusals import Refused
from cloud.practice.account.formation.schemas import schema_of
from cloud.practice.account.formation.templates import Template

NAMED_IAM = {
    "AWS::IAM::Group": "GroupName",
    "AWS::IAM::InstanceProfile": "InstanceProfileName",
    "AWS::IAM::ManagedPolicy": "ManagedPolicyName",
    "AWS::IAM::Role": "RoleName",
    "AWS::IAM::User": "UserName",
}
OTHER_IAM = frozenset(
    {
        "AWS::IAM::AccessKey",
        "AWS::IAM::GroupPolicy",
        "AWS::IAM::Policy",
        "AWS::IAM::RolePolicy",
        "AWS::IAM::UserPolicy",
        "AWS::IAM::UserToGroupAddition",
    }
)


def check_template(template: Template, region: str) -> None:
    """Raise Refused for what AWS refuses of a template before it makes anything."""
    unknown = sorted(
        {each["Type"] for each in template.resources.values()}
        - {
            each["Type"]
            for each in template.resources.values()
            if schema_of(each["Type"], region) is not None
        }
    )
    if unknown:
        raise Refused(f"Template format error: Unrecognized resource types: [{', '.join(unknown)}]")
    names = {*template.resources, *template.parameters}
    for block in ("Resources", "Outputs"):
        _check_names(template, region, block, names)
    for logical_id, definition in template.resources.items():
        depends = definition.get("DependsOn") or []
        for name in [depends] if isinstance(depends, str) else depends:
            if name not in template.resources:
                raise Refused(
                    "Template format error: Unresolved resource dependencies"
                    f" [{name}] in the Resources block of the template"
                )
        condition = definition.get("Condition")
        if condition is not None and condition not in template.conditions:
            raise Refused(
                f"Template format error: Unresolved dependencies [{condition}]. Cannot reference"
                f" resources in the Conditions block of the template (resource {logical_id})"
            )
    in_order(template.resources)


def check_capabilities(template: Template, given: list[str]) -> None:
    """Raise Refused where a template makes identities and nobody said that it may."""
    needed = needed_capabilities(template)
    if needed and not (set(needed) <= set(given) or "CAPABILITY_NAMED_IAM" in given):
        raise Refused(
            f"Requires capabilities : [{', '.join(needed)}]", "InsufficientCapabilitiesException"
        )


def needed_capabilities(template: Template) -> list[str]:
    """Return what has to be acknowledged to use a template."""
    found = template.resources.values()
    if any((each.get("Properties") or {}).get(NAMED_IAM.get(each["Type"], "")) for each in found):
        return ["CAPABILITY_NAMED_IAM"]
    if any(each["Type"] in NAMED_IAM or each["Type"] in OTHER_IAM for each in found):
        return ["CAPABILITY_IAM"]
    return []


def _check_names(template: Template, region: str, block: str, names: set[str]) -> None:
    unresolved = []
    for name, attribute in _used(template.body.get(block) or {}, block):
        if name.startswith("AWS::"):
            continue
        if name not in names:
            unresolved.append(name)
        elif attribute and name not in template.resources:
            raise Refused(
                f"Template error: instance of Fn::GetAtt references undefined resource {name}"
            )
        elif attribute and not attribute.startswith("{"):
            _check_attribute(template.resources[name]["Type"], region, name, attribute)
    if unresolved:
        raise Refused(
            "Template format error: Unresolved resource dependencies"
            f" [{', '.join(dict.fromkeys(unresolved))}] in the {block} block of the template"
        )


def _used(definitions: dict[str, Any], block: str) -> list[tuple[str, str]]:
    part = "Properties" if block == "Resources" else "Value"
    return [found for each in definitions.values() for found in references({"": each.get(part)})]


def _check_attribute(type_name: str, region: str, logical_id: str, attribute: str) -> None:
    schema = schema_of(type_name, region)
    if schema is not None and not schema.allows_attribute(attribute):
        raise Refused(
            f"Template error: resource {logical_id} does not support attribute type {attribute}"
            " in Fn::GetAtt"
        )
