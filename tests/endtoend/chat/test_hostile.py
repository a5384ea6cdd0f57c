"""A chat server under everything that is not a chat: a code each, and the others are served on."""

import base64
import contextlib
import json
import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jwt
import psutil
import pytest

from tests.endtoend.chat.rawnode import (
    CONNECT,
    HOST_KEY,
    PATIENCE_S,
    ROOM,
    SIGNING_KEY,
    RawNode,
)

DEEP = "[" * 1_000_000


@pytest.fixture
def node(home: Path) -> Iterator[RawNode]:
    """A node that, after whatever a test did to it, serves on and has told nothing."""
    node = RawNode(home, "--guests", "--store", f"sqlite:{home / 'chat.sqlite3'}")
    try:
        yield node
        assert node.process.poll() is None, node.log()
        with node.client("host", "last") as last:
            said = last.asks("send", {"id": "last", "text": "still here"})
            assert said["ok"]
            assert last.hears(said["seq"])["d"]["text"] == "still here"
    finally:
        code = node.close()
    log = node.log()
    assert code == 0, log
    assert not [token for token in (*node.shown, HOST_KEY, SIGNING_KEY) if token in log]
    assert "Traceback" not in log
    assert "exception" not in log.lower()


def test_every_wrong_request_gets_its_code(node: RawNode) -> None:
    wrong: list[tuple[str, str]] = [
        ("[]", "bad_request"),
        ("[5]", "bad_request"),
        ("[null,null]", "bad_request"),
        ("[[]]", "bad_request"),
        ('["send"]', "bad_request"),
        ('["send",null]', "bad_request"),
        ('["send",[]]', "bad_request"),
        ('["send","text"]', "bad_request"),
        ('["send",{"text":"no id"}]', "bad_request"),
        ('["send",{"id":"a","text":5}]', "bad_request"),
        ('["send",{"id":"a","text":null}]', "bad_request"),
        ('["send",{"id":"a","text":"x","reply_to":1e999}]', "bad_request"),
        ('["send",{"id":"a","text":"x","position_ms":-1}]', "bad_request"),
        ('["send",{"id":"a","text":"x","position_ms":1' + "0" * 400 + "}]", "bad_request"),
        ('["send",{"id":"a","text":"x"', "bad_request"),
        ('["send",{"id":"a","text":NaN}]', "bad_request"),
        ('["no.such.event",{}]', "bad_request"),
        ('["connect",{}]', "bad_request"),
        ('["disconnect",{}]', "bad_request"),
        ('["__proto__",{}]', "bad_request"),
        ('["\\u0000",{}]', "bad_request"),
        ('["join",{"live":"../../etc/passwd"}]', "bad_request"),
        ('["join",{"live":"other"}]', "wrong_room"),
        ('["page",{"after":0,"limit":1000000000}]', "bad_request"),
        ('["heart",{"count":1000000}]', "bad_request"),
        ("[" * 16_000, "bad_request"),
        ('["send",' + '{"a":' * 2_000 + "1" + "}" * 2_000 + "]", "bad_request"),
        ('["send",{"id":"a","text":"' + "x" * 17_000 + '"}]', "too_large"),
    ]
    with node.client() as client:
        for arguments, code in wrong:
            answer = client.asks_raw(arguments)

            assert (answer["ok"], answer["code"]) == (False, code), arguments[:80]


def test_every_wrong_text_gets_its_code_and_every_right_one_is_text(node: RawNode) -> None:
    family = "👨‍👩‍👧‍👦"
    markup = "<img src=x onerror=alert(1)><b>&lt;</b> [url](javascript:alert) 'or 1=1--"
    with node.client("host") as host:
        for text, code in [
            ("", "bad_request"),
            ("\u200b\u202e\u2066\ufeff", "bad_request"),
            ("\u3164\u2800", "bad_request"),
            ("\x00\x07", "bad_request"),
            ("x" * 501, "too_long"),
            (family * 500, "too_long"),
        ]:
            assert host.asks("send", {"id": "w", "text": text})["code"] == code, repr(text[:20])
        assert host.asks_raw('["send",{"id":"\\ud800","text":"x"}]')["code"] == "bad_request"
        assert host.asks("send", {"id": "w", "stamp": "<script>"})["code"] == "bad_request"
        assert host.asks("effect", {"name": "../../x"})["code"] == "bad_request"

        for number, (text, shown) in enumerate(
            [
                ("😀" * 500, "😀" * 500),
                (family * 71, family * 71),
                (markup, markup),
                ("a\u202eb\u2066c\u200bd\n\te", "abcd e"),
                ("Z" + "\u0351" * 200, "Z" + "\u0351" * 4),
            ]
        ):
            answer = host.asks("send", {"id": f"r{number}", "text": text})

            assert answer["ok"], repr(text[:20])
            assert host.hears(answer["seq"])["d"]["text"] == shown
        half = host.asks_raw('["send",{"id":"half","text":"half \\ud83d emoji"}]')
        # Half an emoji may go or be refused; it is never told on.
        assert half.get("code", "") in ("", "bad_request")


