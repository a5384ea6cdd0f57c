"""The cloud page: the account above, the catalogue at the left, one architecture at the right."""

from collections.abc import Iterator

import msgspec
from PySide6.QtCore import QEvent
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.bridges.studio import Studio
from desktop.clouding.situation import CloudSituation
from desktop.dialogs.cloudaccount import AccountDialog
from desktop.dialogs.cloudmails import MailsDialog
from desktop.panels.cloud.catalogue import CataloguePanel
from desktop.panels.cloud.deeds import CloudDeeds
from desktop.panels.cloud.detail import DetailPanel
from desktop.panels.cloud.headline import Headline
from desktop.panels.cloud.rehearsalmenu import RehearsalMenu
from desktop.panels.cloud.runningline import RunningLine
from desktop.panels.cloud.slices import Slices
from desktop.widgets.tokens import SPACING


class CloudPage(QWidget):
    """Made when it is first looked at, in slices; asks the account only while it is seen."""

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio = studio
        self.setObjectName("cloud")
        self._keeper = studio.keeper
        self._cloud = cloud = studio.cloud
        self.headline = Headline(cloud, self)
        self.rehearsal = RehearsalMenu(cloud, self)
        self.headline.line.insertWidget(self.headline.line.count() - 1, self.rehearsal)
        self.running = RunningLine(cloud, self)
        self.catalogue = CataloguePanel(cloud, self)
        self.detail = DetailPanel(cloud, self)
        middle = QHBoxLayout()
        middle.setSpacing(SPACING.tight)
        middle.addWidget(self.catalogue)
        middle.addWidget(self.detail, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(SPACING.normal, SPACING.tight, SPACING.normal, SPACING.small)
        rows.setSpacing(SPACING.small)
        rows.addWidget(self.headline)
        rows.addLayout(middle, 1)
        # Below everything: what comes and goes here moves no button under the mouse.
        rows.addWidget(self.running)
        self.setFocusProxy(self.catalogue)
        self.headline.account_wanted.connect(self._choose_account)
        self.rehearsal.mails_wanted.connect(self._show_mails)
        self.catalogue.chosen.connect(self._choose)
        cloud.chosen.connect(self._choose)
        self._retext()
        self._slices = Slices(self._furnish(), self)

    def finish(self) -> None:
        """Make what is still missing, now."""
        self._slices.finish()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.detail.is_furnished:
            self._cloud.show(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._cloud.show(False)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retext()
        super().changeEvent(event)

    def _furnish(self) -> Iterator[None]:
        yield
        yield from self.detail.furnish()
        yield
        self.deeds = CloudDeeds(self._studio, self.detail, self)
        self._cloud.changed.connect(self._show)
        self._show(self._cloud.situation)
        yield
        if self.isVisible():  # not before: what an account needs to be loaded holds all others up
            self._cloud.show(True)

    def _show(self, situation: CloudSituation) -> None:
        if situation.patterns and self.detail.subject is None:
            wanted = self._keeper.settings.cloud.pattern
            known = situation.pattern(wanted) or situation.patterns[0]
            self._choose(known.id)

    def _choose(self, pattern_id: str) -> None:
        settings = self._keeper.settings
        kept = msgspec.structs.replace(settings.cloud, pattern=pattern_id)
        self._keeper.change(msgspec.structs.replace(settings, cloud=kept))
        pattern = self._cloud.situation.pattern(pattern_id)
        if pattern is not None and self.detail.is_furnished:  # else it will be, then
            self.catalogue.choose(pattern_id)
            self.detail.show_pattern(pattern)

    def _choose_account(self) -> None:
        subject = self.detail.subject
        regions = () if subject is None else subject.pattern.about.regions
        dialog = AccountDialog(self._cloud, regions, self)
        dialog.chosen.connect(self._cloud.choose_account)
        dialog.open()

    def _show_mails(self) -> None:
        self._cloud.rehearsal.load_mails()
        MailsDialog(self._cloud, self).open()

    def _retext(self) -> None:
        self.setAccessibleName(self.tr("Cloud"))
