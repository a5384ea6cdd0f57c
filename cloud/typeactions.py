"""Which actions CloudFormation needs for each type of resource, as the types' own schemas say.

The table is a file, because cfn-lint, which brings the schemas, is not installed with the window:
`python -m cloud.typeactions` writes it anew for the types of the catalogue.
"""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

TABLE = "typeactions.json"
# Types without a schema of actions, from their services' own lists of actions.
ADDED: Mapping[str, tuple[str, ...]] = {
    "AWS::MediaLive::Channel": (
        "iam:PassRole",
        "medialive:CreateChannel",
        "medialive:CreateTags",
        "medialive:DeleteChannel",
        "medialive:DescribeChannel",
        "medialive:UpdateChannel",
        "medialive:UpdateChannelClass",
    ),
}


def actions_of(types: Iterable[str]) -> tuple[str, ...]:
    """Return all actions for these types, sorted; none for a type that is not in the table."""
    table = _table()
    return tuple(sorted({action for each in types for action in table.get(each, ())}))


def derived(types: Iterable[str]) -> dict[str, list[str]]:
    """Read the actions of these types out of cfn-lint's schemas. Takes a second."""
    from cfnlint.schema import PROVIDER_SCHEMA_MANAGER

    needed: dict[str, set[str]] = {}
    for each in sorted(set(types)):
        schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", each).schema
        handlers = schema.get("handlers") or {}
        listed = {a for handler in handlers.values() for a in handler.get("permissions", ())}
        needed[each] = {*listed, *ADDED.get(each, ())}
    # Schemas list what every option needs, also of services that no architecture uses.
    services = {_service(actions) for actions in needed.values()}
    return {each: sorted(_relevant(actions, services)) for each, actions in needed.items()}


def _service(actions: Iterable[str]) -> str:
    """Return the service that most of a type's actions are of."""
    services = [action.partition(":")[0] for action in actions]
    return max(sorted(set(services)), key=services.count, default="")


def _relevant(actions: Iterable[str], services: Collection[str]) -> Iterator[str]:
    for action in actions:
        service, _, name = action.partition(":")
        # `ec2:Get*` of a schema would be far more than the type needs.
        if service in services and re.fullmatch(r"[A-Z]\w+", name):
            yield action


@cache
def _table() -> dict[str, list[str]]:
    text = files("cloud").joinpath(TABLE).read_text(encoding="utf-8")
    table: dict[str, list[str]] = json.loads(text)
    return table


def main() -> None:
    """Write the table anew."""
    from cloud.patterns.catalogue import catalogue

    table = derived(resource.type for each in catalogue() for resource in each.resources)
    text = json.dumps(table, indent=1, sort_keys=True)
    (Path(__file__).parent / TABLE).write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
