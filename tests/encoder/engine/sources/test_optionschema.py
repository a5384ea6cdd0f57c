from typing import Annotated, Literal

import msgspec
import pytest
from msgspec import Meta

from encoder.engine.sources import AnyKind, source_kinds
from encoder.engine.sources.optionschema import options_schema, reason_in_words


class ExampleOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Not for users."""

    volume_db: Annotated[
        float, Meta(ge=-60, le=0, title="Volume", extra_json_schema={"x-unit": "dB"})
    ] = -20.0
    motion: Annotated[Literal["still", "moving", "busy"], Meta(title="Motion")] = "moving"
    name: str = ""


def test_a_schema_is_one_flat_object_for_users() -> None:
    assert options_schema(ExampleOptions) == {
        "type": "object",
        "properties": {
            "volume_db": {
                "title": "Volume",
                "type": "number",
                "minimum": -60,
                "maximum": 0,
                "default": -20.0,
                "x-unit": "dB",
            },
            "motion": {
                "title": "Motion",
                "enum": ["still", "moving", "busy"],
                "default": "moving",
            },
            "name": {"type": "string", "default": ""},
        },
        "required": [],
        "additionalProperties": False,
    }


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"volume_db": 3}, "volume_db: expected float <= 0.0"),
        ({"volume_db": "loud"}, "volume_db: expected float, got str"),
        ({"motion": "wild"}, "motion: expected still, moving, busy"),
        ({"motion": 7}, "motion: expected still, moving, busy"),
        ({"volume": 3}, "there is no option volume"),
    ],
)
def test_a_value_that_does_not_fit_is_named_with_its_limit(
    options: dict[str, object], expected: str
) -> None:
    with pytest.raises(msgspec.ValidationError) as raised:
        msgspec.convert(options, ExampleOptions)

    assert reason_in_words(raised.value, ExampleOptions) == expected


@pytest.mark.parametrize("kind", source_kinds(), ids=lambda kind: kind.kind)
def test_every_option_of_every_kind_speaks_to_its_user(kind: AnyKind) -> None:
    properties = options_schema(kind.options)["properties"]

    for name, option in msgspec.convert(properties, dict[str, dict[str, object]]).items():
        assert {"title", "description", "default"} <= option.keys(), name
        assert str(option["description"]).endswith("."), name
        assert "$ref" not in option, name
