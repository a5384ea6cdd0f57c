"""Metadata of architectures that exist in tests only."""

from typing import Any

import msgspec

from cloud.patterns.metadata import Livedesk
from cloud.patterns.pattern import Pattern, Resource

TEXT = {"en": "Thing", "ja": "もの"}


def about_costs(costs: list[dict[str, Any]], gb_per_viewer_hour: float = 0) -> Livedesk:
    """Return a block with these cost lines."""
    block = {
        "Version": 1,
        "Title": TEXT,
        "Summary": TEXT,
        "Kind": "live",
        "Source": {"Document": "none"},
        "Flow": [],
        "Practice": {"Real": TEXT, "Simulated": TEXT},
        "Costs": [{"Title": TEXT, **line} for line in costs],
        "GbPerViewerHour": gb_per_viewer_hour,
    }
    return msgspec.convert(block, Livedesk)


def pattern_with(
    *types: str, costs: list[dict[str, Any]] | None = None, gb_per_viewer_hour: float = 0
) -> Pattern:
    """Return an architecture of resources of these types."""
    resources = tuple(Resource(f"Resource{at}", type_) for at, type_ in enumerate(types))
    about = about_costs(costs or [], gb_per_viewer_hour)
    return Pattern("thing", about, (), resources, (), "", {})
