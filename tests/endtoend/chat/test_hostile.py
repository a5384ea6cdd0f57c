"""A chat server under requests, texts and tokens that are none: a code each, and it serves on."""

import base64
import json
import time
from typing import Any

import jwt

from tests.endtoend.chat.rawnode import ROOM, SIGNING_KEY, RawNode

DEEP = "[" * 16_000


def test_every_wrong_request_gets_its_code(tried_node: RawNode) -> None:
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
        (DEEP, "bad_request"),
        ('["send",' + '{"a":' * 2_000 + "1" + "}" * 2_000 + "]", "bad_request"),
        ('["send",{"id":"a","text":"' + "x" * 17_000 + '"}]', "too_large"),
    ]
    with tried_node.client() as client:
        for arguments, code in wrong:
            answer = client.asks_raw(arguments)

            assert (answer["ok"], answer["code"]) == (False, code), arguments[:80]


def test_every_wrong_text_gets_its_code_and_every_right_one_is_text(tried_node: RawNode) -> None:
    family = "👨‍👩‍👧‍👦"
    markup = "<img src=x onerror=alert(1)><b>&lt;</b> [url](javascript:alert) 'or 1=1--"
    with tried_node.client("host") as host:
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


def test_viewers_do_nothing_but_speak(tried_node: RawNode) -> None:
    wishes: list[tuple[str, dict[str, Any]]] = [
        ("mod.delete", {"seq": 1}), ("mod.purge", {"user": "x"}), ("mod.ban", {"user": "x"}),
        ("mod.timeout", {"user": "x", "seconds": 5}), ("mod.unban", {"user": "x"}),
        ("mod.hold", {"id": "x", "allow": True}), ("mod.settings", {"slow_s": 5}),
        ("mod.panic", {"on": True}), ("mod.clear", {}), ("mod.pin", {"seq": 1}),
        ("poll.open", {"question": "?", "options": ["a", "b"]}), ("poll.close", {"poll": "x"}),
        ("effect", {"name": "snow"}), ("live", {"state": "end"}),
    ]  # fmt: skip
    for number, (event, wish) in enumerate(wishes):
        with tried_node.client("viewer", "v" * (number + 1)) as viewer:
            assert viewer.asks(event, wish)["code"] == "forbidden", event
            paid = {"id": "a", "amount": 100, "currency": "EUR"}
            assert viewer.asks("send", paid)["code"] == "forbidden"


def test_no_wrong_token_opens_anything(tried_node: RawNode) -> None:
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
        with tried_node.enter(token) as client:
            refusal = json.loads(client.until("44/chat,").removeprefix("44/chat,"))

            assert refusal["message"] == code
        if isinstance(token, str) and token.isascii() and token:
            status, answer = tried_node.ask(
                "POST", f"/v1/chat/{ROOM}/messages", b'{"id":"a","text":"x"}',
                {"Authorization": f"Bearer {token}"},
            )  # fmt: skip
            assert (status, answer["code"]) == (401, code)
    with tried_node.enter(jwt.encode(right | {"live": "other"}, key, "HS256")) as client:
        assert client.until("40/chat,")
        assert client.asks("join", {"live": ROOM})["code"] == "wrong_room"
        assert client.asks("send", {"id": "a", "text": "x"})["code"] == "wrong_room"


def test_names_are_told_without_their_tricks(tried_node: RawNode) -> None:
    with tried_node.client("host", "Ho\u202est\u200b <b>\u3164") as host:
        said = host.asks("send", {"id": "a", "text": "hi"})
        assert host.hears(said["seq"])["u"]["name"] == "Host <b>"
    for name in ("", "\u200b", "\u3164\ufe0f", "x" * 201):
        wish = json.dumps({"live": ROOM, "name": name}).encode()
        status, answer = tried_node.ask("POST", "/v1/chat/token", wish)
        assert (status, answer["code"]) == (400, "bad_request"), repr(name)


def test_a_flood_is_refused_and_nobody_else_waits_for_it(tried_node: RawNode) -> None:
    with tried_node.client("viewer", "flood") as flood, tried_node.client("viewer", "calm") as calm:
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
