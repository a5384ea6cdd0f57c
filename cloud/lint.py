"""What AWS would refuse in a template, found without asking AWS: cfn-lint, in this process.

`python -m cloud.lint --all-regions` looks at every architecture in every region that it claims.
"""

import os
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from types import ModuleType
from typing import Any

from cloud.errors import CloudError, ErrorCode, TemplateError
from cloud.patterns.pattern import Pattern
from cloud.patterns.retired import check_retired

__all__ = ["LintFinding", "is_offered", "lint", "regions_of", "retired"]

OF_OTHER_PARTITIONS = ("cn-", "us-gov-", "us-iso", "eu-isoe-", "eusc-")
"""Regions whose accounts, names and services are worlds of their own."""
_ENDED = {"shutdown", "sunset"}

# cfn-lint keeps its schemas and rules in module variables.
_one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True)
class LintFinding:
    """One thing that cfn-lint found."""

    rule: str
    """E.g. `E3003`; what begins with E AWS would refuse."""
    message: str
    where: str
    """Path in the template, e.g. `Resources/Channel/Properties`; may be empty."""
    line: int
    """In the template's text, from 1."""

    @property
    def is_error(self) -> bool:
        """The template can't be applied; otherwise it is advice."""
        return self.rule.startswith("E")


def lint(pattern: Pattern, regions: Sequence[str]) -> tuple[LintFinding, ...]:
    """Return what is wrong with a template in any of these regions, errors first.

    Blocks for up to two seconds at first, then answers the same question at once. Raises CloudError
    (CLOUD_SUPPORT_MISSING).
    """
    return _linted(pattern.body, tuple(regions))


def retired(pattern: Pattern) -> None:
    """Raise TemplateError (TEMPLATE_RETIRED) for the first resource that AWS has ended.

    Without cfn-lint only our own list is asked.
    """
    check_retired(pattern)
    try:
        schemas = _schemas()
    except CloudError:
        return
    for resource in pattern.resources:
        said = _lifecycle(schemas, resource.type)
        if said.get("status") in _ENDED:
            raise TemplateError(
                ErrorCode.TEMPLATE_RETIRED,
                pattern=pattern.id,
                type=resource.type,
                reason=f"{said['status']}, {said.get('date', 'without a date')}",
                replacement="a service that is not",
            )


def regions_of(pattern: Pattern) -> tuple[str, ...]:
    """Return where a template can be built: all of its types exist, and it claims the region.

    Raises CloudError (CLOUD_SUPPORT_MISSING).
    """
    claimed = pattern.about.regions
    types = frozenset(each.type for each in pattern.resources)
    return tuple(each for each in _regions_with(types) if not claimed or each in claimed)


def is_offered(pattern: Pattern, region: str) -> bool:
    """Tell whether a template can be built in a region. Raises like `regions_of`."""
    return region in regions_of(pattern)


@lru_cache(maxsize=64)
def _linted(body: str, regions: tuple[str, ...]) -> tuple[LintFinding, ...]:
    api, config = _cfnlint("cfnlint.api"), _cfnlint("cfnlint.config")
    # Without the file of options in somebody's home folder: it could hide what AWS will not.
    options = config.ManualArgs(regions=list(regions), config_file=os.devnull)
    with _one_at_a_time:
        matches = api.lint(body, config=options)
    return tuple(sorted({_finding(match) for match in matches}, key=_errors_first))


def _finding(match: Any) -> LintFinding:
    return LintFinding(
        rule=match.rule.id,
        message=match.message,
        where="/".join(str(step) for step in getattr(match, "path", None) or ()),
        line=match.linenumber,
    )


def _errors_first(finding: LintFinding) -> tuple[bool, int, str, str]:
    return (not finding.is_error, finding.line, finding.rule, finding.message)


@cache
def _regions_with(types: frozenset[str]) -> tuple[str, ...]:
    schemas = _schemas()
    # A region without a file of its own would be given the types of us-east-1.
    own = files("cfnlint.data.schemas.providers")
    names = (file.name.removesuffix(".json") for file in own.iterdir() if "-" in file.name)
    regions = sorted(name for name in names if not name.startswith(OF_OTHER_PARTITIONS))
    with _one_at_a_time:
        return tuple(each for each in regions if types <= set(schemas.get_resource_types(each)))


def _lifecycle(schemas: Any, resource_type: str) -> dict[str, str]:
    with _one_at_a_time:
        if resource_type not in schemas.get_resource_types("us-east-1"):
            return {}  # that it is unknown is for lint to say
        schema = schemas.get_resource_schema("us-east-1", resource_type).schema
    said: dict[str, str] = schema.get("lifecycle", {})
    return said


def _schemas() -> Any:
    return _cfnlint("cfnlint.schema.manager").PROVIDER_SCHEMA_MANAGER


def _cfnlint(name: str) -> ModuleType:
    """Import a part of cfn-lint late: it takes half a second, and only `practice` brings it."""
    import importlib

    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise CloudError(ErrorCode.CLOUD_SUPPORT_MISSING, package="cfn-lint") from error


def main(words: Sequence[str], rows: Sequence[Pattern] | None = None) -> int:
    """Look at the whole catalogue; print what is wrong, and return 1 if AWS would refuse any."""
    from cloud.patterns.catalogue import catalogue

    failed = False
    for pattern in catalogue() if rows is None else rows:
        retired(pattern)
        regions = regions_of(pattern)
        looked_at = regions if "--all-regions" in words else regions[:1]
        findings = lint(pattern, looked_at)
        sys.stdout.write(f"{pattern.id}: {len(looked_at)} regions, {len(findings)} findings\n")
        for finding in findings:
            sys.stdout.write(f"  {finding.rule} line {finding.line}: {finding.message}\n")
        failed |= not regions or any(finding.is_error for finding in findings)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
