from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cloud.settings import Account, Mode
from desktop.panels.cloudcard import CloudCard
from desktop.store.cloudchoice import CloudChannel


def test_it_says_which_channel_in_which_account(stage: QWidget) -> None:
    card = CloudCard("destination.cloud", stage)

    card.show_channel(CloudChannel(Account(), "show"))
    assert card.words.text() == "show in the practice account, Tokyo (ap-northeast-1)"

    card.show_channel(CloudChannel(Account(Mode.LIVE, "studio", "us-east-1"), "show"))
    assert "account of studio" in card.words.text()


def test_without_a_channel_it_leads_to_where_one_is_made(stage: QWidget, qtbot: QtBot) -> None:
    card = CloudCard("destination.cloud", stage)
    assert "Make one on the cloud page" in card.words.text()

    with qtbot.waitSignal(card.cloud_wanted):
        card.show_button.click()
