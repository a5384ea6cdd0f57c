"""All architectures that come with Livedesk, read from `cloud/templates/`."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from cloud.errors import ErrorCode, TemplateError
from cloud.patterns.metadata import Kind
from cloud.patterns.pattern import Pattern
from cloud.patterns.reading import read_pattern

_KINDS = tuple(Kind)


@cache
def catalogue() -> tuple[Pattern, ...]:
    """Return all of them, by kind and order; raises TemplateError when a file is wrong.

    Reads files, once in the life of a process. Any thread.
    """
    return read_catalogue(files("cloud").joinpath("templates"))


def pattern(pattern_id: str) -> Pattern:
    """Return one of them; raises TemplateError (UNKNOWN_PATTERN)."""
    for each in catalogue():
        if each.id == pattern_id:
            return each
    raise TemplateError(ErrorCode.UNKNOWN_PATTERN, pattern=pattern_id)


def read_catalogue(folder: Traversable) -> tuple[Pattern, ...]:
    """Return the architectures of a folder, by kind and order; raises TemplateError."""
    found = {
        name.removesuffix(".yaml"): read_pattern(
            name.removesuffix(".yaml"), file.read_text(encoding="utf-8")
        )
        for file in folder.iterdir()
        if (name := file.name).endswith(".yaml")
    }
    _check_needs(found)
    return tuple(
        sorted(found.values(), key=lambda p: (_KINDS.index(p.about.kind), p.about.order, p.id))
    )


def _check_needs(found: Mapping[str, Pattern]) -> None:
    for each in found.values():
        for needed in each.about.needs:
            if needed not in found:
                raise TemplateError(
                    ErrorCode.TEMPLATE_INVALID,
                    pattern=f"{each.id}.yaml",
                    reason=f"it needs {needed}, which is not there",
                )
