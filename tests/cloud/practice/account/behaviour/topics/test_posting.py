"""Posts that stay on this machine."""

import pytest

from cloud.practice.account.behaviour.topics.posting import NotDelivered, is_here, post
from tests.cloud.practice.account.behaviour.living import Listener


@pytest.mark.parametrize(
    ("url", "here"),
    [
        ("http://127.0.0.1:80/x", True),
        ("https://localhost/x", True),
        ("http://[::1]:80/", True),
        ("http://192.168.1.2/", False),
        ("https://127.0.0.1.example.com/", False),
        ("https://example.com/127.0.0.1", False),
        ("nothing", False),
    ],
)
def test_only_this_machine_is_here(url: str, here: bool) -> None:
    assert is_here(url) is here


def test_a_post_arrives(listener: Listener) -> None:
    post(f"{listener.url}?a=1", b'{"b": 2}', {"X-Test": "yes"})

    headers, content = listener.next()
    assert (headers["x-test"], content) == ("yes", {"b": 2})


def test_a_refusal_and_silence_are_told(listener: Listener) -> None:
    listener.status = 503
    with pytest.raises(NotDelivered, match="503"):
        post(listener.url, b"{}", {})
    with pytest.raises(NotDelivered):
        post("http://127.0.0.1:1/", b"{}", {})
    with pytest.raises(NotDelivered, match="this machine"):
        post("https://example.com/", b"{}", {})
    with pytest.raises(NotDelivered):
        post("ftp://127.0.0.1/", b"{}", {})