def test_viewers_do_nothing_but_speak(node: RawNode) -> None:
    wishes: list[tuple[str, dict[str, Any]]] = [
        ("mod.delete", {"seq": 1}), ("mod.purge", {"user": "x"}), ("mod.ban", {"user": "x"}),
        ("mod.timeout", {"user": "x", "seconds": 5}), ("mod.unban", {"user": "x"}),
        ("mod.hold", {"id": "x", "allow": True}), ("mod.settings", {"slow_s": 5}),
        ("mod.panic", {"on": True}), ("mod.clear", {}), ("mod.pin", {"seq": 1}),
        ("poll.open", {"question": "?", "options": ["a", "b"]}), ("poll.close", {"poll": "x"}),
        ("effect", {"name": "snow"}), ("live", {"state": "end"}),
    ]  # fmt: skip
    for number, (event, wish) in enumerate(wishes):
        with node.client("viewer", "v" * (number + 1)) as viewer:
            assert viewer.asks(event, wish)["code"] == "forbidden", event
            paid = {"id": "a", "amount": 100, "currency": "EUR"}
            assert viewer.asks("send", paid)["code"] == "forbidden"


def test_no_wrong_token_opens_anything(node: RawNode) -> None:
    now_s = int(time.time())
    right: dict[str, Any] = {
        "sub": "x", "name": "X", "role": "host", "live": ROOM, "caps": ["send"], "jti": "j",
        "iat": now_s, "exp": now_s + 300,
    }  # fmt: skip
    head, body = (
        base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()
        for part in ({"alg": "none"}, right)
    )
    key = SIGNING_KEY.encode()
    wrong: list[tuple[object, str]] = [
        (jwt.encode(right, b"x" * 40, "HS256"), "bad_token"),
        (jwt.encode(right, key * 2, "HS512"), "bad_token"),
        (f"{head}.{body}.", "bad_token"),
        (jwt.encode(right | {"exp": now_s - 1}, key, "HS256"), "auth_expired"),
        (jwt.encode(right | {"role": "god"}, key, "HS256"), "bad_token"),
        (jwt.encode(right | {"exp": now_s + 10**8}, key, "HS256"), "bad_token"),
        (jwt.encode(right | {"name": "\u200b\u3164"}, key, "HS256"), "bad_token"),
        (jwt.encode(right | {"live": "../x"}, key, "HS256"), "bad_token"),
        ("a" * 10_000, "bad_token"),
        ("\u202e\x00é", "bad_token"),
        ("", "bad_token"),
        (None, "bad_token"),
        (7, "bad_token"),
        (["a"], "bad_token"),
        ({"a": {"b": "c"}}, "bad_token"),
    ]
    for token, code in wrong:
        with node.enter(token) as client:
            refusal = json.loads(client.until("44/chat,").removeprefix("44/chat,"))

            assert refusal["message"] == code
        if isinstance(token, str) and token.isascii() and token:
            status, answer = node.ask(
                "POST", f"/v1/chat/{ROOM}/messages", b'{"id":"a","text":"x"}',
                {"Authorization": f"Bearer {token}"},
            )  # fmt: skip
            assert (status, answer["code"]) == (401, code)
    with node.enter(jwt.encode(right | {"live": "other"}, key, "HS256")) as client:
        assert client.until("40/chat,")
        assert client.asks("join", {"live": ROOM})["code"] == "wrong_room"
        assert client.asks("send", {"id": "a", "text": "x"})["code"] == "wrong_room"


