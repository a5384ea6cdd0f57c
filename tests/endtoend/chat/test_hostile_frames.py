"""A chat server under packets and frames of other kinds: nobody else is harmed."""

import base64
import contextlib
import os
import socket
from collections.abc import Iterator

import psutil
from websockets.exceptions import ConnectionClosed

from tests.endtoend.chat.rawnode import CONNECT, PATIENCE_S, RawNode

DEEP = "[" * 1_000_000


def test_no_packet_of_another_kind_harms_anybody(tried_node: RawNode) -> None:
    packets = [
        "", "x", "9", "5", "6", "4", "40", "41", "42", "44", "40/", "40,", "40/admin,", "41/admin,",
        "42/chat,1{}", "42[]", '42["send",{}]', "42/chat,", "42/chat,[",
        '42/chat,999999999999999["send",{}]',
        '42/chat,-1["send",{}]', '42/chat,１["send",{}]', "43/chat,1[]",
        '451-/chat,["send",{"_placeholder":true,"num":0}]', '459999999999-/chat,["x"]',
        "461-/chat,7[]", "40/chat,{}", '40/chat,{"token":1}', "44/chat,{}", "2probe", "3", "1x",
        "0{}", "4" + DEEP[:15_000], "42/chat,1" + DEEP[:15_000], "\ud7ff" * 100,
    ]  # fmt: skip
    with tried_node.client("host", "watcher") as watcher:
        for packet in packets:
            # Whoever sends it may be shown out before all is said.
            with tried_node.client("viewer", "odd") as odd, contextlib.suppress(ConnectionClosed):
                odd.say(packet)
                odd.line.send(b"\x00\x01\xffbinary")
                odd.line.send(b"")
            # A stranger never showed a token.
            with tried_node.line() as stranger, contextlib.suppress(ConnectionClosed):
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


def test_no_broken_frame_harms_anybody(tried_node: RawNode) -> None:
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
        assert _closed_by(tried_node, frames) in codes, what


def test_a_client_that_pings_and_never_reads_costs_nothing(tried_node: RawNode) -> None:
    process = psutil.Process(tried_node.process.pid)
    pings = _frame(9, b"x" * 125) * 1_000
    with _upgraded(tried_node) as line:
        before = process.memory_info().rss
        for _ in range(80):
            line.sendall(pings)
        assert tried_node.ask("GET", "/healthz")[0] == 200

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
