import pytest

from encoder.rtmp import errors
from encoder.rtmp.errors import EndpointError, ProtocolError, RtmpError

TREE = [
    error
    for error in vars(errors).values()
    if isinstance(error, type) and issubclass(error, RtmpError)
]


@pytest.mark.parametrize("error", TREE)
def test_every_error_has_a_code_and_a_hint_of_its_own_and_stands_in_the_drawing(
    error: type[RtmpError],
) -> None:
    raised = error("It went wrong.")

    assert str(raised) == raised.reason == "It went wrong."
    assert raised.code.startswith("rtmp")
    assert raised.hint.endswith(".")
    assert error.__name__ in (errors.__doc__ or "")


def test_codes_are_not_shared() -> None:
    assert len({error.default_code for error in TREE}) == len(TREE)


def test_an_error_may_be_more_precise_than_its_class() -> None:
    raised = EndpointError("No host.", code="rtmp.endpoint.host", hint="Name the host.")

    assert (raised.code, raised.hint) == ("rtmp.endpoint.host", "Name the host.")


def test_a_bad_address_is_no_fault_of_the_peer() -> None:
    assert not issubclass(EndpointError, ProtocolError)
