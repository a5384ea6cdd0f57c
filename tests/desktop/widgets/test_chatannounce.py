import pytest
from pytestqt.qtbot import QtBot

from desktop.widgets.chatannounce import Announcer

LONG_MS = 60_000


@pytest.fixture
def said(qtbot: QtBot) -> list[str]:
    return []


def test_the_first_message_is_said_at_once(said: list[str]) -> None:
    Announcer(said.append, str).hear(1, "aki: hello")

    assert said == ["aki: hello"]


def test_what_follows_is_summed_up(said: list[str], qtbot: QtBot) -> None:
    announcer = Announcer(said.append, str, every_ms=LONG_MS)
    announcer.hear(1, "a")
    announcer.hear(3, "b")
    announcer.hear(2, "c")
    assert said == ["a"]

    announcer._timer.timeout.emit()
    assert said == ["a", "5 new messages, newest: c"]


def test_only_what_is_said_is_put_into_words(qtbot: QtBot) -> None:
    described: list[object] = []

    def describe(item: object) -> str:
        described.append(item)
        return str(item)

    announcer = Announcer(lambda words: None, describe, every_ms=LONG_MS)
    for number in range(1000):
        announcer.hear(1, number)
    announcer._timer.timeout.emit()

    assert described == [0, 999]


def test_silence_is_kept_when_nothing_came(said: list[str]) -> None:
    announcer = Announcer(said.append, str, every_ms=LONG_MS)
    announcer.hear(1, "a")
    announcer.hear(1, "b")
    announcer.forget()

    announcer._timer.timeout.emit()
    assert said == ["a"]
