import pytest

from cloud.errors import CloudUnreachable
from desktop.bridges.ownaddress import public_address


def test_the_address_is_read_as_it_is_told() -> None:
    assert public_address(lambda: b"203.0.113.7\n") == "203.0.113.7"


@pytest.mark.parametrize("content", [b"<html>", b"", b"2001:db8::1", b"\xff"])
def test_what_is_no_ipv4_address_is_none(content: bytes) -> None:
    with pytest.raises(CloudUnreachable):
        public_address(lambda: content)


def test_no_answer_is_said() -> None:
    def fails() -> bytes:
        raise TimeoutError

    with pytest.raises(CloudUnreachable):
        public_address(fails)
