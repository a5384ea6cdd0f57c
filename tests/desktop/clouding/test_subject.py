from cloud.models import StackPhase, StackStatus
from cloud.patterns.catalogue import pattern
from cloud.settings import Account, Mode
from desktop.clouding.situation import CloudSituation, Deed, Work
from desktop.clouding.subject import Subject
from tests.fakes import cloudstory


def test_a_stack_that_is_not_there_has_no_state() -> None:
    absent = StackStatus("a", StackPhase.ABSENT, "")
    subject = Subject(CloudSituation(stacks={"a": absent}), pattern("live-ivs"), "a")

    assert subject.status is None
    assert not subject.is_ready


def test_it_knows_its_stack_and_what_is_done_to_it() -> None:
    situation = CloudSituation(
        Account(Mode.LIVE, "studio"), stacks={"a": cloudstory.ready("a")},
        works={"a": Work(Deed.DRIFT)},
    )  # fmt: skip
    subject = Subject(situation, pattern("live-ivs"), "a")

    assert subject.is_ready
    assert subject.work.deed is Deed.DRIFT
    assert not subject.is_practice
