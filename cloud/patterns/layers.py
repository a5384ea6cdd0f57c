"""Layers of a drawn graph: which column each part stands in, and which row. Pure.

Columns by the longest way from a source; rows by the mean row of the neighbours, swept both ways;
an arrow that passes a column keeps a gap there, so that it crosses no part (Sugiyama's method).
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

Arrow = tuple[str, str]
Gap = tuple[str, str, int]
"""Where an arrow passes a column."""
Slot = str | Gap

SWEEPS = 6


def columns_of(names: Sequence[str], arrows: Sequence[Arrow]) -> dict[str, int]:
    """Return the column of each part; arrows that would close a ring do not count."""
    forward = _without_rings(names, arrows)
    column = dict.fromkeys(names, 0)
    for _ in names:
        for tail, head in forward:
            column[head] = max(column[head], column[tail] + 1)
    # A source stands right before what it feeds, not at the far left.
    for name in names:
        heads = [column[head] for tail, head in forward if tail == name]
        is_source = all(head != name for _, head in forward)
        if is_source and heads and name != names[0]:
            column[name] = min(heads) - 1
    return column


def rows_of(
    column: Mapping[str, int], arrows: Sequence[Arrow]
) -> tuple[dict[str, float], dict[Arrow, tuple[tuple[int, float], ...]]]:
    """Return the row of each part, and the gaps that long arrows go through."""
    layers: list[list[Slot]] = [[] for _ in range(max(column.values(), default=-1) + 1)]
    for name, place in column.items():
        layers[place].append(name)
    links: list[tuple[Slot, Slot]] = []
    roads: dict[Arrow, list[Gap]] = {}
    for tail, head in arrows:
        step = 1 if column[head] > column[tail] else -1
        gaps: list[Gap] = [
            (tail, head, place) for place in range(column[tail] + step, column[head], step)
        ]
        roads[tail, head] = gaps
        for gap in gaps:
            layers[gap[2]].append(gap)
        chain: list[Slot] = [tail, *gaps, head]
        links += pairwise(chain)
    _sweep(layers, links)
    row = _centred(layers)
    places = {name: row[name] for name in column}
    via = {
        arrow: tuple((gap[2], row[gap]) for gap in gaps) for arrow, gaps in roads.items() if gaps
    }
    return places, via


def _without_rings(names: Sequence[str], arrows: Sequence[Arrow]) -> list[Arrow]:
    kept: list[Arrow] = []
    for tail, head in arrows:
        if tail != head and not _reaches(head, tail, kept):
            kept.append((tail, head))
    return kept


def _reaches(start: str, end: str, arrows: Sequence[Arrow]) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        name = waiting.pop()
        if name == end:
            return True
        for tail, head in arrows:
            if tail == name and head not in seen:
                seen.add(head)
                waiting.append(head)
    return False


def _sweep(layers: list[list[Slot]], links: Sequence[tuple[Slot, Slot]]) -> None:
    near: dict[Slot, list[Slot]] = {}
    for one, other in links:
        near.setdefault(one, []).append(other)
        near.setdefault(other, []).append(one)
    for sweep in range(SWEEPS):
        order = range(1, len(layers)) if sweep % 2 == 0 else range(len(layers) - 2, -1, -1)
        for index in order:
            beside = layers[index - 1] if sweep % 2 == 0 else layers[index + 1]
            at = _middled(beside)
            own = _middled(layers[index])

            def mean(slot: Slot, at: dict[Slot, float] = at, own: dict[Slot, float] = own) -> float:
                rows = [at[other] for other in near.get(slot, ()) if other in at]
                return sum(rows) / len(rows) if rows else own[slot]

            layers[index].sort(key=mean)


def _middled(layer: Sequence[Slot]) -> dict[Slot, float]:
    return {slot: index - (len(layer) - 1) / 2 for index, slot in enumerate(layer)}


def _centred(layers: Sequence[Sequence[Slot]]) -> dict[Slot, float]:
    highest = max((len(layer) for layer in layers), default=0)
    return {
        slot: index + (highest - len(layer)) / 2
        for layer in layers
        for index, slot in enumerate(layer)
    }
