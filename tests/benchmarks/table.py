"""The rows of the table: what was measured, what it is held against, and whether that is met."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any


class NotMeasured(Exception):
    """This row can't be measured here; the text says why."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; medians of all runs."""

    measure: str
    ours: float | None = None
    theirs: float | None = None
    """The same of the program we are compared with; None where the limit is absolute."""
    reached: float | None = None
    """What the limit is about: the ratio, the difference or our own figure."""
    limit: float = 0.0
    unit: str = ""
    """Of `ours` and `theirs`."""
    note: str = ""

    @property
    def is_met(self) -> bool | None:
        """Whether the limit is kept; None = not measured."""
        return None if self.reached is None else self.reached <= self.limit

    def as_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return asdict(self) | {"met": self.is_met}


HEADINGS = ("measure", "ours", "theirs", "reached", "limit", "met", "")


def as_text(rows: Sequence[Row]) -> str:
    """Return the table as people read it; it is Markdown, too."""
    cells = [HEADINGS, *map(_cells, rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(HEADINGS))]
    lines = [
        "| "
        + " | ".join(text.ljust(width) for text, width in zip(line, widths, strict=True))
        + " |"
        for line in cells
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines) + "\n"


def _cells(row: Row) -> tuple[str, ...]:
    met = {True: "yes", False: "no", None: "not measured"}[row.is_met]
    own_figures = [
        f"{_number(value)} {row.unit}".strip() if value is not None else "-"
        for value in (row.ours, row.theirs)
    ]
    reached = "-" if row.reached is None else _number(row.reached)
    return (row.measure, *own_figures, reached, _number(row.limit), met, row.note)


def _number(value: float) -> str:
    if value == round(value) or abs(value) >= 100:
        return f"{value:.0f}"
    return f"{value:.2f}" if abs(value) >= 1 else f"{value:.3g}"
