"""The one place where the window keeps what it knows of the cloud, and hears of news."""

import logging
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from cloud.errors import CloudError, Problem
from desktop.clouding.situation import CloudSituation, Work

_logger = logging.getLogger(__name__)


class CloudBoard(QObject):
    """Holds one CloudSituation; GUI thread only.

    Signals:
        changed(CloudSituation): something is known that was not.
    """

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._situation = CloudSituation()

    @property
    def situation(self) -> CloudSituation:
        """What is known now."""
        return self._situation

    def put(self, **changes: Any) -> None:
        """Know these from now on, by the names of CloudSituation's fields."""
        wanted = replace(self._situation, **changes)
        if wanted != self._situation:
            self._situation = wanted
            self.changed.emit(wanted)

    def put_work(self, stack: str, work: Work) -> None:
        """Know this of what is done to one stack."""
        self.put(works={**self._situation.works, stack: work})


def problem_of(error: Exception, what: str) -> Problem | None:
    """Return what an error says; None, and a log entry, where it is none that has a name."""
    if isinstance(error, CloudError):
        return error.problem
    _logger.error("%s failed unexpectedly", what, exc_info=error)
    return None
