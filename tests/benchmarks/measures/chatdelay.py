"""How long a message takes from one client to all others, at 1,000 a second and 500 clients."""

import json
import statistics
import time

from tests.benchmarks.bench import Bench
from tests.benchmarks.chatcrowd import Crowd, Guest
from tests.benchmarks.measures.chatdeliveries import GUESTS, ours, serving, theirs
from tests.benchmarks.table import NotMeasured, Row

PER_S = 1_000
TALKERS = 100
LISTENERS = 25
"""Clients whose messages are looked at one by one; the others take theirs all the same."""
SECONDS = 8.0


def run(bench: Bench) -> list[Row]:
    """Measure ours and the peer in turns."""
    own = [percentile(delays(ours(0)), 0.99) for _ in range(bench.runs)]
    peer = [percentile(delays(theirs(0)), 0.99) for _ in range(bench.runs)]
    reached_ms = statistics.median(own)
    return [
        Row(
            "chat: delivery p99 at 1,000 messages/s in, 500 clients",
            reached_ms,
            statistics.median(peer),
            reached_ms,
            120,
            "ms",
            "from send to receipt; up to 50 ms of it the batch",
        )
    ]


def percentile(values: list[float], part: float) -> float:
    """Return that part's value."""
    return sorted(values)[int(len(values) * part)]


def delays(command: list[str]) -> list[float]:
    """Return ms from sending to receipt, as the listeners saw it."""
    found: list[float] = []
    with serving(command) as (_, port, tokens):
        crowd = Crowd(port)
        guests = crowd.enter(tokens[:GUESTS])
        if not crowd.turn_until(lambda: all(guest.is_joined for guest in guests)):
            raise NotMeasured("not all clients got in")
        listeners = {id(guest) for guest in guests[:: GUESTS // LISTENERS]}

        def look(guest: Guest, payload: bytes) -> None:
            if id(guest) in listeners:
                now_s = time.monotonic()
                batch = json.loads(payload[len("42/chat,") :])[1]
                found.extend((now_s - float(each["d"]["text"])) * 1000 for each in batch["i"])

        crowd.on_batch = look
        talk(crowd, guests[:TALKERS], SECONDS)
        said = sum(len(guest.asked) for guest in guests)
        if not crowd.turn_until(lambda: all(guest.last >= said for guest in guests), 10):
            raise NotMeasured("not everything that was said arrived")
        crowd.close()
    return found


def talk(crowd: Crowd, talkers: list[Guest], seconds: float) -> None:
    """Say PER_S messages a second, each with the time at which it was sent."""
    said, began_s = 0, time.monotonic()
    while (passed_s := time.monotonic() - began_s) < seconds:
        while said < passed_s * PER_S:
            said += 1
            crowd.say(talkers[said % len(talkers)], said, f"{time.monotonic():.6f}")
        crowd.turn(0.001)