def test_no_packet_of_another_kind_harms_anybody(node: RawNode) -> None:
    packets = [
        "", "x", "9", "5", "6", "4", "40", "41", "42", "44", "40/", "40,", "40/admin,", "41/admin,",
        "42/chat,1{}", "42[]", '42["send",{}]', "42/chat,", "42/chat,[",
        '42/chat,999999999999999["send",{}]',
        '42/chat,-1["send",{}]', '42/chat,１["send",{}]', "43/chat,1[]",
        '451-/chat,["send",{"_placeholder":true,"num":0}]', '459999999999-/chat,["x"]',
        "461-/chat,7[]", "40/chat,{}", '40/chat,{"token":1}', "44/chat,{}", "2probe", "3", "1x",
        "0{}", "4" + DEEP[:15_000], "42/chat,1" + DEEP[:15_000], "\ud7ff" * 100,
    ]  # fmt: skip
    with node.client("host", "watcher") as watcher:
        for packet in packets:
            with node.client("viewer", "odd") as odd:
                odd.say(packet)
                odd.line.send(b"\x00\x01\xffbinary")
                odd.line.send(b"")
            with node.line() as stranger:  # who never showed a token
                stranger.say(packet)
                stranger.say('42/chat,1["send",{"id":"a","text":"sneaked in"}]')
        said = watcher.asks("send", {"id": "a", "text": "nobody sneaked in"})
        assert said["seq"] == 1


def _frame(opcode: int, payload: bytes, is_final: bool = True, is_masked: bool = True) -> bytes:
    """Return a websocket frame that may be wrong."""
    size = len(payload)
    length = bytes([size]) if size < 126 else bytes([126]) + (size & 0xFFFF).to_bytes(2, "big")
    if size > 0xFFFF:
        length = bytes([127]) + size.to_bytes(8, "big")
    mask = bytes([length[0] | (0x80 if is_masked else 0)]) + length[1:]
    key = b"\0\0\0\0" if is_masked else b""  # the mask that changes nothing
    return bytes([opcode | (0x80 if is_final else 0)]) + mask + key + payload


def test_no_broken_frame_harms_anybody(node: RawNode) -> None:
    cases: list[tuple[str, bytes, set[int]]] = [
        ("a megabyte", _frame(1, b"4" + b"x" * 1_000_000), {1009}),
        ("deep", _frame(1, b"42/chat,1" + DEEP.encode()), {1009}),
        ("not UTF-8", _frame(1, b'42/chat,1["send",{"id":"\xff\xfe"}]'), {1007}),
        ("half a character", _frame(1, b"4\xed\xa0\x80"), {1007}),
        ("not masked", _frame(1, b"42", is_masked=False), {1002}),
        ("an opcode that is none", _frame(3, b"42"), {1002}),
        ("a bit that is reserved", _frame(0x41, b"42"), {1002}),
        ("the end of nothing", _frame(0, b"42"), {1002}),
        ("a ping too long", _frame(9, b"x" * 126), {1002}),
        ("in pieces", _frame(1, b"4", False) + _frame(0, b"x" * 9_000, False) * 100, {1009}),
        ("a length that is none", bytes([0x81, 0xFF]) + b"\xff" * 12, {1002, 1009}),
    ]
    for what, frames, codes in cases:
        assert _closed_by(node, frames) in codes, what


def test_a_client_that_pings_and_never_reads_costs_nothing(node: RawNode) -> None:
    process = psutil.Process(node.process.pid)
    pings = _frame(9, b"x" * 125) * 1_000
    with _upgraded(node) as line:
        before = process.memory_info().rss
        for _ in range(80):
            line.sendall(pings)
        assert node.ask("GET", "/healthz")[0] == 200

        assert process.memory_info().rss - before < 5_000_000


def _closed_by(node: RawNode, frames: bytes) -> int:
    """Send frames over a fresh connection; return the code with which it is closed."""
    heard = b""
    with _upgraded(node) as line:
        with contextlib.suppress(ConnectionResetError, BrokenPipeError):
            line.sendall(frames)  # it may be closed before all is written
        with contextlib.suppress(ConnectionResetError):
            while data := line.recv(65_536):
                heard += data
    return _close_code(heard)


@contextlib.contextmanager
def _upgraded(node: RawNode) -> Iterator[socket.socket]:
    """Open a connection up to its first frame; whoever is greeted reads little at a time."""
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        line.settimeout(PATIENCE_S)
        line.connect(("127.0.0.1", node.port))
        line.sendall(
            f"GET {CONNECT} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
            "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}\r\n\r\n".encode()
        )
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            head += line.recv(1)
        yield line


