import socket
from itertools import cycle, islice
from random import Random

import psutil
import pytest

from cloud.practice.client import PracticeClient
from cloud.practice.ingest import MAX_CONNECTIONS, listen
from cloud.practice.messages import ChannelInfo, StreamState
from encoder.rtmp import TagType, parse_endpoint
from tests.cloud.practice.clips import Message, frames
from tests.cloud.practice.publishers import Publisher, wait_until

MEBIBYTE = 1024 * 1024


def connected(channel: ChannelInfo) -> socket.socket:
    endpoint = parse_endpoint(channel.rtmp_url, channel.key)
    return socket.create_connection((endpoint.host, endpoint.port), 5)


def swallowed(connection: socket.socket, pieces: list[bytes], megabytes: int) -> None:
    """Send until so much is sent or the server has had enough."""
    try:
        for piece in islice(cycle(pieces), megabytes * MEBIBYTE // len(pieces[0])):
            connection.sendall(piece)
    except OSError:
        pass
    finally:
        connection.close()


def test_a_hundred_megabytes_of_hostile_bytes_leave_no_trace(
    practice: PracticeClient, channel: ChannelInfo
) -> None:
    process = psutil.Process(practice.ensure_running().pid)
    with Publisher(channel).begin() as publisher:  # everything is loaded now
        publisher.send_seconds(4)
        publisher.end()
    before = process.memory_info().rss
    noise = Random(1).randbytes(MEBIBYTE)
    handshake = b"\x03" + bytes(3072)
    for turn in range(10):
        with connected(channel) as connection:
            swallowed(connection, [noise], 3)
        with connected(channel) as connection:
            connection.sendall(handshake)
            # Every chunk opens a message of 8 MB and never ends it; or it is noise again.
            opening = b"".join(
                bytes((stream, 0, 0, 0, 0x7F, 0xFF, 0xFF, 9, 1, 0, 0, 0)) + bytes(128)
                for stream in range(3, 63)
            )
            swallowed(connection, [opening if turn % 2 else noise], 4)
    with Publisher(channel).begin() as publisher:
        swallowed(publisher.socket, [noise], 30)
    wait_until(lambda: practice.status().channel().state is StreamState.OFFLINE)

    assert process.memory_info().rss - before < 25 * MEBIBYTE
    with Publisher(channel).begin():
        pass


def test_a_picture_that_never_ends_is_bounded(
    practice: PracticeClient, channel: ChannelInfo
) -> None:
    process = psutil.Process(practice.ensure_running().pid)
    before = process.memory_info().rss
    keyframe, frame = [m for m in frames(1) if m.kind is TagType.VIDEO][:2]
    flood = Message(TagType.VIDEO, 0, frame.body[:5] + bytes(MEBIBYTE))
    with Publisher(channel).begin() as publisher:
        publisher.send([keyframe])
        publisher.send(flood.later(index) for index in range(100))
        wait_until(lambda: practice.status().channel().measurements.video_frames == 101)
    # At most: the segment under way, those that wait for the disk, and the one being written.
    assert process.memory_info().rss - before < 100 * MEBIBYTE


def test_connections_beyond_the_limit_are_closed_at_once(channel: ChannelInfo) -> None:
    crowd = [connected(channel) for _ in range(MAX_CONNECTIONS)]
    with connected(channel) as one_more:
        assert one_more.recv(1) == b""
    for connection in crowd:
        connection.close()


def test_it_listens_on_the_loopback_address_only() -> None:
    with listen(0, receive_buffer=65_536) as listener:
        assert listener.getsockname()[0] == "127.0.0.1"
        with pytest.raises(OSError, match="in use"):
            listen(listener.getsockname()[1])
