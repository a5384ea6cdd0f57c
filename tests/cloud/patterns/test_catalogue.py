from pathlib import Path

import pytest

from cloud.errors import ErrorCode, TemplateError
from cloud.patterns.catalogue import catalogue, pattern, read_catalogue
from cloud.patterns.metadata import Kind
from tests.cloud.patterns.templates import text


def test_the_rows_stand_by_kind_and_order() -> None:
    rows = catalogue()
    kinds = list(Kind)

    assert [each.id for each in rows][:2] == ["live-ivs", "live-hls-dash"]
    assert [kinds.index(each.about.kind) for each in rows] == sorted(
        kinds.index(each.about.kind) for each in rows
    )


def test_it_is_read_once() -> None:
    assert catalogue() is catalogue()
    assert pattern("live-ivs") is catalogue()[0]


def test_a_row_that_does_not_exist_is_named() -> None:
    with pytest.raises(TemplateError) as caught:
        pattern("live-nothing")

    assert caught.value.problem.code is ErrorCode.UNKNOWN_PATTERN
    assert "live-nothing" in str(caught.value)


def test_another_folder_is_read_in_the_same_way(tmp_path: Path) -> None:
    (tmp_path / "second.yaml").write_text(text("Order: 2\nNeeds: [first]"), encoding="utf-8")
    (tmp_path / "first.yaml").write_text(text("Order: 1"), encoding="utf-8")
    (tmp_path / "notes.txt").write_text("not a template", encoding="utf-8")

    assert [each.id for each in read_catalogue(tmp_path)] == ["first", "second"]


def test_a_row_needs_only_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "second.yaml").write_text(text("Needs: [first]"), encoding="utf-8")

    with pytest.raises(TemplateError, match="it needs first, which is not there"):
        read_catalogue(tmp_path)
