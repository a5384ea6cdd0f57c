import threading
import time

import numpy as np
import pytest

from encoder.alerts import Alert, AlertKind
from encoder.engine.sources import source_kinds
from encoder.engine.sources.alerts import KIND, AlertOptions, AlertPictures, open_alerts
from encoder.engine.sources.base import Alerted
from encoder.settings import Canvas

DONATION = Alert("1", AlertKind.DONATION, "Aki", "Nice", "$5.00")


def opacity(shown: AlertPictures) -> int:
    frame = shown.picture(0.0)
    assert frame is not None
    return int(np.asarray(frame.to_ndarray())[..., 3].max())


def wait_until_seen(shown: AlertPictures, is_seen: bool = True) -> None:
    waiting, deadline = threading.Event(), time.monotonic() + 30
    while (opacity(shown) > 0) != is_seen:
        assert time.monotonic() < deadline, "it never was"
        waiting.wait(0.005)


@pytest.fixture
def shown() -> AlertPictures:
    return open_alerts(AlertOptions(seconds=2), Canvas(640, 360), lambda: 0.0)


def test_it_is_one_of_the_kinds_that_are_offered() -> None:
    assert KIND in source_kinds()
    assert KIND.title == "Chat on screen"


def test_it_is_clear_until_something_happens_and_again_afterwards(shown: AlertPictures) -> None:
    assert isinstance(shown, Alerted)
    assert opacity(shown) == 0
    shown.alert(DONATION)
    wait_until_seen(shown)
    wait_until_seen(shown, is_seen=False)
    shown.close()


def test_an_effect_is_drawn_small_and_cards_are_drawn_whole(shown: AlertPictures) -> None:
    shown.alert(Alert("2", AlertKind.EFFECT, symbol="confetti"))
    wait_until_seen(shown)
    frame = shown.picture(0.0)
    shown.close()

    assert frame is not None
    assert (frame.width, frame.height) == (320, 180)


def test_what_is_not_wanted_is_not_shown(shown: AlertPictures) -> None:
    quiet = open_alerts(AlertOptions(stamps=False, effects=False), Canvas(640, 360), lambda: 0.0)
    quiet.alert(Alert("2", AlertKind.STAMP, "Ren", symbol="clap"))
    quiet.alert(Alert("3", AlertKind.MESSAGE, "Ren", "chosen by hand"))
    wait_until_seen(quiet)
    quiet.close()
    shown.close()


def test_a_flood_from_many_threads_is_taken_without_waiting(shown: AlertPictures) -> None:
    def flood(first: int) -> None:
        for number in range(500):
            shown.alert(Alert(f"{first}/{number}", AlertKind.STAMP, "Ren", symbol="fire"))

    threads = [threading.Thread(target=flood, args=(each,)) for each in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    wait_until_seen(shown)
    shown.close()
