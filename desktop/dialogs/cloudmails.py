"""E-mails that topics of the practice account would have sent; they never left this computer."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from cloud.practice.accountmessages import Mail
from cloud.subscriptions import asks_to_confirm
from desktop.bridges.cloud import Cloud
from desktop.clouding.situation import CloudSituation
from desktop.widgets.tokens import SPACING, set_role

SIZE_PX = (680, 460)


class MailsDialog(QDialog):
    """The newest first; the chosen one is shown below."""

    def __init__(self, cloud: Cloud, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cloud.mails")
        self.setWindowTitle(self.tr("E-mails of the practice account"))
        self._cloud = cloud
        self._shown: tuple[Mail, ...] | None = None
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        set_role(self._words, "muted")
        self.list = QListWidget(self)
        self.list.setObjectName("cloud.mails.list")
        self.list.setAccessibleName(self.tr("E-mails"))
        self.text = QPlainTextEdit(self)
        self.text.setObjectName("cloud.mails.text")
        self.text.setAccessibleName(self.tr("E-mail"))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        both = QSplitter(Qt.Orientation.Vertical, self)
        both.addWidget(self.list)
        both.addWidget(self.text)
        # The link leads to AWS, which knows nothing of this account.
        self.confirm = QPushButton(self.tr("Confirm the subscription"), self)
        self.confirm.setObjectName("cloud.mails.confirm")
        self.confirm.setAccessibleName(self.confirm.text())
        self.confirm.setEnabled(False)
        self.confirm.clicked.connect(self._confirm)
        box = QDialogButtonBox(self)
        box.addButton(self.confirm, QDialogButtonBox.ButtonRole.ActionRole)
        close = box.addButton(self.tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setObjectName("cloud.mails.close")
        close.setAccessibleName(self.tr("Close"))
        box.rejected.connect(self.reject)
        rows = QVBoxLayout(self)
        rows.setSpacing(SPACING.normal)
        rows.addWidget(self._words)
        rows.addWidget(both, 1)
        rows.addWidget(box)
        self.resize(*SIZE_PX)
        self.list.currentRowChanged.connect(self._show_mail)
        cloud.changed.connect(self._show)
        self.finished.connect(self.deleteLater)
        self._show(cloud.situation)

    def _show(self, situation: CloudSituation) -> None:
        if situation.mails == self._shown:
            return
        self._shown = situation.mails
        self._words.setText(
            self.tr("They stay on this computer; on AWS they would have been sent.")
            if self._shown
            else self.tr("Nothing has been sent yet.")
        )
        self.list.clear()
        for mail in reversed(self._shown):
            when = mail.at.astimezone().strftime("%Y-%m-%d %H:%M:%S")
            self.list.addItem(QListWidgetItem(f"{when} · {mail.to} · {mail.subject}"))
        if self._shown:
            self.list.setCurrentRow(0)

    def _show_mail(self, row: int) -> None:
        mail = self._mail(row)
        self.text.setPlainText("" if mail is None else mail.text)
        self.confirm.setEnabled(mail is not None and asks_to_confirm(mail.text))

    def _confirm(self) -> None:
        mail = self._mail(self.list.currentRow())
        if mail is not None:
            self._cloud.rehearsal.confirm(mail)
            self.confirm.setEnabled(False)
            self._words.setText(self.tr("Confirmed: it gets what the topic sends from now on."))

    def _mail(self, row: int) -> Mail | None:
        shown = self._shown or ()
        return shown[-1 - row] if 0 <= row < len(shown) else None
