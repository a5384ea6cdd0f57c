"""The window's side of the chat against the practice cloud's server, both real."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from chatclient.filters import said_in
from chatclient.messages import OwnState
from chatclient.wire.envelopes import LiveState
from chatclient.wire.requests import ClosePoll, Delete, Live, OpenPoll, Vote
from tests.endtoend.chatside import Side

PATIENCE_MS = 30_000


@pytest.fixture
def side(qapp: QApplication, home: Path) -> Iterator[Side]:
    made = Side(home)
    yield made
    made.close()


def test_a_host_talks_moderates_and_searches_in_practice(side: Side, qtbot: QtBot) -> None:
    chat = side.chat
    qtbot.waitUntil(lambda: chat.situation.may("delete"), timeout=PATIENCE_MS)

    own_id = chat.say("猫がいる @host")
    qtbot.waitUntil(lambda: bool(side.entries), timeout=PATIENCE_MS)
    qtbot.waitUntil(
        lambda: (own_id, OwnState.ACCEPTED) in [(own.id, own.state) for own in side.own],
        timeout=PATIENCE_MS,
    )
    chat.search("猫", side.found.append)
    qtbot.waitUntil(lambda: bool(side.found), timeout=PATIENCE_MS)
    seq = side.entries[-1].seq
    request = chat.ask(Delete(seq))
    qtbot.waitUntil(lambda: request in side.answers and seq in side.removed, timeout=PATIENCE_MS)

    assert [hit.entry.seq for hit in side.found[0].hits] == [seq]
    assert side.answers[request].ok
    assert chat.situation.me is not None
    assert side.said.losses == 0


def test_a_poll_is_asked_answered_and_counted(side: Side, qtbot: QtBot) -> None:
    chat = side.chat
    qtbot.waitUntil(lambda: chat.situation.may("event"), timeout=PATIENCE_MS)

    chat.ask(OpenPoll("Which?", ("This", "That")))
    qtbot.waitUntil(lambda: chat.situation.room.poll is not None, timeout=PATIENCE_MS)
    poll = chat.situation.room.poll
    assert poll is not None
    vote = chat.ask(Vote(poll.id, 1))
    qtbot.waitUntil(lambda: vote in side.answers, timeout=PATIENCE_MS)
    chat.ask(ClosePoll(poll.id))
    qtbot.waitUntil(lambda: result_of(side) == (0, 1), timeout=PATIENCE_MS)

    assert side.answers[vote].ok


def result_of(side: Side) -> tuple[int, ...] | None:
    """Return how the poll came out; None while it is open."""
    poll = side.chat.situation.room.poll
    return None if poll is None or poll.is_open else poll.votes


def test_the_title_of_the_stream_is_told_to_everybody(side: Side, qtbot: QtBot) -> None:
    chat = side.chat
    qtbot.waitUntil(lambda: chat.situation.may("live"), timeout=PATIENCE_MS)

    chat.ask(Live(LiveState.START, "Friday"))

    def title() -> str:
        live = chat.situation.room.live
        return "" if live is None else live.title

    qtbot.waitUntil(lambda: title() == "Friday", timeout=PATIENCE_MS)


def test_what_is_said_while_practice_is_started_again_is_said_once(
    side: Side, qtbot: QtBot
) -> None:
    chat = side.chat
    qtbot.waitUntil(lambda: chat.situation.may("delete"), timeout=PATIENCE_MS)
    chat.say("before")
    qtbot.waitUntil(lambda: len(side.entries) == 1, timeout=PATIENCE_MS)

    side.cloud.stop()
    chat.say("meanwhile")
    qtbot.waitUntil(lambda: len(side.entries) == 2, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: chat.situation.may("delete"), timeout=PATIENCE_MS)

    assert [said_in(entry) for entry in side.entries] == ["before", "meanwhile"]
    assert [own.state for own in side.own].count(OwnState.ACCEPTED) == 2
