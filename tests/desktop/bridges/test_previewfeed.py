import pytest
from pytestqt.qtbot import QtBot

from desktop.bridges.previewfeed import PreviewFeed
from encoder.messages import PreviewReady
from tests.fakes.engine import FakePictures


class BrokenPictures(FakePictures):
    def read(self, event: PreviewReady) -> bytes:
        raise ValueError("no such slot")


def test_a_picture_is_handed_on_and_its_slot_given_back(qtbot: QtBot) -> None:
    feed = PreviewFeed()
    feed.open(FakePictures())

    told: list[tuple[object, ...]] = []
    feed.released.connect(lambda slot: told.append((slot,)))
    feed.picture_arrived.connect(lambda *picture: told.append(picture))

    feed.show(PreviewReady(1, 4, 2))

    assert told == [(1,), (b"\x80" * 32, 4, 2)]


def test_while_nobody_looks_nothing_is_read_but_slots_are_given_back(qtbot: QtBot) -> None:
    pictures = FakePictures()
    feed = PreviewFeed()
    feed.open(pictures)
    feed.is_watched = False

    with qtbot.waitSignal(feed.released), qtbot.assertNotEmitted(feed.picture_arrived):
        feed.show(PreviewReady(1, 4, 2))

    assert pictures.reads == []


def test_a_slot_that_can_not_be_read_is_given_back_all_the_same(qtbot: QtBot) -> None:
    feed = PreviewFeed()
    feed.open(BrokenPictures())

    with qtbot.waitSignal(feed.released), pytest.raises(ValueError, match="slot"):
        feed.show(PreviewReady(9, 4, 2))


def test_closing_removes_the_memory(qtbot: QtBot) -> None:
    pictures = FakePictures()
    feed = PreviewFeed()
    feed.open(pictures)

    feed.close()
    feed.close()

    assert pictures.is_closed
