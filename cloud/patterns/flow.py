"""Where the parts of an architecture stand in its picture, from left to right. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from cloud.patterns.layers import columns_of, rows_of
from cloud.patterns.metadata import FlowEnd, Text
from cloud.patterns.pattern import Pattern
from cloud.patterns.references import owners
from cloud.patterns.services import service_of, thing_of


@dataclass(frozen=True, slots=True)
class FlowNode:
    """One part: a resource, or somebody outside of the stack."""

    id: str
    """A logical id, or a FlowEnd."""
    title: Text
    """What it is; with its id where another part would have the same title."""
    service: str
    """As people call it; empty for who stands outside."""
    column: int
    """From 0, the left."""
    row: float
    """From 0, the top; halves where a column has fewer parts than the highest."""
    resources: tuple[str, ...] = ()
    """Logical ids whose state it stands for: its own, and what only serves it."""
    type: str = ""
    """Of its resource; empty for who stands outside."""


@dataclass(frozen=True, slots=True)
class FlowEdge:
    """One arrow."""

    from_: str
    to: str
    carries: Text | None
    is_control: bool
    via: tuple[tuple[int, float], ...] = ()
    """(column, row) of the gaps it goes through where it passes columns, in drawing order."""
    is_back: bool = False
    """It runs from right to left, or within a column."""


@dataclass(frozen=True, slots=True)
class FlowLayout:
    """The whole picture."""

    nodes: tuple[FlowNode, ...]
    edges: tuple[FlowEdge, ...]
    columns: int
    rows: int

    def node(self, node_id: str) -> FlowNode:
        """Return the part with that id."""
        return next(each for each in self.nodes if each.id == node_id)


def flow_of(pattern: Pattern) -> FlowLayout:
    """Return the picture of an architecture."""
    names = tuple(dict.fromkeys(end for arrow in pattern.flow for end in (arrow.from_, arrow.to)))
    arrows = tuple(dict.fromkeys((arrow.from_, arrow.to) for arrow in pattern.flow))
    column = columns_of(names, arrows)
    if any(head == FlowEnd.VIEWERS for _, head in arrows):
        # They stand at the end, whatever else is long; where they speak first, at the beginning.
        column[FlowEnd.VIEWERS] = max(column.values())
    rows, via = rows_of(column, arrows)
    edges = tuple(
        FlowEdge(
            from_=arrow.from_,
            to=arrow.to,
            carries=arrow.carries,
            is_control=arrow.is_control,
            via=via.get((arrow.from_, arrow.to), ()),
            is_back=column[arrow.from_] >= column[arrow.to],
        )
        for arrow in pattern.flow
    )
    return FlowLayout(
        nodes=_nodes(pattern, names, column, rows),
        edges=edges,
        columns=max(column.values(), default=-1) + 1,
        rows=int(
            max((*rows.values(), *(row for road in via.values() for _, row in road)), default=-1)
        )
        + 1,
    )


def _nodes(
    pattern: Pattern, names: Iterable[str], column: dict[str, int], rows: dict[str, float]
) -> tuple[FlowNode, ...]:
    types = {each.logical_id: each.type for each in pattern.resources}
    kinds = {name: types.get(name, name) for name in names}
    titles = {name: thing_of(kind) for name, kind in kinds.items()}
    owner = owners(pattern.document, kinds)
    return tuple(
        FlowNode(
            id=name,
            title=_distinct(name, titles),
            service=service_of(kind),
            column=column[name],
            row=rows[name],
            resources=tuple(each for each in types if owner.get(each) == name),
            type=types.get(name, ""),
        )
        for name, kind in kinds.items()
    )


def _distinct(name: str, titles: dict[str, Text]) -> Text:
    title = titles[name]
    if sum(other.en == title.en for other in titles.values()) == 1:
        return title
    return Text(f"{title.en} {name}", f"{title.ja} {name}")
