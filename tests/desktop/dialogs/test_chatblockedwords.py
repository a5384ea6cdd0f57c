from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from chatclient.wire.requests import Settings
from desktop.dialogs.chatblockedwords import BlockedWords


def test_words_are_added_and_removed(stage: QWidget) -> None:
    words = BlockedWords(stage)
    words.show()
    asked: list[Settings] = []
    words.asked.connect(asked.append)
    words.show_words(("spam", "かさ"))
    words.line.setText(" egg ")
    QTest.keyClick(words.line, Qt.Key.Key_Return)
    assert asked == [Settings(words=("spam", "かさ", "egg"))]
    assert words.list.count() == 2  # the room says when it is so

    words.list.item(0).setSelected(True)
    words.remove.click()
    assert asked[-1] == Settings(words=("かさ",))


def test_a_word_that_is_the_same_folded_is_not_added(stage: QWidget) -> None:
    words = BlockedWords(stage)
    words.show_words(("spam",))
    words.line.setText("ＳＰＡＭ")

    assert not words.add.isEnabled()
