from dataclasses import fields
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encoder.engine.sources.patternlayout import Area, layout_of
from encoder.settings import Canvas

even = st.integers(80, 1000).map(lambda half: 2 * half)
canvases = st.builds(Canvas, width=even, height=st.integers(45, 1000).map(lambda half: 2 * half))


@given(canvas=canvases)
def test_the_areas_cover_the_picture_without_overlap(canvas: Canvas) -> None:
    layout = layout_of(canvas)
    areas = [getattr(layout, field.name) for field in fields(layout)]

    assert sum(area.width * area.height for area in areas) == canvas.width * canvas.height
    for one, other in combinations(areas, 2):
        beside = one.left + one.width <= other.left or other.left + other.width <= one.left
        below = one.top + one.height <= other.top or other.top + other.height <= one.top
        assert beside or below


@given(canvas=canvases)
def test_every_edge_lies_between_chroma_pixels(canvas: Canvas) -> None:
    layout = layout_of(canvas)

    for field in fields(layout):
        assert all(edge % 2 == 0 for edge in getattr(layout, field.name))


@pytest.mark.parametrize("count", [1, 4, 7])
def test_columns_fill_their_area(count: int) -> None:
    area = Area(10, 20, 854, 100)
    columns = area.columns(count)

    assert columns[0].left == area.left
    assert sum(column.width for column in columns) == area.width
    for one, other in pairwise(columns):
        assert one.left + one.width == other.left
