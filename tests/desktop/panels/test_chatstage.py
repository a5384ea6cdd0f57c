from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.panels.chatstage import ChatStage


def test_words_lie_over_the_page_for_a_while(stage: QWidget, qtbot: QtBot) -> None:
    middle = ChatStage(stage, said_ms=30)
    page = QLabel("page", middle)
    middle.add_page(page)
    middle.resize(260, 300)
    middle.show()
    before = page.geometry()
    middle.say("Nobody called <b>bob</b> has written here.", True)

    assert middle.bubble.isVisible()
    assert middle.bubble.text() == "Nobody called <b>bob</b> has written here."
    assert page.geometry() == before
    qtbot.waitUntil(lambda: not middle.bubble.isVisible(), timeout=2000)


def test_nothing_to_say_takes_the_words_away(stage: QWidget) -> None:
    middle = ChatStage(stage)
    middle.show()
    middle.say("Done", False)
    middle.say("", False)

    assert not middle.bubble.isVisible()


def test_pages_take_turns(stage: QWidget) -> None:
    middle = ChatStage(stage)
    pages = [QLabel(name, middle) for name in ("one", "two")]
    for page in pages:
        middle.add_page(page)
    middle.show_page(pages[1])

    assert middle.currentWidget() is pages[1]
