from desktop.clouding.subject import Subject
from desktop.panels.cloud.tab import CloudTab
from tests.desktop.panels.cloud.conftest import Shown, about
from tests.fakes import cloudstory


class Counting(CloudTab):
    """Counts how often it was painted anew."""

    def __init__(self) -> None:
        super().__init__("counting")
        self.times = 0

    def show_subject(self, subject: Subject) -> None:
        self.times += 1


def test_what_is_not_seen_is_not_painted(show: Shown) -> None:
    tab = Counting()
    tab.take(about())
    assert tab.times == 0

    show(tab)
    assert tab.times == 1

    tab.take(about())
    assert tab.times == 1
    tab.take(about(cloudstory.ready()))
    assert tab.times == 2
