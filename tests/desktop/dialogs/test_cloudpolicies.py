from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop.dialogs.cloudpolicies import PoliciesDialog
from tests.fakes.desk import Desk


def test_each_role_has_a_policy_to_copy(desk: Desk, stage: QWidget) -> None:
    desk.is_in_cloud()
    dialog = PoliciesDialog(desk.cloud, stage)
    dialog.open()
    desk.mailbox.drain_all()
    assert '"deployer"' in dialog.text.toPlainText()

    dialog.role_box.setCurrentIndex(2)
    dialog.role_box.activated.emit(2)
    desk.mailbox.drain_all()
    dialog.copy_button.click()

    assert '"viewer"' in QGuiApplication.clipboard().text()
    assert "123456789012" in QGuiApplication.clipboard().text()
