from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.bridges.chatread import ReadMark
from desktop.bridges.mailbox import Mailbox
from desktop.store.chatfindings import ChatPlace
from desktop.store.chathistory import ChatHistory
from tests.fakes.desk import ImmediateTasks

HERE, THERE = ChatPlace("studio", "e1"), ChatPlace("studio", "e2")


class Kept(ChatHistory):
    """A record that notes what it is to remember."""

    def __init__(self) -> None:
        super().__init__(None)
        self.marks: list[tuple[ChatPlace, int]] = []
        self.known = {HERE: 7}

    def mark_read(self, place: ChatPlace, seq: int) -> None:
        self.marks.append((place, seq))

    def last_read(self, place: ChatPlace) -> int:
        return self.known.get(place, 0)


@pytest.fixture
def mailbox(qapp: QApplication) -> Mailbox:
    return Mailbox()


@pytest.fixture
def record() -> Kept:
    return Kept()


@pytest.fixture
def told() -> list[int]:
    return []


@pytest.fixture
def mark(record: Kept, mailbox: Mailbox, told: list[int]) -> Iterator[ReadMark]:
    tasks = ImmediateTasks(mailbox)
    yield ReadMark(record, tasks, told.append, keep_after_ms=20)
    tasks.close()


def test_up_to_where_was_read_before_is_told(
    mark: ReadMark, mailbox: Mailbox, told: list[int]
) -> None:
    mark.begin(HERE)
    mailbox.drain_all()

    assert told == [7]
    assert mark.last_read == 7


def test_reading_on_is_remembered_now_and_then(
    mark: ReadMark, mailbox: Mailbox, record: Kept, qtbot: QtBot
) -> None:
    mark.begin(HERE)
    mailbox.drain_all()

    for seq in (8, 10, 9):
        mark.mark(HERE, seq)
    assert mark.last_read == 10
    assert record.marks == []

    qtbot.waitUntil(lambda: bool(record.marks), timeout=10_000)
    assert record.marks == [(HERE, 10)]


def test_leaving_remembers_at_once_and_only_what_is_new(
    mark: ReadMark, mailbox: Mailbox, record: Kept
) -> None:
    mark.begin(HERE)
    mailbox.drain_all()
    mark.mark(HERE, 9)

    mark.begin(THERE)
    mark.begin(ChatPlace(""))

    assert record.marks == [(HERE, 9)]
    assert mark.last_read == 0


def test_what_is_known_of_a_room_that_was_left_counts_no_more(
    mark: ReadMark, mailbox: Mailbox, told: list[int]
) -> None:
    mark.begin(HERE)
    mark.begin(THERE)
    mailbox.drain_all()

    mark.mark(HERE, 50)

    assert told == [0]
    assert mark.last_read == 0
