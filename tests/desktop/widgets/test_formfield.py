import pytest

from desktop.widgets.formfield import Field


@pytest.mark.parametrize(
    ("schema", "text", "is_accepted"),
    [
        ({"pattern": "^#[0-9]+$"}, "#12", True),
        ({"pattern": "^#[0-9]+$"}, "#", False),
        ({"minLength": 1}, "", False),
        ({}, "", True),
    ],
)
def test_a_field_knows_the_shape_of_its_text(
    schema: dict[str, object], text: str, is_accepted: bool
) -> None:
    assert Field("option", schema).accepts(text) is is_accepted
