import http.client
import json
from urllib.parse import urlsplit

import pytest

from cloud.practice.client import PracticeClient
from cloud.practice.homefolder import read_addresses
from cloud.practice.messages import Addresses


@pytest.fixture
def addresses(shared: PracticeClient) -> Addresses:
    found = read_addresses(shared.home)
    assert found is not None
    return found


def asked(
    addresses: Addresses, method: str, path: str, body: bytes | None = None, token: str | None = ""
) -> tuple[int, object]:
    """Return status and JSON of a request; `token` None sends none, "" the right one."""
    connection = http.client.HTTPConnection("127.0.0.1", addresses.control_port, timeout=30)
    headers = {} if token is None else {"Authorization": f"Bearer {token or addresses.token}"}
    try:
        connection.request(method, f"/control/{path}", body, headers)
        answer = connection.getresponse()
        content = answer.read()
    finally:
        connection.close()
    try:
        return answer.status, json.loads(content)
    except ValueError:
        return answer.status, None


def test_without_the_token_nothing_is_answered(addresses: Addresses) -> None:
    for token in (None, "wrong", addresses.token[:-1]):
        for method, path in (("GET", "status"), ("POST", "shutdown"), ("GET", "nothing")):
            status, answer = asked(addresses, method, path, token=token)
            assert status == 401
            assert answer == {"error": "This needs the token from the home folder."}


def test_status_and_info_are_json(addresses: Addresses) -> None:
    status, info = asked(addresses, "GET", "info")
    assert status == 200
    assert isinstance(info, dict)
    assert urlsplit(info["control_url"]).port == addresses.control_port
    assert info["channels"][0]["name"] == "studio"

    _, report = asked(addresses, "GET", "status")
    assert isinstance(report, dict)
    assert report["channels"][0]["state"] == "OFFLINE"
    assert "token" not in json.dumps([info, report])


def test_a_bad_wish_gets_a_sentence(addresses: Addresses) -> None:
    for method, path, body, wanted in (
        ("POST", "faults", b"", 400),
        ("POST", "faults", b"{", 400),
        ("POST", "faults", b"\xff\xfe", 400),
        ("POST", "faults", b'{"speed": 1}', 400),
        ("POST", "faults", b"[" * 50_000, 400),
        ("POST", "faults", b" " * 70_000, 400),
        ("POST", "channels", b'{"name": 3}', 400),
        ("POST", "channels", b'{"name": "../x"}', 400),
        ("POST", "channels/elsewhere/faults", b"{}", 404),
        ("DELETE", "channels/elsewhere/faults", None, 404),
        ("POST", "channels/elsewhere/stop-session", None, 404),
    ):
        status, answer = asked(addresses, method, path, body)
        assert (status, path) == (wanted, path)
        assert isinstance(answer, dict)
        assert answer["error"].endswith(".")


def test_a_new_channel_is_answered_with_its_addresses_and_key(addresses: Addresses) -> None:
    status, channel = asked(addresses, "POST", "channels", b'{"name": "second"}')

    assert status == 200
    assert isinstance(channel, dict)
    assert channel["key"].startswith("practice-second-")
    assert asked(addresses, "POST", "channels", b'{"name": "second"}') == (200, channel)


def test_what_does_not_exist_is_not_found(addresses: Addresses) -> None:
    assert asked(addresses, "GET", "nothing")[0] == 404
    assert asked(addresses, "GET", "shutdown")[0] == 405
