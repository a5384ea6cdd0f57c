from cloud.practice.account.behaviour.topics.confirming import page_link
from cloud.practice.accountmessages import Mail
from desktop.dialogs.cloudmails import MailsDialog
from tests.fakes.cloud import NOW
from tests.fakes.desk import Desk

LINK = page_link("arn:aws:sns:us-east-1:123456789012:alerts", "abc", "sato@example.com")
ASKS = Mail(NOW, "sato@example.com", "Subscription Confirmation", f"Visit:\n{LINK}")
ALARM = Mail(NOW, "sato@example.com", "ALARM", "fell by half")


def dialog(desk: Desk, *mails: Mail) -> MailsDialog:
    side = desk.is_in_cloud()
    side.the_mails = mails
    desk.hears(desk.cloud.rehearsal.load_mails)
    return MailsDialog(desk.cloud)


def test_the_newest_mail_is_shown_first(desk: Desk) -> None:
    shown = dialog(desk, ASKS, ALARM)

    assert shown.list.count() == 2
    assert "ALARM" in shown.list.item(0).text()
    assert shown.text.toPlainText() == "fell by half"
    shown.close()


def test_only_a_mail_with_a_link_can_be_confirmed(desk: Desk) -> None:
    shown = dialog(desk, ASKS, ALARM)
    assert not shown.confirm.isEnabled()

    shown.list.setCurrentRow(1)
    assert shown.confirm.isEnabled()
    desk.hears(shown.confirm.click)

    assert desk.cloud_door.side.calls("confirm") == [ASKS]
    assert not shown.confirm.isEnabled()
    shown.close()


def test_without_mails_nothing_can_be_confirmed(desk: Desk) -> None:
    shown = dialog(desk)

    assert not shown.confirm.isEnabled()
    assert shown.text.toPlainText() == ""
    shown.close()
