"""A chat server under HTTP requests that are wrong: a status and a code each."""

import json

from tests.endtoend.chat.rawnode import ROOM, RawNode

DEEP = "[" * 1_000_000


def test_no_wrong_http_request_harms_anybody(tried_node: RawNode) -> None:
    bearer = {"Authorization": f"Bearer {tried_node.token('host')}"}
    messages = f"/v1/chat/{ROOM}/messages"
    bodies: list[tuple[bytes, int, str]] = [
        (b"", 400, "bad_request"),
        (b"\xff\xfe", 400, "bad_request"),
        (b'{"id":"a","text":"\xff"}', 400, "bad_request"),
        (DEEP.encode()[:16_000], 400, "bad_request"),
        (DEEP.encode(), 413, "too_large"),
        (b'{"id":"a","text":"' + b"x" * 1_000_000 + b'"}', 413, "too_large"),
        (b'{"id":"a"}', 400, "bad_request"),
        (json.dumps({"id": "a", "text": "x" * 501}).encode(), 400, "too_long"),
    ]
    for body, status, code in bodies:
        answered, answer = tried_node.ask("POST", messages, body, bearer)
        assert (answered, answer["code"]) == (status, code), body[:40]
    for body, status, _ in bodies[:6]:
        answered, answer = tried_node.ask("POST", "/v1/chat/token", body)
        assert answered == status, body[:40]
    wish = json.dumps({"live": ROOM, "role": "host", "user": "me"}).encode()
    wrong_key = {"Authorization": "Bearer wrong \u00e9"}
    assert tried_node.ask("POST", "/v1/chat/token", wish, wrong_key)[0] == 401
    guest = tried_node.ask("POST", "/v1/chat/token", wish)[1]["user"]
    assert (guest.get("role", "viewer"), guest["id"] == "me") == ("viewer", False)
    assert (
        tried_node.ask("POST", "/v1/chat/other/messages", b'{"id":"a","text":"x"}', bearer)[0]
        == 403
    )
    for path in (
        "/chat/../../etc/passwd", "/chat/%2e%2e/latest.json", "/chat/%00/latest.json",
        f"/chat/{ROOM}/s/99999999999999999999999999.json", f"/chat/{ROOM}/s/-1.json",
        f"/chat/{'x' * 200}/latest.json", "/v1/chat/token", "/socket.io/?EIO=4&transport=polling",
        "/socket.io/", "/nothing",
    ):  # fmt: skip
        assert tried_node.ask("GET", path)[0] in (400, 404, 405), path


def test_no_wrong_span_of_a_replay_harms_anybody(tried_node: RawNode) -> None:
    with tried_node.client("host") as host:
        assert host.asks("send", {"id": "a", "text": "hi"})["ok"]
    wrong = [
        ("", "bad_request"),
        ("from=00:00:00", "bad_request"),
        ("from=00:01:00&to=00:00:00", "bad_request"),
        ("from=00:01:00&to=00:01:00", "bad_request"),
        ("from=00:00:00&to=99:59:59", "too_large"),
        ("from=00:00:00&to=9999999999999999999999:00:00", "bad_request"),
        ("from=-00:00:01&to=00:00:01", "bad_request"),
        ("from=00:00:00&to=00:00:61", "bad_request"),
        ("from=0&to=1e9", "bad_request"),
        ("from=%00&to=%FF%FE", "bad_request"),
        ("from=%EF%BC%90%EF%BC%90:00:00&to=00:00:01", "bad_request"),
        ("from=00:00:00%0A&to=00:00:01", "bad_request"),
        ("from=00:00:00&to=00:00:01&after=-1", "bad_request"),
        ("from=00:00:00&to=00:00:01&after=" + "9" * 400, "bad_request"),
        ("from=00:00:00&to=00:00:01&after=" + "9" * 16, "bad_request"),
        ("from=" + "0" * 20_000, "bad_request"),
    ]
    for query, code in wrong:
        status, answer = tried_node.ask("GET", f"/chat/{ROOM}?{query}")
        assert (status, answer["code"]) == (400, code), query[:60]
    for path in (
        "nothing", "99999999999999999999999999999999.json", "-1.json", "1e3.json",
        "%EF%BC%91.json", "s/0.json.json", "index.json/..", "..%2f..%2fetc%2fpasswd",
    ):  # fmt: skip
        assert tried_node.ask("GET", f"/chat/{ROOM}/{path}")[0] == 404, path
    for live in ("no-such-room", "a%00b", "a%0A", "x" * 65, "..", "%F0%9F%98%80", "sealed.sealed"):
        assert tried_node.ask("GET", f"/chat/{live}?from=00:00:00&to=00:00:01")[0] in (400, 404), (
            live
        )
