from collections.abc import Callable
from pathlib import Path

import pytest

from chatclient.messages import Arrived, Began
from chatclient.wire.envelopes import MessageBody
from desktop.store.chatfindings import Card, ChatPlace, SearchResult
from desktop.store.chathistory import ChatHistory
from tests.fakes.chat import entry_of

HERE = ChatPlace("studio", "e1")


@pytest.fixture
def file(home: Path) -> Path:
    return home / "chat.sqlite3"


def said(*texts: str, first: int = 1) -> Arrived:
    return Arrived(tuple(entry_of(seq, MessageBody(text)) for seq, text in enumerate(texts, first)))


def test_each_order_of_a_room_has_its_own_lines(file: Path) -> None:
    history = ChatHistory(file)
    hear = history.listener("studio")

    for event in (Began("e1"), said("one", "two"), Began("e2"), said("uno")):
        hear(event)
    history.close()

    assert len(history.older(HERE, 99)) == 2
    assert len(history.older(ChatPlace("studio", "e2"), 99)) == 1


def test_what_was_just_heard_is_found(file: Path) -> None:
    history = ChatHistory(file)
    hear = history.listener("studio")
    hear(Began("e1"))
    hear(said("猫"))
    history.flush(5)

    result = history.search(HERE, "猫")

    history.close()
    assert len(result.hits) == 1


def test_up_to_where_was_read_is_known_after_a_restart(file: Path) -> None:
    before = ChatHistory(file)
    before.mark_read(HERE, 7)
    before.close()

    after = ChatHistory(file)

    assert after.last_read(HERE) == 7
    after.close()


def test_without_a_record_there_is_nothing(file: Path) -> None:
    for history in (ChatHistory(None), ChatHistory(file)):
        assert history.search(HERE, "x") == SearchResult("x")
        assert history.card(HERE, "aki") == Card()
        assert history.older(HERE, 9) == ()
        assert history.excitement(HERE) == ()
        assert history.last_read(HERE) == 0
        assert history.each_line(HERE, lambda lines: len(list(lines)), -1) == -1
        history.close()
    assert not file.exists()


def test_without_a_file_nothing_is_kept() -> None:
    history = ChatHistory(None)

    history.listener("studio")(said("one"))
    history.mark_read(HERE, 1)
    history.close()

    assert history.last_read(HERE) == 0


def test_a_record_that_can_not_be_read_says_so_in_the_log(
    file: Path, expected_log: Callable[[str, str], None]
) -> None:
    expected_log("WARNING", "can't be read")
    file.write_bytes(b"no database" * 100)

    assert ChatHistory(file).search(HERE, "x") == SearchResult("x")


def test_a_record_that_is_just_being_made_holds_nothing_yet(file: Path) -> None:
    file.touch()
    history = ChatHistory(file)

    assert history.last_read(HERE) == 0
    history.close()
