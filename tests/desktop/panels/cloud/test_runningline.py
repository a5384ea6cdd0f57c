from datetime import timedelta

import msgspec

from desktop.panels.cloud.runningline import RunningLine
from tests.desktop.panels.cloud.conftest import Shown
from tests.fakes import cloudstory
from tests.fakes.cloud import NOW
from tests.fakes.desk import Desk


def test_what_runs_is_said_with_what_it_has_cost(desk: Desk, show: Shown) -> None:
    line = RunningLine(desk.cloud, now=lambda: NOW)
    show(line)
    desk.cloud.board.put(running=(cloudstory.running(),), asked_at=NOW)

    assert line.words.text() == "Practice: MediaLive running 2 h 10 min, $6.74 so far"


def test_the_clock_goes_on_between_two_answers(desk: Desk, show: Shown) -> None:
    now = [NOW]
    line = RunningLine(desk.cloud, now=lambda: now[0])
    show(line)
    desk.cloud.board.put(running=(cloudstory.running(),), asked_at=NOW)

    now[0] += timedelta(hours=1)
    line.tick()

    assert "3 h 10 min, $9.85" in line.words.text()


def test_everything_is_stopped_by_one_press(desk: Desk, show: Shown) -> None:
    side = desk.is_in_cloud()
    line = RunningLine(desk.cloud)
    show(line)
    side.running = (cloudstory.running(),)
    desk.hears(desk.cloud.account.look)
    assert line.isVisible()

    desk.hears(line.stop_button.click)

    assert side.calls("stop") == [cloudstory.MEDIALIVE]
    assert not line.isVisible()


def test_what_only_a_teardown_ends_has_no_stop_button(desk: Desk, show: Shown) -> None:
    line = RunningLine(desk.cloud)
    show(line)

    standing = msgspec.structs.replace(cloudstory.running(), can_stop=False)
    desk.cloud.board.put(running=(standing,), asked_at=NOW)

    assert not line.stop_button.isVisible()
