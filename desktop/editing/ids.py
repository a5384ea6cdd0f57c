"""Names new inputs, layers and scenes."""

from collections.abc import Iterable
from typing import NamedTuple

from encoder.scenes import Programme


class Added(NamedTuple):
    """A programme with something new in it, and the id of that."""

    programme: Programme
    id: str


def fresh_id(prefix: str, taken: Iterable[str]) -> str:
    """Return the first of `prefix-1`, `prefix-2`, ... that is not taken."""
    used = set(taken)
    number = 1
    while f"{prefix}-{number}" in used:
        number += 1
    return f"{prefix}-{number}"
