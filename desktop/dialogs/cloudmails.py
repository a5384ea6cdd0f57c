"""E-mails that topics of the practice account would have sent; they never left this computer."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from cloud.practice.accountmessages import Mail
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
        box = QDialogButtonBox(self)
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
        if self._shown and 0 <= row < len(self._shown):
            self.text.setPlainText(self._shown[-1 - row].text)
