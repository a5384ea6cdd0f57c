"""IAM policies for who deploys, who operates and who only watches; to be copied, not applied."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.bridges.cloud import Cloud
from desktop.bridges.cloudboard import problem_of
from desktop.bridges.clouddoor import Role
from desktop.bridges.tasks import Task
from desktop.cloudwords import trouble
from desktop.widgets.tokens import SPACING, set_role

SIZE_PX = (620, 480)


class PoliciesDialog(QDialog):
    """One policy at a time."""

    def __init__(self, cloud: Cloud, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cloud.policies")
        self.setWindowTitle(self.tr("Policies to copy"))
        self._cloud = cloud
        self._task: Task | None = None
        words = QLabel(self.tr("Give these to whoever manages the account."), self)
        set_role(words, "muted")
        self.role_box = QComboBox(self)
        self.role_box.setObjectName("cloud.policies.role")
        self.role_box.setAccessibleName(self.tr("Role"))
        for role, title in (
            ("deployer", self.tr("Deployer: plans, applies and tears down")),
            ("operator", self.tr("Operator: streams, starts and stops")),
            ("viewer", self.tr("Viewer: only looks")),
        ):
            self.role_box.addItem(title, role)
        self.text = QPlainTextEdit(self)
        self.text.setObjectName("cloud.policies.text")
        self.text.setAccessibleName(self.tr("Policy"))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        box = QDialogButtonBox(self)
        self.copy_button = box.addButton(self.tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copy_button.setObjectName("cloud.policies.copy")
        self.copy_button.setAccessibleName(self.tr("Copy the policy"))
        self.copy_button.clicked.connect(self._copy)
        close = box.addButton(self.tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setObjectName("cloud.policies.close")
        close.setAccessibleName(self.tr("Close"))
        box.rejected.connect(self.reject)
        rows = QVBoxLayout(self)
        rows.setSpacing(SPACING.normal)
        for widget in (words, self.role_box, self.text, box):
            rows.addWidget(widget)
        self.resize(*SIZE_PX)
        self.role_box.activated.connect(self._ask)
        self.finished.connect(self._on_finished)
        self._ask()

    def _ask(self) -> None:
        role: Role = self.role_box.currentData()

        def take(text: str) -> None:
            self.text.setPlainText(text)

        def failed(error: Exception) -> None:
            problem = problem_of(error, "Writing a policy")
            self.text.setPlainText("\n".join(trouble(problem, problem is None)))

        if self._task is not None:
            self._task.cancel()
        self._task = self._cloud.policy(role, take, failed)

    def _on_finished(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self.deleteLater()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
