"""Fills in the parameters for code: finds the bucket, builds what is needed and uploads it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cloud.artefacts import Artefact
from cloud.awsclient import Aws
from cloud.errors import ErrorCode, PlanError
from cloud.patterns.metadata import OutputRole, Suggestion
from cloud.patterns.pattern import Parameter
from cloud.stacks.reading import FindPattern, all_described, pattern_or_none, status_of
from cloud.stacks.tags import mark_of

FOUNDATION = "artefacts"
"""Id of the architecture that has the bucket."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where artefacts come from, and how they reach the bucket."""

    build: Callable[[str], Artefact]
    """By its name in a template."""
    upload: Callable[[Aws, str, Artefact], str]
    """Into a bucket, unless it is there; returns the key."""


def stack_outputs(aws: Aws, find: FindPattern, role: OutputRole) -> dict[str, str]:
    """Return stack name -> value of each of our outputs with that role in this region."""
    found = {}
    for each in all_described(aws):
        pattern = pattern_or_none(find, mark_of(each["Tags"]).pattern_id)
        if value := status_of(each, pattern).output(role):
            found[str(each["StackName"])] = value
    return found


def artefact_bucket(aws: Aws, find: FindPattern) -> str:
    """Return the bucket for code in this account and region; empty where there is none."""
    return next(iter(stack_outputs(aws, find, OutputRole.ARTEFACT_BUCKET).values()), "")


def provide(
    aws: Aws, wanted: Sequence[Parameter], bucket: str, workshop: Workshop, pattern_id: str
) -> dict[str, str]:
    """Return the value of each wanted parameter after uploading what it stands for.

    Raises PlanError (NEEDED_FIRST) without a bucket.
    """
    if wanted and not bucket:
        raise PlanError(
            ErrorCode.NEEDED_FIRST, pattern=pattern_id, needed=FOUNDATION, region=aws.region
        )
    return {
        each.name: workshop.upload(aws, bucket, workshop.build(each.field.from_))
        if each.field.suggestion is Suggestion.ARTEFACT_KEY
        else bucket
        for each in wanted
    }
