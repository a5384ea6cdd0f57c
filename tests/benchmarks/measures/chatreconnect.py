"""Ten thousand clients that lose two nodes at once, and come back together."""

import re
import resource
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from chatclient.wire.envelopes import Role, User
from cloud.chatserver.nodeline import allow_connections
from cloud.chatserver.tokens import Tokens
from tests.benchmarks.bench import Bench
from tests.benchmarks.chatcrowd import Crowd, Guest
from tests.benchmarks.table import NotMeasured, Row
from tests.cloud.chatserver.redisserver import ALWAYS, RedisServer
from tests.endtoend.chat.chatnode import SIGNING_KEY, ChatNode

CLIENTS = 10_000
LIVE = "bench"
BACK_WITHIN_S = 30.0
SPARE = 200
_LAG = re.compile(r"^\w*loop_lag_p99_seconds (\S+)$", re.M)


@dataclass(frozen=True, slots=True)
class Rush:
    """What became of clients that came back all at once."""

    took_s: float
    """Until the last was in its room again."""
    missing: int
    """Not back after four times the limit."""
    refused: int
    """Were refused once and came again."""
    lag_s: float
    """Of the nodes' loops, p99."""


def run(bench: Bench) -> list[Row]:
    """Measure once: the rush takes both cores, and lasts long enough."""
    rush = rush_of(CLIENTS, bench.new_folder())
    if rush.missing:
        raise NotMeasured(f"{rush.missing} did not come back")
    took_s, lag_ms = rush.took_s, rush.lag_s * 1000
    note = f"{rush.refused} were refused once and came again"
    return [
        Row(
            "chat: 10,000 clients back on two nodes",
            took_s,
            None,
            took_s,
            BACK_WITHIN_S,
            "s",
            note,
        ),
        Row("chat: loop lag p99 meanwhile", lag_ms, None, lag_ms, 200, "ms"),
    ]


def rush_of(clients: int, folder: Path) -> Rush:
    """Cut so many clients of two nodes with one Redis, and let them come back at once."""
    allow_connections()
    if resource.getrlimit(resource.RLIMIT_NOFILE)[0] < clients + SPARE:
        raise NotMeasured(f"this system does not let one process have {clients} connections")
    redis = RedisServer(folder / "redis", *ALWAYS)
    nodes = [ChatNode(folder / f"node{number}", "--redis", redis.url) for number in range(2)]
    crowds = [Crowd(node.port, LIVE) for node in nodes]
    firsts = (0, clients // 2)
    try:
        for crowd, first in zip(crowds, firsts, strict=True):
            enter(crowd, tokens(first, clients // 2), 120.0)
        before = [(crowd, *place(crowd)) for crowd in crowds]
        again = [tokens(first, clients // 2) for first in firsts]
        for crowd in crowds:
            for guest in list(crowd.guests.values()):
                crowd.leave(guest)
        began_s = time.monotonic()
        refused = 0
        waiting = [
            (crowd, crowd.enter(entries, last, epoch))
            for (crowd, last, epoch), entries in zip(before, again, strict=True)
        ]
        while waiting and time.monotonic() - began_s < 4 * BACK_WITHIN_S:
            for crowd in crowds:
                crowd.turn(0.02)
            refused += sum(come_again(crowd, guests) for crowd, guests in waiting)
            waiting = [(c, left) for c, guests in waiting if (left := not_in(guests))]
        took_s = time.monotonic() - began_s
        missing = sum(len(guests) for _, guests in waiting)
        return Rush(took_s, missing, refused, max(lag_s(node) for node in nodes))
    finally:
        for crowd in crowds:
            crowd.close()
        for node in nodes:
            node.close()
        redis.kill()


def tokens(first: int, count: int) -> list[str]:
    """Return viewers' tokens for any node."""
    mint = Tokens(SIGNING_KEY.encode(), time.time).mint
    names = (f"viewer-{number}" for number in range(first, first + count))
    return [mint(User(name, name), LIVE, Role.VIEWER) for name in names]


def enter(crowd: Crowd, entries: list[str], timeout_s: float) -> None:
    """Let these in, some hundreds at a time."""
    for start in range(0, len(entries), 500):
        guests = crowd.enter(entries[start : start + 500])
        if not crowd.turn_until(lambda guests=guests: not not_in(guests), timeout_s):  # type: ignore[misc]
            raise NotMeasured(f"not all got in: {[g.error for g in guests if g.error][:3]}")


def place(crowd: Crowd) -> tuple[int, str]:
    """Return up to where a client of this crowd knows the room."""
    answer = next(iter(crowd.guests.values())).answer
    epoch = re.search(rb'"epoch":"([^"]+)"', answer)
    assert epoch is not None
    return max(guest.last for guest in crowd.guests.values()), epoch[1].decode()


def not_in(guests: list[Guest]) -> list[Guest]:
    """Return those who are not in the room."""
    return [guest for guest in guests if not guest.is_joined]


def come_again(crowd: Crowd, guests: list[Guest]) -> int:
    """Let those who were refused try again; return how many."""
    refused = [guest for guest in guests if guest.error]
    for guest in refused:
        guests.remove(guest)
    if refused:
        guests += crowd.enter([guest.token for guest in refused])
    return len(refused)


def lag_s(node: ChatNode) -> float:
    """Return a node's loop lag, p99 of the last minute."""
    with urllib.request.urlopen(f"http://127.0.0.1:{node.port}/metrics", timeout=10) as answer:
        found = _LAG.search(answer.read().decode())
    assert found is not None
    return float(found[1])
