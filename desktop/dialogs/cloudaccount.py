"""Which account is worked on: practice, or a profile by name. There is no field for keys."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from cloud.settings import Account, Mode
from desktop.bridges.cloud import Cloud
from desktop.clouding.situation import CloudSituation
from desktop.cloudwords import region_title
from desktop.dialogs.cloudpolicies import PoliciesDialog
from desktop.widgets.tokens import SPACING, set_role

WIDTH_PX = 480
LIST_HEIGHT_PX = 132
IVS_REGIONS = (
    "ap-northeast-1",
    "us-east-1",
    "us-west-2",
    "eu-west-1",
    "eu-central-1",
    "ap-northeast-2",
    "ap-south-1",
)
OTHER_REGIONS = (
    "ap-northeast-3",
    "ap-southeast-1",
    "ap-southeast-2",
    "ca-central-1",
    "eu-north-1",
    "eu-west-2",
    "eu-west-3",
    "sa-east-1",
    "us-east-2",
    "us-west-1",
)


class AccountDialog(QDialog):
    """Two ways, a list of profiles and a region; nothing is asked of AWS until “Use it”.

    Signals:
        chosen(Account): work in this one.
    """

    chosen = Signal(object)

    def __init__(
        self, cloud: Cloud, regions: tuple[str, ...] = (), parent: QWidget | None = None
    ) -> None:
        """`regions`: where the architecture that is looked at can be built; empty: anywhere."""
        super().__init__(parent)
        self.setObjectName("cloud.accounts")
        self.setWindowTitle(self.tr("Account"))
        self._cloud = cloud
        account = cloud.situation.account
        self.practice = QRadioButton(
            self.tr("Practice: on this computer, without an account"), self
        )
        self.practice.setObjectName("cloud.accounts.practice")
        self.live = QRadioButton(self.tr("LIVE: a profile of this computer"), self)
        self.live.setObjectName("cloud.accounts.live")
        (self.practice if account.is_practice else self.live).setChecked(True)
        self.profiles = QListWidget(self)
        self.profiles.setObjectName("cloud.accounts.profiles")
        self.profiles.setAccessibleName(self.tr("Profiles"))
        self.profiles.setFixedHeight(LIST_HEIGHT_PX)
        self._none = _hint(self.tr("Looking for profiles…"), self)
        self.region = QComboBox(self)
        self.region.setObjectName("cloud.accounts.region")
        self.region.setAccessibleName(self.tr("Region"))
        self._fill_regions(account.region, regions)
        self.policies_button = QPushButton(self.tr("Policies to copy…"), self)
        self.policies_button.setObjectName("cloud.accounts.policies")
        self.policies_button.setAutoDefault(False)
        set_role(self.policies_button, "quiet")
        self.policies_button.clicked.connect(lambda: PoliciesDialog(cloud, self).open())
        self._arrange()
        self.live.toggled.connect(self._show)
        self.profiles.currentItemChanged.connect(self._show)
        self.profiles.itemDoubleClicked.connect(self._choose)
        cloud.changed.connect(self._show_profiles)
        cloud.read_profiles()
        self._show_profiles(cloud.situation)
        self.finished.connect(self.deleteLater)

    @property
    def account(self) -> Account:
        """What is chosen."""
        region = str(self.region.currentData())
        item = self.profiles.currentItem()
        if not self.live.isChecked() or item is None:
            return Account(Mode.PRACTICE, "", region)
        return Account(Mode.LIVE, item.text(), region)

    def _show_profiles(self, situation: CloudSituation) -> None:
        names = list(situation.profiles)
        if [self.profiles.item(at).text() for at in range(self.profiles.count())] != names:
            self.profiles.clear()
            for name in names:
                self.profiles.addItem(QListWidgetItem(name))
            wanted = situation.account.profile
            found = self.profiles.findItems(wanted, Qt.MatchFlag.MatchExactly) if wanted else []
            if found:
                self.profiles.setCurrentItem(found[0])
        none = self.tr("There is no profile yet. Make one with: aws configure sso")
        self._none.setText("" if names else none)
        self._none.setVisible(not names)
        self._show()

    def _show(self) -> None:
        is_live = self.live.isChecked()
        self.profiles.setEnabled(is_live)
        self.use_button.setEnabled(not is_live or self.profiles.currentItem() is not None)

    def _choose(self) -> None:
        account = self.account
        self.accept()
        self.chosen.emit(account)

    def _fill_regions(self, present: str, offered: tuple[str, ...]) -> None:
        known = offered or (*IVS_REGIONS, *OTHER_REGIONS)
        for region in dict.fromkeys((*known, present)):
            self.region.addItem(region_title(region), region)
        self.region.setCurrentIndex(self.region.findData(present))

    def _arrange(self) -> None:
        rows = QVBoxLayout(self)
        rows.setSpacing(SPACING.normal)
        rows.addWidget(self.practice)
        rows.addWidget(self.live)
        rows.addWidget(self.profiles)
        rows.addWidget(self._none)
        rows.addWidget(
            _hint(
                self.tr(
                    "Livedesk never asks for access keys. Sign in outside, with “aws login” or "
                    "“aws sso login”; only the profile's name is kept."
                ),
                self,
            )
        )
        line = QHBoxLayout()
        label = QLabel(self.tr("Region"), self)
        label.setBuddy(self.region)
        line.addWidget(label)
        line.addWidget(self.region, 1)
        line.addWidget(self.policies_button)
        rows.addLayout(line)
        box = QDialogButtonBox(self)
        self.use_button = box.addButton(self.tr("Use it"), QDialogButtonBox.ButtonRole.ActionRole)
        self.use_button.setObjectName("cloud.accounts.use")
        self.use_button.setAccessibleName(self.tr("Use this account"))
        self.use_button.setDefault(True)
        set_role(self.use_button, "primary")
        self.use_button.clicked.connect(self._choose)
        cancel = box.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        cancel.setObjectName("cloud.accounts.cancel")
        cancel.setAccessibleName(self.tr("Cancel"))
        box.rejected.connect(self.reject)
        rows.addWidget(box)
        self.setMinimumWidth(WIDTH_PX)


def _hint(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setWordWrap(True)
    set_role(label, "hint")
    return label
