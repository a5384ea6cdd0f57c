"""Knows in which way a resource type is made."""

from cloud.practice.account.formation.kinds.books import Books
from cloud.practice.account.formation.kinds.kind import Kind
from cloud.practice.account.formation.kinds.rows import RowKind
from cloud.practice.account.formation.kinds.rowtable import ROWS


class Registry:
    """The kinds of one account, with what they keep."""

    def __init__(self) -> None:
        self._books = Books()
        self._kinds: dict[str, Kind] = {row.type: RowKind(row, self._books) for row in ROWS}

    def kind_of(self, type_name: str) -> Kind:
        """Return how to make that type; every type can be made."""
        return self._kinds.get(type_name, self._books)
