from cloud.errors import PracticeRefused
from cloud.practice.accountmessages import Mail, Scenario
from cloud.settings import Account, Mode
from tests.fakes.cloud import NOW
from tests.fakes.desk import Desk


def test_trouble_is_played_and_seen(desk: Desk) -> None:
    desk.is_in_cloud()

    desk.hears(lambda: desk.cloud.rehearsal.play(Scenario.STARVATION, True))
    assert desk.cloud.situation.scenarios == {Scenario.STARVATION}

    desk.hears(lambda: desk.cloud.rehearsal.play(Scenario.STARVATION, False))
    assert desk.cloud.situation.scenarios == frozenset()


def test_the_clock_is_put_forward(desk: Desk) -> None:
    side = desk.is_in_cloud()

    desk.hears(lambda: desk.cloud.rehearsal.advance(3600))

    assert side.calls("advance") == [3600]


def test_mails_are_read(desk: Desk) -> None:
    side = desk.is_in_cloud()
    side.the_mails = (Mail(NOW, "sato@example.com", "ALARM", "fell by half"),)

    desk.hears(desk.cloud.rehearsal.load_mails)

    assert desk.cloud.situation.mails == side.the_mails


def test_a_live_account_knows_no_rehearsal(desk: Desk) -> None:
    desk.is_in_cloud()
    desk.hears(lambda: desk.cloud.choose_account(Account(Mode.LIVE, "studio")))

    desk.hears(lambda: desk.cloud.rehearsal.play(Scenario.THROTTLED, True))
    desk.hears(desk.cloud.rehearsal.load_mails)

    assert desk.cloud_door.side.calls("play") == []
    assert desk.cloud_door.side.calls("mails") == []


def test_what_practice_refuses_is_said(desk: Desk) -> None:
    side = desk.is_in_cloud()
    side.error = PracticeRefused("The clock goes forward only.")

    desk.cloud.rehearsal.advance(-1)
    desk.mailbox.drain_all()

    assert desk.cloud.situation.problem is not None
