from collections.abc import Iterator

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.panels.cloud.slices import Slices


def steps(taken: list[int]) -> Iterator[None]:
    for number in range(3):
        taken.append(number)
        yield


def test_one_step_is_taken_in_each_turn(qtbot: QtBot) -> None:
    taken: list[int] = []
    parent = QObject()
    slices = Slices(steps(taken), parent)
    assert taken == []

    qtbot.waitUntil(lambda: slices.are_done)

    assert taken == [0, 1, 2]


def test_what_is_left_can_be_done_at_once(qtbot: QtBot) -> None:
    taken: list[int] = []
    parent = QObject()
    slices = Slices(steps(taken), parent)

    slices.finish()
    slices.finish()

    assert taken == [0, 1, 2]
    assert slices.are_done
