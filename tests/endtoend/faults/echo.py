"""How long a datagram takes there and back.

`echo.py serve HOST PORT` answers; `echo.py ask HOST PORT COUNT` prints the median of COUNT round
trips in milliseconds and how many were answered. A program of its own, because it runs inside a
network namespace.
"""

import json
import socket
import statistics
import sys
import time

ANSWER_TIMEOUT_S = 0.2


def serve(host: str, port: int) -> None:
    """Send every datagram back, until killed."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as own:
        own.bind((host, port))
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while True:
            content, sender = own.recvfrom(2048)
            own.sendto(content, sender)


def ask(host: str, port: int, count: int) -> None:
    """Send one after the other and print what they took."""
    trips_ms = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as own:
        own.settimeout(ANSWER_TIMEOUT_S)
        own.connect((host, port))
        for number in range(count):
            began_s = time.monotonic()
            own.send(b"%d" % number)
            try:
                own.recv(2048)
            except TimeoutError:
                continue
            trips_ms.append((time.monotonic() - began_s) * 1000)
    median_ms = statistics.median(trips_ms) if trips_ms else None
    sys.stdout.write(json.dumps({"median_ms": median_ms, "answered": len(trips_ms)}))


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        serve(sys.argv[2], int(sys.argv[3]))
    else:
        ask(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
