import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cloud.errors import CallDenied
from cloud.settings import Account, Mode
from desktop.dialogs.cloudclosing import PaidChoice
from desktop.shell.paidwatch import PaidWatch
from tests.fakes import cloudstory
from tests.fakes.cloud import FakeSide
from tests.fakes.desk import Desk


@pytest.fixture
def side(desk: Desk) -> FakeSide:
    """A LIVE account in which a channel runs."""
    desk.is_in_cloud()
    desk.hears(lambda: desk.cloud.choose_account(Account(Mode.LIVE, "studio")))
    found = desk.cloud_door.side
    found.running = (cloudstory.running(),)
    desk.hears(desk.cloud.account.look)
    return found


def test_where_nothing_is_paid_nobody_is_asked(desk: Desk, stage: QWidget, qtbot: QtBot) -> None:
    watch = PaidWatch(desk.cloud, stage)

    with qtbot.waitSignal(watch.may_close):
        watch.ask()

    assert watch.dialog is None


def test_what_costs_money_is_named_and_stopped_first(
    desk: Desk, side: FakeSide, stage: QWidget, qtbot: QtBot
) -> None:
    watch = PaidWatch(desk.cloud, stage)
    watch.ask()
    assert watch.dialog is not None
    assert "MediaLive running" in watch.dialog._words.text()

    with qtbot.waitSignal(watch.may_close):
        desk.hears(watch.dialog.buttons[PaidChoice.STOP].click)

    assert side.calls("stop") == [cloudstory.MEDIALIVE]
    assert watch.dialog is None


def test_what_can_not_be_stopped_keeps_the_window_open(
    desk: Desk, side: FakeSide, stage: QWidget, qtbot: QtBot
) -> None:
    watch = PaidWatch(desk.cloud, stage)
    watch.ask()
    assert watch.dialog is not None
    side.error = CallDenied("medialive:StopChannel")

    with qtbot.assertNotEmitted(watch.may_close):
        desk.hears(watch.dialog.buttons[PaidChoice.STOP].click)

    assert "medialive:StopChannel" in watch.dialog._words.text()
    assert watch.dialog.buttons[PaidChoice.LEAVE].isEnabled()


def test_it_may_be_left_running(desk: Desk, side: FakeSide, stage: QWidget, qtbot: QtBot) -> None:
    watch = PaidWatch(desk.cloud, stage)
    watch.ask()
    assert watch.dialog is not None

    with qtbot.waitSignal(watch.may_close):
        watch.dialog.buttons[PaidChoice.LEAVE].click()

    assert side.calls("stop") == []


def test_cancelling_stays(desk: Desk, side: FakeSide, stage: QWidget, qtbot: QtBot) -> None:
    watch = PaidWatch(desk.cloud, stage)
    watch.ask()
    assert watch.dialog is not None

    with qtbot.assertNotEmitted(watch.may_close):
        watch.dialog.buttons[PaidChoice.CANCEL].click()

    assert watch.dialog is None
