from collections.abc import Sequence

from pytestqt.qtbot import QtBot

from cloud.errors import ErrorCode, PracticeUnreachable
from desktop.bridges.practice import PracticeChannel, PracticeReading, PracticeState
from tests.fakes.desk import Desk
from tests.fakes.practice import CHANNEL, LIVE_READING, FakePractice, channel_of


class LostOnce(FakePractice):
    """Ended once since it was started."""

    def __init__(self) -> None:
        super().__init__()
        self.is_lost = True

    def read(self, destinations: Sequence[str]) -> dict[str, PracticeReading]:
        if self.is_lost:
            self.is_lost = False
            raise PracticeUnreachable("it has left no address")
        return super().read(destinations)


class Broken(FakePractice):
    """Fails in a way that has no name."""

    def ensure_running(self, destinations: Sequence[str]) -> dict[str, PracticeChannel]:
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
    desk.hears(desk.practice._ask)

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


def test_each_destination_that_practises_has_a_channel_and_a_reading_of_its_own(
    desk: Desk,
) -> None:
    desk.is_ready()
    assert desk.practice_cloud.starts == 1

    desk.hears(lambda: desk.practice.want(["to-2", "main"]))
    desk.hears(desk.practice._ask)

    view = desk.practice.view
    assert view.channels == {"to-2": channel_of("to-2"), "main": CHANNEL}
    assert view.channel == channel_of("to-2")
    assert set(view.readings) == {"to-2", "main"}
    assert not view.reading_of("to-9").is_live


def test_known_channels_change_their_order_without_being_asked_for(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.practice.want(["main", "to-2"])
    desk.is_ready()

    with qtbot.waitSignal(desk.practice.changed, timeout=1000):
        desk.practice.want(["to-2", "main"])

    assert desk.practice.view.channel == channel_of("to-2")
    assert desk.practice_cloud.starts == 1


def test_a_channel_wanted_while_it_starts_is_opened_next(desk: Desk) -> None:
    desk.hears(desk.engine.attaches)
    desk.practice.use(desk.practice_cloud)

    desk.practice.want(["main", "to-2"])
    desk.mailbox.drain_all()
    desk.mailbox.drain_all()

    assert list(desk.practice.view.channels) == ["main", "to-2"]
