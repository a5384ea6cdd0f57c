from encoder.engine.holdback import Holdback
from tests.fakes.sources import grey

FRAMES = [grey(level) for level in range(20, 120, 10)]


def test_without_a_delay_pictures_pass() -> None:
    holdback = Holdback()

    assert [holdback.pass_on(frame, 0) for frame in FRAMES] == FRAMES


def test_pictures_come_later_by_the_delay() -> None:
    holdback = Holdback()
    passed = [holdback.pass_on(frame, 3) for frame in FRAMES]

    assert passed[3:] == FRAMES[:-3]
    assert passed[:3] == FRAMES[:1] * 3


def test_a_shorter_delay_lets_waiting_pictures_go() -> None:
    holdback = Holdback()
    for frame in FRAMES[:5]:
        holdback.pass_on(frame, 4)

    assert holdback.pass_on(FRAMES[5], 1) is FRAMES[4]
    assert holdback.pass_on(FRAMES[6], 0) is FRAMES[6]
