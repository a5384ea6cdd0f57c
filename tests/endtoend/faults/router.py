"""A router in user space: delays packets, lets the delay vary, and drops them in bursts.

Run as a program inside a network namespace: `python router.py DEVICE` makes that TUN device, says
"ready", and then takes one JSON object a line, each answered by "ok". It ends with its input.
Packets keep their order, as they do on one road; the standard library is all it needs.
"""

import fcntl
import heapq
import json
import os
import random
import select
import struct
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

TUNSETIFF = 0x400454CA
IFF_TUN, IFF_NO_PI = 0x0001, 0x1000
MAX_PACKET_BYTES = 65_536
MAX_WAITING = 4096
"""Packets under way at once; more are dropped, as every router does."""


@dataclass(frozen=True, slots=True)
class Weather:
    """How the road is: the same for both directions."""

    delay_ms: float = 0.0
    jitter_ms: float = 0.0
    """Up to so much more, evenly spread."""
    burst_chance: float = 0.0
    """How likely a packet is the first of a burst that is lost."""
    burst_packets: int = 0


@dataclass(slots=True)
class Road:
    """The packets under way in one direction; pure."""

    chance: Callable[[], float]
    _waiting: list[tuple[float, int, bytes]] = field(default_factory=list)
    _number: int = 0
    _latest_s: float = 0.0
    _to_lose: int = 0

    def take(self, packet: bytes, weather: Weather, now_s: float) -> None:
        """Take a packet, or lose it."""
        if self._to_lose == 0 and self.chance() < weather.burst_chance:
            self._to_lose = weather.burst_packets
        if self._to_lose or len(self._waiting) >= MAX_WAITING:
            self._to_lose = max(0, self._to_lose - 1)
            return
        extra_ms = weather.delay_ms + weather.jitter_ms * self.chance()
        self._latest_s = max(self._latest_s, now_s + extra_ms / 1000)
        self._number += 1
        heapq.heappush(self._waiting, (self._latest_s, self._number, packet))

    def due(self, now_s: float) -> list[bytes]:
        """Hand out what has been under way long enough."""
        packets = []
        while self._waiting and self._waiting[0][0] <= now_s:
            packets.append(heapq.heappop(self._waiting)[2])
        return packets

    @property
    def next_due_s(self) -> float | None:
        """When `due` has something again."""
        return self._waiting[0][0] if self._waiting else None


def main() -> None:
    """Carry packets until standard input ends."""
    tun = _open_tun(sys.argv[1])
    roads = {False: Road(random.random), True: Road(random.random)}
    weather = Weather()
    poll = select.epoll()
    for number in (tun, 0):
        poll.register(number, select.EPOLLIN)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while True:
        for number, _ in poll.poll(_timeout_s(roads)):
            if number == tun:
                _take_all(tun, roads, weather)
            elif line := sys.stdin.readline():
                weather = Weather(**json.loads(line))
                sys.stdout.write("ok\n")
                sys.stdout.flush()
            else:
                return
        now_s = time.monotonic()
        for road in roads.values():
            for packet in road.due(now_s):
                os.write(tun, packet)


def _open_tun(name: str) -> int:
    tun = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(tun, TUNSETIFF, struct.pack("16sH22x", name.encode(), IFF_TUN | IFF_NO_PI))
    return tun


def _take_all(tun: int, roads: dict[bool, Road], weather: Weather) -> None:
    while True:
        try:
            packet = os.read(tun, MAX_PACKET_BYTES)
        except BlockingIOError:
            return
        source, destination = packet[12:16], packet[16:20]  # of IPv4
        roads[source < destination].take(packet, weather, time.monotonic())


def _timeout_s(roads: dict[bool, Road]) -> float:
    times = [at_s for road in roads.values() if (at_s := road.next_due_s) is not None]
    return max(0.0, min(times) - time.monotonic()) if times else -1.0


if __name__ == "__main__":
    main()
