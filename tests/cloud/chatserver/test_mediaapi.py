import asyncio
import hmac
from typing import Any

import msgspec
import pytest
from starlette.applications import Starlette

from chatclient.wire.codes import Code
from chatclient.wire.pages import Segment
from chatclient.wire.requests import MAX_PAYLOAD_BYTES
from cloud.chatserver.doorkeeper import Scope, Turned
from cloud.chatserver.guests import bearer
from cloud.chatserver.log import LogUnavailable
from cloud.chatserver.mediaapi import MAX_SEGMENTS, MediaApi
from tests.fakes.asgi import Reply, ask

SEGMENT = {"media_sequence": 7, "at_ms": 1000, "duration_ms": 2000}


class Room:
    def __init__(self) -> None:
        self.told: list[tuple[str, Segment]] = []
        self.is_away = False

    async def append(self, live: str, segment: Segment) -> None:
        if self.is_away:
            raise LogUnavailable("away")
        self.told.append((live, segment))


def shows_host_key(scope: Scope) -> bool:
    shown = bearer(scope)
    if shown and not hmac.compare_digest(shown, "host-key"):
        raise Turned(Code.BAD_TOKEN)
    return bool(shown)


def tell(room: Room, body: Any, *, key: str = "host-key", live: str = "show") -> Reply:
    app = Starlette(routes=MediaApi(shows_host_key, room.append).routes)
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    raw = body if isinstance(body, bytes) else msgspec.json.encode(body)
    return asyncio.run(ask(app, f"/v1/chat/{live}/segments", "POST", headers, raw))


def test_a_room_is_told_of_its_segments() -> None:
    room = Room()
    broken = SEGMENT | {"media_sequence": 8, "at_ms": 9000, "is_discontinuity": True}

    reply = tell(room, {"segments": [SEGMENT, broken]})

    assert (reply.status, reply.json()) == (200, {"ok": True})
    assert room.told == [
        ("show", Segment(7, 1000, 2000)),
        ("show", Segment(8, 9000, 2000, is_discontinuity=True)),
    ]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[" * 10_000,
        {},
        {"segments": [SEGMENT | {"duration_ms": 0}]},
        {"segments": [SEGMENT | {"duration_ms": 60_001}]},
        {"segments": [SEGMENT | {"media_sequence": -1}]},
        {"segments": [SEGMENT | {"media_sequence": 2**60}]},
        {"segments": [SEGMENT | {"at_ms": "now"}]},
        {"segments": [SEGMENT] * (MAX_SEGMENTS + 1)},
    ],
)
def test_what_is_no_segment_is_refused(body: Any) -> None:
    room = Room()

    reply = tell(room, body)

    assert reply.status == 400
    assert reply.json() == {"ok": False, "code": "bad_request"}
    assert not room.told


def test_a_room_that_can_not_be_is_refused() -> None:
    assert tell(Room(), {"segments": []}, live="-bad-").status == 400


def test_a_body_that_is_too_large_is_refused() -> None:
    assert tell(Room(), b" " * (MAX_PAYLOAD_BYTES + 1)).status == 413


@pytest.mark.parametrize(("key", "status"), [("", 403), ("wrong", 401)])
def test_only_who_shows_the_host_key_may_tell(key: str, status: int) -> None:
    room = Room()

    assert tell(room, {"segments": [SEGMENT]}, key=key).status == status
    assert not room.told


def test_a_log_that_is_away_is_named() -> None:
    room = Room()
    room.is_away = True

    reply = tell(room, {"segments": [SEGMENT]})

    assert reply.status == 503
    assert reply.json() == {"ok": False, "code": "unavailable", "retry_ms": 1000}