def _close_code(frames: bytes) -> int:
    """Return the code of the first frame that closes; 1006: there is none."""
    while len(frames) > 3:
        size, start = frames[1], 2
        if size == 126:
            size, start = int.from_bytes(frames[2:4], "big"), 4
        if frames[0] == 0x88:
            return int.from_bytes(frames[start : start + 2], "big")
        frames = frames[start + size :]
    return 1006


def test_names_are_told_without_their_tricks(node: RawNode) -> None:
    with node.client("host", "Ho\u202est\u200b <b>\u3164") as host:
        said = host.asks("send", {"id": "a", "text": "hi"})
        assert host.hears(said["seq"])["u"]["name"] == "Host <b>"
    for name in ("", "\u200b", "\u3164\ufe0f", "x" * 201):
        wish = json.dumps({"live": ROOM, "name": name}).encode()
        status, answer = node.ask("POST", "/v1/chat/token", wish)
        assert (status, answer["code"]) == (400, "bad_request"), repr(name)


def test_no_wrong_http_request_harms_anybody(node: RawNode) -> None:
    bearer = {"Authorization": f"Bearer {node.token('host')}"}
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
        answered, answer = node.ask("POST", messages, body, bearer)
        assert (answered, answer["code"]) == (status, code), body[:40]
    for body, status, _ in bodies[:6]:
        answered, answer = node.ask("POST", "/v1/chat/token", body)
        assert answered == status, body[:40]
    wish = json.dumps({"live": ROOM, "role": "host", "user": "me"}).encode()
    wrong_key = {"Authorization": "Bearer wrong \u00e9"}
    assert node.ask("POST", "/v1/chat/token", wish, wrong_key)[0] == 401
    guest = node.ask("POST", "/v1/chat/token", wish)[1]["user"]
    assert (guest.get("role", "viewer"), guest["id"] == "me") == ("viewer", False)
    assert node.ask("POST", "/v1/chat/other/messages", b'{"id":"a","text":"x"}', bearer)[0] == 403
    for path in (
        "/chat/../../etc/passwd", "/chat/%2e%2e/latest.json", "/chat/%00/latest.json",
        f"/chat/{ROOM}/s/99999999999999999999999999.json", f"/chat/{ROOM}/s/-1.json",
        f"/chat/{'x' * 200}/latest.json", "/v1/chat/token", "/socket.io/?EIO=4&transport=polling",
        "/socket.io/", "/nothing",
    ):  # fmt: skip
        assert node.ask("GET", path)[0] in (400, 404, 405), path


def test_no_wrong_span_of_a_replay_harms_anybody(node: RawNode) -> None:
    with node.client("host") as host:
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
        status, answer = node.ask("GET", f"/chat/{ROOM}?{query}")
        assert (status, answer["code"]) == (400, code), query[:60]
    for path in (
        "nothing", "99999999999999999999999999999999.json", "-1.json", "1e3.json",
        "%EF%BC%91.json", "s/0.json.json", "index.json/..", "..%2f..%2fetc%2fpasswd",
    ):  # fmt: skip
        assert node.ask("GET", f"/chat/{ROOM}/{path}")[0] == 404, path
    for live in ("no-such-room", "a%00b", "a%0A", "x" * 65, "..", "%F0%9F%98%80", "sealed.sealed"):
        assert node.ask("GET", f"/chat/{live}?from=00:00:00&to=00:00:01")[0] in (400, 404), live


def test_a_flood_is_refused_and_nobody_else_waits_for_it(node: RawNode) -> None:
    with node.client("viewer", "flood") as flood, node.client("viewer", "calm") as calm:
        for number in range(2_000):
            flood.say(f'42/chat,{number + 10}["send",{{"id":"{number}","text":"spam"}}]')
        said = calm.asks("send", {"id": "calm", "text": "excuse me"})
        assert said["ok"]
        assert calm.hears(said["seq"])["u"]["name"] == "calm"
        codes: list[dict[str, Any]] = []
        while len(codes) < 2_000:
            packet = flood.until("43/chat,")
            codes.append(json.loads(packet[packet.index("[") :])[0])
    taken = [answer for answer in codes if answer["ok"]]
    refused = [answer for answer in codes if not answer["ok"]]
    assert 5 <= len(taken) < 100
    assert {answer["code"] for answer in refused} == {"rate_limited"}
    assert all(answer["retry_ms"] > 0 for answer in refused)
