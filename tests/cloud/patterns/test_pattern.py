from tests.cloud.patterns.templates import with_parameter


def test_a_parameter_is_found_by_its_name() -> None:
    pattern = with_parameter("Type: String")

    assert pattern.parameter("Name") is pattern.parameters[0]
    assert pattern.parameter("Colour") is None
