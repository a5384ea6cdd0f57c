from pytestqt.qtbot import QtBot

from cloud.errors import CallDenied, CloudUnreachable
from cloud.settings import Account, Mode
from desktop.language import LanguageSwitch
from desktop.panels.cloud.page import CloudPage
from desktop.widgets.badge import Air
from desktop.widgets.statuslamp import Lamp
from tests.fakes.desk import Desk

LIVE = Account(Mode.LIVE, "studio")


def test_practice_says_that_nothing_costs_anything(page: CloudPage) -> None:
    headline = page.headline

    assert headline.badge.air is Air.PRACTICE
    assert "nothing costs anything" in headline._who.text()
    assert headline.lamp.lamp is Lamp.OK


def test_live_says_who_is_calling_where(page: CloudPage, desk: Desk) -> None:
    desk.hears(lambda: desk.cloud.choose_account(LIVE))

    words = page.headline._who.text()
    assert page.headline.badge.air is Air.LIVE
    assert all(each in words for each in ("Operator/sato", "123456789012", "studio", "Tokyo"))


def test_a_real_account_is_not_said_to_be_on_air(
    page: CloudPage, desk: Desk, language: LanguageSwitch
) -> None:
    badge = page.headline.badge
    desk.hears(lambda: desk.cloud.choose_account(LIVE))
    assert badge.word == "LIVE"

    language.choose("ja")

    assert badge.word == "本番"
    desk.hears(lambda: desk.cloud.choose_account(Account(Mode.PRACTICE)))
    assert badge.word == "練習"


def test_no_answer_keeps_what_was_known_and_says_since_when(page: CloudPage, desk: Desk) -> None:
    desk.cloud_door.side.error = CloudUnreachable("sts", "us-east-1", "ConnectTimeoutError")

    desk.hears(desk.cloud.account.look)

    assert page.headline.lamp.lamp == Lamp.WARNING
    assert "no answer since" in page.headline.lamp.text
    desk.hears(page.headline.retry_button.click)
    assert "answers" in page.headline.lamp.text


def test_an_account_that_can_not_be_opened_says_why(page: CloudPage, desk: Desk) -> None:
    desk.cloud_door.error = CallDenied("sts:GetCallerIdentity")
    desk.hears(lambda: desk.cloud.choose_account(LIVE))
    assert "sts:GetCallerIdentity" in page.headline._problem.text()

    desk.hears(page.headline.retry_button.click)

    assert not page.headline._problem.isVisible()


def test_another_account_is_one_press_away(page: CloudPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.headline.account_wanted):
        page.headline.account_button.click()
