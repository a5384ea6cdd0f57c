import contextlib
import json
import os
import socket
import stat
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import msgspec
import pytest

from encoder import link, wire
from encoder.link import EngineListener, Link, LinkClosed
from encoder.messages import Alive, Attach, SetBitrate, Stop

PROTOCOL = 3
Result = TypeVar("Result")


@pytest.fixture
def listener(data_dir: Path) -> Iterator[EngineListener]:
    listener = EngineListener(data_dir, PROTOCOL, greeting_timeout_s=0.3)
    yield listener
    listener.close()


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(thread_name_prefix="other-end") as pool:
        yield pool


@pytest.fixture
def ends(
    listener: EngineListener, data_dir: Path, pool: ThreadPoolExecutor
) -> Iterator[tuple[Link, Link]]:
    """Return the engine's end and the window's."""
    accepted = pool.submit(listener.accept)
    window = link.connect(address_in(data_dir))
    engine = accepted.result(30)
    assert engine is not None
    yield engine, window
    engine.close()
    window.close()


def address_in(home: Path) -> link.EngineAddress:
    address = link.read_address(home)
    assert address is not None
    return address


def test_commands_go_down_and_events_come_up(ends: tuple[Link, Link]) -> None:
    engine, window = ends
    window.send(Attach())
    window.send(SetBitrate(500_000))
    engine.send(Alive())

    assert engine.receive_command(10) == Attach()
    assert engine.receive_command(10) == SetBitrate(500_000)
    assert window.receive_event(10) == Alive()
    assert window.receive_event(0) is None


def test_an_event_is_no_command(ends: tuple[Link, Link]) -> None:
    engine, window = ends
    window.send(Alive())

    with pytest.raises(wire.WireError):
        engine.receive_command(10)


def test_an_end_that_closes_is_noticed_by_the_other(ends: tuple[Link, Link]) -> None:
    engine, window = ends
    window.close()

    with pytest.raises(LinkClosed):
        engine.receive_command(10)
    with pytest.raises(LinkClosed):
        window.send(Stop())


def test_what_was_sent_before_the_end_is_still_received(ends: tuple[Link, Link]) -> None:
    engine, window = ends
    window.send(Stop())
    window.close()

    assert engine.receive_command(10) == Stop()


def test_hanging_up_wakes_a_receiver_of_the_same_end(
    ends: tuple[Link, Link], pool: ThreadPoolExecutor
) -> None:
    engine, _ = ends
    waiting = started(pool, lambda: engine.receive_command(None))
    engine.hang_up()

    assert isinstance(waiting.exception(30), LinkClosed)


def test_hanging_up_wakes_a_sender_whom_nobody_reads(
    ends: tuple[Link, Link], pool: ThreadPoolExecutor
) -> None:
    engine, _ = ends

    def send_without_end() -> None:
        while True:
            engine.send(Alive())

    waiting = started(pool, send_without_end)
    engine.hang_up()

    assert isinstance(waiting.exception(30), LinkClosed)


def test_hanging_up_twice_or_after_the_end_is_nothing(ends: tuple[Link, Link]) -> None:
    engine, _ = ends
    engine.hang_up()
    engine.hang_up()
    engine.close()
    engine.hang_up()
    engine.close()


def test_a_message_longer_than_any_of_ours_ends_the_connection(ends: tuple[Link, Link]) -> None:
    engine, window = ends
    raw = b"x" * ((1 << 20) + 1)
    sender = threading.Thread(target=_send_raw, args=(window, raw), name="sender")
    sender.start()

    with pytest.raises(LinkClosed):
        engine.receive_command(10)
    engine.close()
    sender.join()


