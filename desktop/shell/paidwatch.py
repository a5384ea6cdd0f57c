"""Asks before the window closes while something in the cloud goes on costing money."""

from datetime import UTC, datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.bridges.cloud import Cloud
from desktop.clouding.situation import CloudSituation
from desktop.cloudwords import all_running_words, trouble
from desktop.dialogs.cloudclosing import PaidChoice, PaidDialog


class PaidWatch(QObject):
    """Owns the question while it is open.

    Signals:
        may_close(): nothing is in the way of closing any more.
    """

    may_close = Signal()

    def __init__(self, cloud: Cloud, window: QWidget) -> None:
        super().__init__(window)
        self._cloud = cloud
        self._window = window
        self.dialog: PaidDialog | None = None
        """The question, while it is open."""
        cloud.changed.connect(self._on_changed)

    def ask(self) -> None:
        """Ask, or go on at once where nothing costs anything."""
        if not self._cloud.is_paid:
            self.may_close.emit()
        elif self.dialog is None:
            words = all_running_words(self._cloud.situation, datetime.now(UTC))
            self.dialog = PaidDialog(words, self._window)
            self.dialog.chosen.connect(self._on_chosen)
            self.dialog.open()

    def _on_chosen(self, choice: PaidChoice) -> None:
        match choice:
            case PaidChoice.STOP:
                if self.dialog is not None:
                    self.dialog.show_stopping()
                self._cloud.works.stop_all()
            case PaidChoice.LEAVE:
                self._forget()
                self.may_close.emit()
            case PaidChoice.CANCEL:
                self._forget()

    def _on_changed(self, situation: CloudSituation) -> None:
        if self.dialog is None or not self.dialog.is_stopping:
            return
        if not self._cloud.is_paid:
            self._forget()
            self.may_close.emit()
            return
        failed = [
            work
            for each in situation.running
            if each.can_stop and (work := situation.work(each.stack)).has_failed
        ]
        if failed:
            self.dialog.show_trouble(*trouble(failed[0].problem, failed[0].is_unexpected))

    def _forget(self) -> None:
        if self.dialog is not None:
            dialog, self.dialog = self.dialog, None
            dialog.hide()
            dialog.deleteLater()
