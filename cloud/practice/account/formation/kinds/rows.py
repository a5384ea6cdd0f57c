"""Resources that a single operation makes: a row says which, and everything else follows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cloud.practice.account.formation.innercalls import CallFailed, NotSimulated
from cloud.practice.account.formation.kinds.books import Books, identified
from cloud.practice.account.formation.kinds.kind import Made, Wish
from cloud.practice.account.formation.shapes import filled, fitted, found_in


@dataclass(frozen=True, slots=True)
class Row:
    """How one type is made. In patterns `$id` is the physical id, `$Name` a property of it."""

    type: str
    service: str
    create: str
    delete: str
    key: Mapping[str, Any]
    """What tells it apart in the other operations."""
    read: str = ""
    update: str = ""
    """Empty: creating it again overwrites it."""
    root: str = ""
    """Where the resource stands in the answers of read and create."""
    made: str | None = None
    """Where it stands in the answer of create, if elsewhere."""
    attributes: Mapping[str, str] = field(default_factory=dict)
    """Where attributes stand, if their names differ."""
    names: Mapping[str, int] = field(default_factory=dict)
    """Properties that get a made-up name, and how long it may be; negative: in lower case."""
    more: Mapping[str, Any] = field(default_factory=dict)
    """What create takes besides the properties; a pattern."""
    changing: Mapping[str, Any] = field(default_factory=dict)
    """What update takes besides them and the key."""
    fixed: Mapping[str, Any] = field(default_factory=dict)
    """Attributes that the operations don't tell; a pattern."""
    after: Mapping[str, str] = field(default_factory=dict)
    """Attributes that are the end of another one: `{"FullName": "Arn:app/"}`."""
    then: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    """Operations that follow create and update, where the properties in them are given."""
    gone: str = ""
    """`Path=value`: how the answer of read says that it is deleted."""
    settling_s: float = 0.0
    """How long it is in a passing state after each operation: CloudFormation waits for it."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """What a property is called in the operations, if it is called otherwise."""


class RowKind:
    """Makes the resources of one row; where nothing answers its operations, books are kept."""

    def __init__(self, row: Row, books: Books) -> None:
        self._row = row
        self._books = books

    def create(self, wish: Wish) -> Made:
        row = self._row
        for name, longest in row.names.items():
            made_up = wish.name(abs(longest))
            wish.properties.setdefault(name, made_up if longest > 0 else made_up.lower())
        try:
            answer = self._send(wish, row.create, filled(row.more, wish.properties))
        except NotSimulated:
            return self._books.create(wish)
        root = row.root if row.made is None else row.made
        told = self._told(wish, found_in(answer, root))
        told |= filled(row.fixed, wish.properties)
        made = identified(wish, told)
        if row.read and len(told) < len(wish.schema.attributes):
            made = identified(wish, self._told(wish, self._read(wish, made)) | told)
        try:
            self._follow(wish, made)
        except (CallFailed, NotSimulated):
            self.delete(wish, made)  # nothing else knows of it
            raise
        return made

    def update(self, wish: Wish, made: Made, before: Mapping[str, Any]) -> Made:
        if self._books.has(wish, made):
            return self._books.update(wish, made, before)
        row = self._row
        if row.update:
            self._send(wish, row.update, {**row.changing, **self._key(wish, made)}, is_new=False)
        else:
            more = filled(row.more, wish.properties)
            self._send(wish, row.create, more, is_new=False)
        self._follow(wish, made)
        return made

    def delete(self, wish: Wish, made: Made) -> None:
        if self._books.has(wish, made):
            return self._books.delete(wish, made)
        wish.take_away(self._row.service, self._row.delete, **self._key(wish, made))
        return None

    def live(self, wish: Wish, made: Made) -> dict[str, Any] | None:
        if self._books.has(wish, made):
            return self._books.live(wish, made)
        if not self._row.read:
            raise NotSimulated(wish.type)
        found = self._read(wish, made)
        if found is None:
            return None
        seen = {
            name: found_in(found, self._row.renamed.get(name, name)) for name in wish.properties
        }
        return {name: value for name, value in seen.items() if value is not None}

    def _send(
        self, wish: Wish, operation: str, more: Mapping[str, Any], is_new: bool = True
    ) -> dict[str, Any]:
        shape = wish.calls.shape(self._row.service, wish.region, operation)
        given = {
            self._row.renamed.get(name, name): value
            for name, value in wish.properties.items()
            if is_new or name != wish.schema.tag_property  # tags are for new ones only
        }
        parameters = {**fitted(shape, given), **more}
        return wish.call(self._row.service, operation, **parameters)

    def _follow(self, wish: Wish, made: Made) -> None:
        for operation, pattern in self._row.then:
            given = filled(pattern, {**wish.properties, "id": made.physical_id})
            if all(value is not None for value in given.values()):
                shape = wish.calls.shape(self._row.service, wish.region, operation)
                wish.call(self._row.service, operation, **fitted(shape, given))
        if self._row.service == "ec2" and wish.schema.tag_property and (tags := wish.all_tags()):
            rows = [{"Key": key, "Value": value} for key, value in tags.items()]
            wish.call("ec2", "create_tags", Resources=[made.physical_id], Tags=rows)

    def _read(self, wish: Wish, made: Made) -> Any:
        try:
            answer = wish.call(self._row.service, self._row.read, **self._key(wish, made))
        except CallFailed as error:
            if error.is_absent:
                return None
            raise
        found = found_in(answer, self._row.root)
        path, _, value = self._row.gone.partition("=")
        return None if path and str(found_in(found, path)) == value else found

    def _told(self, wish: Wish, found: Any) -> dict[str, Any]:
        told = {
            path: next(
                (
                    value
                    for where in (self._row.attributes.get(path, path), path)
                    if (value := found_in(found, where)) not in (None, "", [])
                ),
                None,
            )
            for path in wish.schema.attributes
        }
        for name, pattern in self._row.after.items():
            source, _, mark = pattern.partition(":")
            told[name] = str(told.get(source) or "").partition(mark)[2] or None
        return {path: value for path, value in told.items() if value is not None}

    def _key(self, wish: Wish, made: Made) -> dict[str, Any]:
        values = {**wish.properties, **made.attributes, "id": made.physical_id}
        key: dict[str, Any] = filled(self._row.key, values)
        return {name: value for name, value in key.items() if value is not None}
