"""What the tests of the cloud page share."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cloud.models import StackStatus
from cloud.patterns.catalogue import pattern
from cloud.settings import Account
from desktop.clouding.situation import AccountState, CloudSituation, Work
from desktop.clouding.subject import Subject
from desktop.panels.cloud.page import CloudPage
from tests.fakes.cloudstory import IVS
from tests.fakes.desk import Desk

Shown = Callable[[QWidget], None]


def about(
    status: StackStatus | None = None, work: Work | None = None, pattern_id: str = "live-ivs"
) -> Subject:
    """Return a subject: a stack that is so, to which this is done."""
    name = IVS if status is None else status.stack
    situation = CloudSituation(
        Account(), AccountState.OPEN, stacks={} if status is None else {name: status},
        works={} if work is None else {name: work},
    )  # fmt: skip
    return Subject(situation, pattern(pattern_id), name)


@pytest.fixture
def show(stage: QWidget) -> Shown:
    """Put something on the stage."""

    def put(widget: QWidget) -> None:
        layout = stage.layout() or QVBoxLayout(stage)
        layout.addWidget(widget)
        widget.show()

    return put


@pytest.fixture
def page(desk: Desk, show: Shown) -> CloudPage:
    """The cloud page of a practice account in which nothing was made yet."""
    desk.hears(lambda: desk.cloud.use(desk.cloud_door))
    made = CloudPage(desk.studio)
    made.finish()
    show(made)
    desk.mailbox.drain_all()
    return made
