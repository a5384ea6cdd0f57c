"""What a plan has to pass before CloudFormation is asked.

A gate that finds something raises a CloudError; what it returns is a short text for the list.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cloud.artefacts import artefact, upload
from cloud.awsclient import Aws
from cloud.errors import ErrorCode, TemplateError
from cloud.identity import missing_for
from cloud.lint import lint, regions_of, retired
from cloud.patterns.pattern import Pattern
from cloud.stacks.artefactstep import Workshop

MOST_SHOWN = 3
OURS = Workshop(artefact, upload)


def _lint(pattern: Pattern, region: str) -> str:
    errors = [each for each in lint(pattern, (region,)) if each.is_error]
    return "; ".join(f"{each.where}: {each.message}" for each in errors[:MOST_SHOWN])


@dataclass(frozen=True, slots=True)
class Gates:
    """The gates; tests hand in their own."""

    lint: Callable[[Pattern, str], str] = _lint
    """Gives what is wrong with the template in a region; empty when nothing is. Raises CloudError
    (CLOUD_SUPPORT_MISSING)."""
    retired: Callable[[Pattern], None] = retired
    """Raises TemplateError (TEMPLATE_RETIRED)."""
    regions: Callable[[Pattern], Sequence[str]] = regions_of
    """Where it can be built; raises CloudError (CLOUD_SUPPORT_MISSING)."""
    missing: Callable[[Aws, Pattern, str], tuple[tuple[str, ...], str]] = missing_for
    """Gives the actions that the caller lacks, and what is known of that."""
    workshop: Workshop = OURS


def linted(gates: Gates, pattern: Pattern, region: str) -> None:
    """Raise TemplateError (TEMPLATE_INVALID) when there is something wrong with a template."""
    if found := gates.lint(pattern, region):
        raise TemplateError(ErrorCode.TEMPLATE_INVALID, pattern=pattern.id, reason=found)
