"""What a plan has to pass before CloudFormation is asked; each gate is loaded when it is used.

A gate that finds something raises a CloudError; what it returns is a short text for the list.
"""

import hashlib
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from cloud.awsclient import Aws
from cloud.errors import ErrorCode, TemplateError
from cloud.patterns.pattern import Pattern
from cloud.stacks.artefactstep import BuiltArtefact, Workshop


def _lint(pattern: Pattern, region: str) -> str:
    from cloud.lint import lint

    return "; ".join(str(each) for each in lint(pattern, (region,)))


def _retired(pattern: Pattern) -> None:
    from cloud.lint import retired

    retired(pattern)


def _regions(pattern: Pattern) -> Sequence[str]:
    from cloud.lint import regions_of

    return regions_of(pattern)


def _missing(aws: Aws, pattern: Pattern) -> tuple[tuple[str, ...], str]:
    from cloud.identity import missing_for

    return missing_for(aws, pattern)


def _build(name: str) -> BuiltArtefact:
    from cloud.artefacts import artefact

    return artefact(name)


def _upload(aws: Aws, bucket: str, built: BuiltArtefact) -> str:
    from cloud.artefacts import upload

    return upload(aws, bucket, built)


@dataclass(frozen=True, slots=True)
class Gates:
    """The gates; tests hand in their own."""

    lint: Callable[[Pattern, str], str] = _lint
    """Gives what is wrong with the template in a region; empty when nothing is."""
    retired: Callable[[Pattern], None] = _retired
    """Raises TemplateError (TEMPLATE_RETIRED)."""
    regions: Callable[[Pattern], Sequence[str]] = _regions
    """Where it can be built."""
    missing: Callable[[Aws, Pattern], tuple[tuple[str, ...], str]] = _missing
    """Gives the actions that the caller lacks, and what is known of that."""
    workshop: Workshop = field(default_factory=lambda: Workshop(_build, _upload))


_linted: dict[tuple[str, str], str] = {}
_linting = threading.Lock()


def linted(gates: Gates, pattern: Pattern, region: str) -> None:
    """Lint a template once for each content and region; raises TemplateError (TEMPLATE_INVALID)."""
    content = hashlib.sha256(pattern.body.encode()).hexdigest()
    with _linting:
        if (content, region) not in _linted:
            _linted[content, region] = gates.lint(pattern, region)
        found = _linted[content, region]
    if found:
        raise TemplateError(ErrorCode.TEMPLATE_INVALID, pattern=pattern.id, reason=found)
