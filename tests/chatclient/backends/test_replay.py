"""A finished chat follows the playback of its video."""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from chatclient.backends.base import Backend
from chatclient.backends.replay import PREROLL, ReplayBackend
from chatclient.client import Client
from chatclient.errors import ErrorCode
from chatclient.messages import Began, Entered, Phase
from chatclient.settings import ReplayChat, Token
from chatclient.wire.envelopes import Envelope, MessageBody, User, plain
from tests.chatclient.backends.contract import HASTY
from tests.chatclient.backends.peers import LIVE, NodePeer
from tests.chatclient.listener import Listener

Play = Callable[[Backend], tuple[Client, Listener]]


def said(seq: int, position_ms: int, reply_to: int = 0) -> Envelope:
    body = plain(MessageBody(f"{seq}", reply_to=reply_to))
    return Envelope(seq, "msg", seq, position_ms, user=User("aki", "Aki"), body=body)


def no_tokens() -> Token:
    raise AssertionError("a replay needs no token")


@pytest.fixture
def play() -> Iterator[Play]:
    clients = []

    def play(backend: Backend) -> tuple[Client, Listener]:
        listener = Listener()
        client = Client(backend, no_tokens, listener.tell, pace=HASTY)
        clients.append(client)
        client.start()
        return client, listener

    yield play
    for client in clients:
        client.close()


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    """Return a file with a message every second, number 3 said with more delay than number 4."""
    lines = [said(seq, seq * 1000) for seq in range(1, 101)]
    lines[2:4] = [said(3, 4500), said(4, 3500, reply_to=2)]
    path = tmp_path / "chat.jsonl"
    path.write_bytes(b"\n".join(map(msgspec.json.encode, lines)))
    return path


def test_each_message_comes_in_its_moment(play: Play, recording: Path) -> None:
    client, listener = play(ReplayBackend(ReplayChat(str(recording))))
    listener.until_phase(Phase.ONLINE)

    client.seek(1500)
    listener.until_lines("1")
    client.seek(2000)
    listener.until_lines("1", "2")
    client.seek(5000)
    listener.until_lines("1", "2", "4", "3", "5")

    body = listener.entry("4").body
    assert isinstance(body, MessageBody)
    assert listener.entry("2").seq == body.reply_to
    assert len(listener.of(Entered)) == 1


def test_a_step_back_begins_anew_with_what_was_said_before(play: Play, recording: Path) -> None:
    client, listener = play(ReplayBackend(ReplayChat(str(recording))))
    listener.until_phase(Phase.ONLINE)  # sought earlier, it would begin there
    client.seek(50_000)
    listener.until_lines(*(f"{seq}" for seq in range(51 - PREROLL, 51)))

    client.seek(2000)

    listener.until_lines("1", "2")
    assert len(listener.of(Began)) == 3  # at the start, for each position


def test_far_ahead_begins_anew_too(play: Play, recording: Path) -> None:
    client, listener = play(ReplayBackend(ReplayChat(str(recording))))
    client.seek(1000)
    listener.until_lines("1")

    client.seek(99_000)

    listener.until_lines(*(f"{seq}" for seq in range(100 - PREROLL, 100)))


def test_the_users_own_offset_is_added_to_each_message(play: Play, recording: Path) -> None:
    client, listener = play(ReplayBackend(ReplayChat(str(recording), offset_ms=1000)))

    client.seek(2500)

    listener.until_lines("1")


def test_what_is_no_recording_ends_it_with_a_sentence(play: Play, tmp_path: Path) -> None:
    _, listener = play(ReplayBackend(ReplayChat(str(tmp_path / "nothing.jsonl"))))

    problem = listener.until_phase(Phase.ENDED).problem

    assert problem is not None
    assert problem.code == ErrorCode.NO_REPLAY


@pytest.mark.parametrize("by_chunks", [False, True])
def test_a_server_is_read_by_position_and_by_chunks(
    play: Play, tmp_path: Path, by_chunks: bool
) -> None:
    peer = NodePeer(tmp_path, lambda url: ReplayBackend(ReplayChat(url, LIVE)))
    peer.append_segments(30)
    for text in ("one", "two", "bad"):
        peer.say(text)
    peer.delete("bad")
    peer.stop()  # which puts down what was said
    peer.start()
    address = ReplayChat(f"{peer.url}/chat/{LIVE}") if by_chunks else ReplayChat(peer.url, LIVE)
    client, listener = play(ReplayBackend(address))

    client.seek(50_000)

    listener.until_lines("one", "two")
    client.seek(0)
    listener.until_lines()
    client.close()
    peer.close()
