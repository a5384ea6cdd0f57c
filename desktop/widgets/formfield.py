"""What an editor of a form needs to know of its field, and what the form needs of an editor."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QWidget

Choices = Sequence[tuple[str, str]]
"""(id, title) of the things that can be chosen."""


@dataclass(frozen=True, slots=True)
class Field:
    """One property of a schema, as far as an editor needs to know it."""

    name: str
    schema: Mapping[str, object]
    choices: Choices = ()
    is_nullable: bool = False

    @property
    def default(self) -> object:
        """The value of an untouched field."""
        return self.schema.get("default")

    @property
    def unit(self) -> str:
        """What the number counts, or nothing."""
        return str(self.schema.get("x-unit", ""))

    def accepts(self, value: object) -> bool:
        """Return whether `value` has the length and the shape that the schema wants of a text."""
        if not isinstance(value, str):
            return True
        least, pattern = self.schema.get("minLength", 0), self.schema.get("pattern", "")
        is_long_enough = not isinstance(least, int) or len(value) >= least
        return is_long_enough and re.search(str(pattern), value) is not None


class Editor(Protocol):
    """Shows and returns one value."""

    @property
    def widget(self) -> QWidget:
        """What stands in the form."""
        ...

    def value(self) -> object:
        """Return what is entered."""
        ...

    def set_value(self, value: object) -> None:
        """Show `value`; what has no place in this editor is ignored."""
        ...

    def retitle(self, translate: Callable[[str], str]) -> None:
        """Show unit and choices in another language."""
        ...