def test_the_address_is_found_in_the_home_folder(data_dir: Path) -> None:
    assert link.read_address(data_dir) is None
    listener = EngineListener(data_dir, PROTOCOL)

    address = address_in(data_dir)
    assert (address.pid, address.protocol) == (os.getpid(), PROTOCOL)
    listener.close()

    assert link.read_address(data_dir) is None
    assert not Path(address.address).parent.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_only_this_user_reads_the_address(listener: EngineListener, data_dir: Path) -> None:
    del listener
    file, folder = data_dir / link.ADDRESS_FILE, Path(address_in(data_dir).address).parent

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_the_key_of_an_address_does_not_show(listener: EngineListener, data_dir: Path) -> None:
    del listener
    address = address_in(data_dir)

    assert address.authkey not in f"{address} {address!r}"


@pytest.mark.parametrize("content", [b"", b"{", b'{"pid":1}', b"\xff" * 40])
def test_a_broken_address_file_is_no_address(data_dir: Path, content: bytes) -> None:
    (data_dir / link.ADDRESS_FILE).write_bytes(content)

    assert link.read_address(data_dir) is None


def test_nobody_gets_in_without_the_key(
    listener: EngineListener, data_dir: Path, pool: ThreadPoolExecutor
) -> None:
    accepted = pool.submit(listener.accept)
    address = address_in(data_dir)

    for wrong in ("00" * 32, "no hexadecimal"):
        with pytest.raises(LinkClosed):
            link.connect(msgspec.structs.replace(address, authkey=wrong))
    assert not accepted.done()

    link.connect(address).close()
    close(accepted.result(30))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has pipes")
@pytest.mark.parametrize(
    "greeting", [b"", b"\0\0\0\x08mumbling", b"\xff" * 8, b"GET / HTTP/1.1\r\n\r\n"]
)
def test_a_stranger_keeps_nobody_else_out(
    listener: EngineListener, data_dir: Path, pool: ThreadPoolExecutor, greeting: bytes
) -> None:
    accepted = pool.submit(listener.accept)
    address = address_in(data_dir)
    with socket.socket(socket.AF_UNIX) as stranger:
        stranger.connect(address.address)
        stranger.sendall(greeting)

        link.connect(address).close()

    close(accepted.result(30))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has pipes")
def test_an_engine_that_stands_still_is_given_up(data_dir: Path) -> None:
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(str(data_dir / "silent"))
        silent.listen(0)
        address = link.EngineAddress(1, PROTOCOL, str(data_dir / "silent"), "00" * 32)

        for _ in range(4):  # the kernel holds a few connections for a process that does nothing
            with pytest.raises(LinkClosed):
                link.connect(address, timeout_s=0.05)


def test_an_engine_that_is_gone_is_not_reached(data_dir: Path) -> None:
    listener = EngineListener(data_dir, PROTOCOL)
    address = address_in(data_dir)
    listener.close()

    with pytest.raises(LinkClosed):
        link.connect(address)


def test_closing_wakes_who_waits_for_a_client(data_dir: Path, pool: ThreadPoolExecutor) -> None:
    listener = EngineListener(data_dir, PROTOCOL)
    accepted = started(pool, listener.accept)
    listener.close()

    assert accepted.result(30) is None


def test_nothing_is_ever_unpickled(ends: tuple[Link, Link]) -> None:
    engine, window = ends
    window._connection.send({"type": "Stop"})  # pickles

    with pytest.raises(wire.WireError):
        engine.receive_command(10)


def test_messages_are_json_on_the_wire(ends: tuple[Link, Link]) -> None:
    engine, window = ends
    engine.send(Alive())

    assert json.loads(window._connection.recv_bytes()) == {"type": "Alive"}


def started(pool: ThreadPoolExecutor, act: Callable[[], Result]) -> Future[Result]:
    """Run `act` on another thread; returns when that thread runs."""
    runs = threading.Event()

    def run() -> Result:
        runs.set()
        return act()

    future = pool.submit(run)
    assert runs.wait(30)
    return future


def _send_raw(end: Link, raw: bytes) -> None:
    with contextlib.suppress(OSError):  # the reader hangs up in the middle
        end._connection.send_bytes(raw)


def close(end: Link | None) -> None:
    assert end is not None
    end.close()
