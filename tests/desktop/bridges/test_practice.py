from pytestqt.qtbot import QtBot

from cloud.errors import ErrorCode, PracticeUnreachable
from desktop.bridges.practice import PracticeChannel, PracticeReading, PracticeState
from tests.fakes.desk import Desk
from tests.fakes.practice import CHANNEL, LIVE_READING, FakePractice


class LostOnce(FakePractice):
    """Ended once since it was started."""

    def __init__(self) -> None:
        super().__init__()
        self.is_lost = True

    def read(self) -> PracticeReading:
        if self.is_lost:
            self.is_lost = False
            raise PracticeUnreachable("it has left no address")
        return self.reading


class Broken(FakePractice):
    """Fails in a way that has no name."""

    def ensure_running(self) -> PracticeChannel:
        raise RuntimeError("who knows")


def test_it_is_ready_once_it_runs(desk: Desk) -> None:
    assert desk.practice.view.channel is None

    desk.hears(lambda: desk.practice.use(desk.practice_cloud))

    assert desk.practice.view.state is PracticeState.READY
    assert desk.practice.view.channel == CHANNEL


def test_what_it_measures_is_shown(desk: Desk, qtbot: QtBot) -> None:
    desk.hears(lambda: desk.practice.use(desk.practice_cloud))
    desk.practice_cloud.reading = LIVE_READING

    with qtbot.waitSignal(desk.practice.changed, timeout=4000):
        pass

    assert desk.practice.view.reading == LIVE_READING


def test_asking_the_same_again_repaints_nothing(desk: Desk, qtbot: QtBot) -> None:
    desk.hears(lambda: desk.practice.use(desk.practice_cloud))

    with qtbot.assertNotEmitted(desk.practice.changed):
        desk.hears(desk.practice._ask)


def test_a_failed_start_says_why_and_can_be_repeated(desk: Desk) -> None:
    desk.practice_cloud.fails = True
    desk.hears(lambda: desk.practice.use(desk.practice_cloud))

    failed = desk.practice.view
    assert failed.state is PracticeState.FAILED
    assert failed.problem is not None
    assert failed.problem.code is ErrorCode.PRACTICE_NOT_STARTED

    desk.practice_cloud.fails = False
    desk.hears(desk.practice.start)
    assert desk.practice.view.state is PracticeState.READY


def test_a_failure_without_a_name_is_said_to_be_one(desk: Desk) -> None:
    desk.hears(lambda: desk.practice.use(Broken()))

    assert desk.practice.view.state is PracticeState.FAILED
    assert desk.practice.view.problem is None
    assert desk.practice.view.is_unexpected


def test_one_that_ended_meanwhile_is_started_again(desk: Desk) -> None:
    cloud = LostOnce()
    desk.hears(lambda: desk.practice.use(cloud))

    desk.hears(desk.practice._ask)
    desk.mailbox.drain_all()

    assert cloud.starts == 2
    assert desk.practice.view.state is PracticeState.READY
