"""Puts functions of ours in the place of moto's, and takes them back."""

from collections.abc import Callable
from typing import Any

_MISSING = object()


class Grafts:
    """What was replaced; `undo` gives everything back, so that one process can begin again."""

    def __init__(self) -> None:
        self._replaced: list[tuple[Any, str, object]] = []

    def replace(self, owner: Any, name: str, make: Callable[[Any], Callable[..., Any]]) -> None:
        """Put what `make` returns in the place of a class's or module's function.

        `make` gets the function that stood there, or None where none did.
        """
        own = vars(owner).get(name, _MISSING)
        former = getattr(owner, name, None)
        graft = make(former)
        setattr(owner, name, graft)
        self._replaced.append((owner, name, own))

    def place(self, owner: Any, name: str, graft: Callable[..., Any]) -> None:
        """Put a function in the place of another one that it has no need of."""
        self.replace(owner, name, lambda _: graft)

    def undo(self) -> None:
        """Give everything back, the latest first."""
        while self._replaced:
            owner, name, own = self._replaced.pop()
            if own is _MISSING:
                delattr(owner, name)
            else:
                setattr(owner, name, own)
