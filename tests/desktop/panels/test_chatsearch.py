from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from chatclient.wire.envelopes import MessageBody
from desktop.chatting.rows import Presenter
from desktop.panels.chatrowwords import TranslatedRows
from desktop.panels.chatsearch import ChatSearch
from desktop.store.chatfindings import Hit, SearchResult
from tests.fakes.chat import entry_of

Found = Callable[[SearchResult], None]


@dataclass
class Record:
    """A record that answers when a test says so."""

    asked: list[tuple[str, Found]] = field(default_factory=list)

    def search(self, query: str, found: Found) -> None:
        self.asked.append((query, found))

    def answer(self, *seqs: int, at: int = -1, is_more: bool = False, is_here: bool = True) -> None:
        query, found = self.asked[at]
        hits = tuple(Hit(entry_of(seq, MessageBody(f"text {seq}")), is_here) for seq in seqs)
        found(SearchResult(query, hits, is_more))


@pytest.fixture
def record() -> Record:
    return Record()


@pytest.fixture
def search(stage: QWidget, record: Record) -> ChatSearch:
    presenter = Presenter(TranslatedRows())
    made = ChatSearch(record.search, presenter.row, stage, typing_ms=0)
    made.setGeometry(0, 0, 280, 80)
    made.open_search()
    return made


def test_what_is_typed_is_looked_for(search: ChatSearch, record: Record, qtbot: QtBot) -> None:
    QTest.keyClicks(search.line, "from:aki")
    qtbot.waitUntil(lambda: bool(record.asked) and record.asked[-1][0] == "from:aki", timeout=2000)
    record.answer(9, 4)

    assert [hit.entry.seq for hit in search.hits] == [4, 9]
    assert search.count.text() == "2 found"
    record.answer(is_more=False)
    assert search.count.text() == "Nothing found"
    record.answer(1, 2, is_more=True)
    assert search.count.text() == "The newest 2 of more"


def test_nothing_is_looked_for_while_a_word_is_being_composed(
    search: ChatSearch, record: Record, qtbot: QtBot
) -> None:
    QCoreApplication.sendEvent(search.line, QInputMethodEvent("ねこ", []))
    search.look()
    assert record.asked == []
    done = QInputMethodEvent("", [])
    done.setCommitString("猫")
    QCoreApplication.sendEvent(search.line, done)
    qtbot.waitUntil(lambda: [query for query, _ in record.asked] == ["猫"], timeout=2000)


def test_an_answer_that_comes_late_is_not_shown(search: ChatSearch, record: Record) -> None:
    for text in ("one", "two"):
        search.line.setText(text)
        search.look()
    record.answer(5, at=0)

    assert search.hits == ()


def test_a_line_is_shown_in_its_place(search: ChatSearch, record: Record) -> None:
    jumped: list[Hit] = []
    search.jump_asked.connect(jumped.append)
    search.line.setText("text")
    search.look()
    record.answer(9, 4)
    search.results.row_activated.emit(4)
    QTest.keyClick(search.line, Qt.Key.Key_Return)

    assert [hit.entry.seq for hit in jumped] == [4, 9]


def test_the_keyboard_goes_down_to_the_newest_line(search: ChatSearch, record: Record) -> None:
    jumped: list[Hit] = []
    search.jump_asked.connect(jumped.append)
    search.line.setText("text")
    search.look()
    search.results.resize(280, 200)
    search.results.show()
    record.answer(9, 4)
    QTest.keyClick(search.line, Qt.Key.Key_Down)
    QTest.keyClick(search.results, Qt.Key.Key_Return)

    assert [hit.entry.seq for hit in jumped] == [9]


def test_a_click_on_a_line_shows_it_in_its_place(search: ChatSearch, record: Record) -> None:
    jumped: list[Hit] = []
    search.jump_asked.connect(jumped.append)
    search.line.setText("text")
    search.look()
    search.results.resize(280, 200)
    search.results.show()
    record.answer(4)
    search.results.grab()
    viewport = search.results.viewport()
    places = (QPoint(250, y) for y in range(viewport.height()))
    place = next(each for each in places if search.results.row_at(QPointF(each)))
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)

    assert [hit.entry.seq for hit in jumped] == [4]


def test_a_line_of_an_order_that_is_gone_is_told_apart(search: ChatSearch, record: Record) -> None:
    jumped: list[Hit] = []
    search.jump_asked.connect(jumped.append)
    search.line.setText("text")
    search.look()
    record.answer(4, is_here=False)
    search.results.row_activated.emit(-1)

    assert [hit.is_here for hit in jumped] == [False]
    assert search.hit(-1) is jumped[0]


def test_escape_closes_and_keeps_what_was_looked_for(search: ChatSearch) -> None:
    closed: list[bool] = []
    looked: list[bool] = []
    search.closed.connect(lambda: closed.append(True))
    search.looked.connect(looked.append)
    search.line.setText("cat")
    search.look()
    QTest.keyClick(search.line, Qt.Key.Key_Escape)

    assert closed == [True]
    assert looked[-1] is False
    assert search.isHidden()
    assert search.line.text() == "cat"
