import queue
import threading

import pytest

from encoder.alerts import Alert, AlertKind
from encoder.engine.sharedsources import SharedSources
from encoder.engine.sources.base import Alerted, Source
from encoder.errors import SourceError
from encoder.settings import Canvas, SourceSpec
from tests.fakes.sources import GONE_FOR_GOOD, LOST, FakeAlerts, FakeOpener

CANVAS = Canvas(160, 90)
CAMERA = SourceSpec("fake", {"level": 50})
OTHER = SourceSpec("fake", {"level": 60})
FILM = SourceSpec("film")
HELLO = Alert("1", AlertKind.MESSAGE, "Aki", "hello")


@pytest.fixture
def opener() -> FakeOpener:
    return FakeOpener()


@pytest.fixture
def shared(opener: FakeOpener) -> SharedSources:
    return SharedSources(opener, lambda kind: kind == "fake")


def now() -> float:
    return 0.0


def test_two_users_look_at_one_camera_and_the_last_one_closes_it(
    shared: SharedSources, opener: FakeOpener
) -> None:
    one, other = shared(CAMERA, CANVAS, now), shared(CAMERA, CANVAS, now)
    assert opener.tries == 1
    assert one.picture(0.0) is other.picture(0.0) is opener.opened[0].frame
    assert one.sound(0, 1024) is None

    one.close()
    assert not opener.opened[0].is_closed.is_set()
    assert other.picture(0.0) is opener.opened[0].frame
    other.close()
    assert opener.opened[0].is_closed.is_set()


def test_a_closed_one_is_opened_anew(shared: SharedSources, opener: FakeOpener) -> None:
    shared(CAMERA, CANVAS, now).close()
    again = shared(CAMERA, CANVAS, now)
    again.close()

    assert opener.tries == 2


@pytest.mark.parametrize("pair", [(CAMERA, OTHER), (FILM, FILM)])
def test_other_options_and_kinds_with_sound_are_not_shared(
    shared: SharedSources, opener: FakeOpener, pair: tuple[SourceSpec, SourceSpec]
) -> None:
    for source in [shared(spec, CANVAS, now) for spec in pair]:
        source.close()

    assert opener.tries == 2


def test_one_that_is_lost_is_not_given_to_who_opens_it_again(
    shared: SharedSources, opener: FakeOpener
) -> None:
    one, other = shared(CAMERA, CANVAS, now), shared(CAMERA, CANVAS, now)
    opener.opened[0].fail_with = LOST
    with pytest.raises(SourceError):
        one.picture(0.0)
    one.close()
    again = shared(CAMERA, CANVAS, now)
    assert again.picture(0.0) is opener.opened[1].frame
    with pytest.raises(SourceError):
        other.picture(0.0)
    other.close()

    assert opener.opened[0].is_closed.is_set()
    assert not opener.opened[1].is_closed.is_set()
    again.close()


def test_one_that_does_not_open_is_tried_by_the_next(
    shared: SharedSources, opener: FakeOpener
) -> None:
    opener.refuse = lambda spec: GONE_FOR_GOOD if opener.tries == 1 else None
    with pytest.raises(SourceError):
        shared(CAMERA, CANVAS, now)
    shared(CAMERA, CANVAS, now).close()

    assert opener.tries == 2


def test_who_comes_while_it_is_being_opened_waits_for_it(
    shared: SharedSources, opener: FakeOpener
) -> None:
    opener.gate.clear()
    got: queue.SimpleQueue[Source] = queue.SimpleQueue()
    threads = [
        threading.Thread(target=lambda: got.put(shared(CAMERA, CANVAS, now))) for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    opener.gate.set()
    for thread in threads:
        thread.join(30)
    for _ in threads:
        got.get(timeout=30).close()

    assert opener.tries == 1
    assert opener.opened[0].is_closed.is_set()


def test_a_shared_one_is_told_what_happens_in_the_chat() -> None:
    opener = FakeOpener()
    shared = SharedSources(opener, lambda kind: True)
    chat, camera = (shared(SourceSpec(kind), CANVAS, now) for kind in ("alerts", "fake"))
    for share in (chat, camera):
        assert isinstance(share, Alerted)
        share.alert(HELLO)
        share.close()

    heard = [each.heard for each in opener.opened if isinstance(each, FakeAlerts)]
    assert heard == [[HELLO]]
