"""Where moto keeps the account's books, region by region, and what of ours is kept beside them."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from cloud.practice.accountmessages import ACCOUNT_ID

_Kept = TypeVar("_Kept")


def in_use(backends: Any) -> Iterator[tuple[str, Any]]:
    """Yield region and backend of a service, where anything of it was used."""
    if ACCOUNT_ID in list(backends):
        yield from list(backends[ACCOUNT_ID].items())


def beside(owner: Any, name: str, make: Callable[[], _Kept]) -> _Kept:
    """Return what is kept on an object of moto's, made at first: it goes when moto is reset."""
    kept: _Kept | None = getattr(owner, name, None)
    if kept is None:
        kept = make()
        setattr(owner, name, kept)
    return kept
