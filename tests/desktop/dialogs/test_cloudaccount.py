from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from cloud.settings import Account, Mode
from desktop.dialogs.cloudaccount import AccountDialog
from desktop.dialogs.cloudpolicies import PoliciesDialog
from tests.fakes.desk import Desk


def opened(desk: Desk, stage: QWidget, regions: tuple[str, ...] = ()) -> AccountDialog:
    desk.is_in_cloud()
    dialog = AccountDialog(desk.cloud, regions, stage)
    dialog.open()
    desk.mailbox.drain_all()
    return dialog


def test_practice_is_chosen_at_first_and_live_needs_a_profile(desk: Desk, stage: QWidget) -> None:
    dialog = opened(desk, stage)
    assert dialog.account == Account()
    assert dialog.use_button.isEnabled()

    dialog.live.setChecked(True)
    dialog.profiles.setCurrentRow(-1)

    assert not dialog.use_button.isEnabled()


def test_a_profile_by_its_name_is_what_is_kept(desk: Desk, stage: QWidget, qtbot: QtBot) -> None:
    dialog = opened(desk, stage)
    dialog.live.setChecked(True)
    dialog.profiles.setCurrentRow(1)
    dialog.region.setCurrentIndex(dialog.region.findData("us-east-1"))

    with qtbot.waitSignal(dialog.chosen) as chosen:
        dialog.use_button.click()

    assert chosen.args == [Account(Mode.LIVE, "training", "us-east-1")]


def test_there_is_no_field_for_keys(desk: Desk, stage: QWidget) -> None:
    assert opened(desk, stage).findChildren(QLineEdit) == []


def test_only_regions_where_it_can_be_built_are_offered(desk: Desk, stage: QWidget) -> None:
    dialog = opened(desk, stage, ("us-east-1", "ap-northeast-1"))

    offered = {dialog.region.itemData(at) for at in range(dialog.region.count())}
    assert offered == {"us-east-1", "ap-northeast-1"}


def test_without_profiles_it_says_how_to_make_one(desk: Desk, stage: QWidget) -> None:
    desk.cloud_door.names = ()

    dialog = opened(desk, stage)

    assert "aws configure sso" in dialog._none.text()


def test_policies_are_one_press_away(desk: Desk, stage: QWidget) -> None:
    dialog = opened(desk, stage)

    dialog.policies_button.click()

    assert dialog.findChild(PoliciesDialog) is not None
