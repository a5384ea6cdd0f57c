import threading

from cloud.models import StackEvent
from cloud.stacks.following import SETTLING_LOOKS, Follower
from cloud.stacks.pace import Pace
from tests.cloud.stacks.toys import at_once
from tests.fakes.aws import PRACTICE, Breaking, fake_aws, refusal
from tests.fakes.formation import FakeFormation


def follower(formation: FakeFormation, told: list[StackEvent], after: str = "") -> Follower:
    aws = fake_aws(PRACTICE, cloudformation=formation)
    return Follower(aws, formation.stacks[-1].id, Pace(1.0, wait=at_once), told.append, after=after)


def test_a_status_without_its_event_counts_after_a_while() -> None:
    formation = FakeFormation()
    formation.put("show", "")
    looks: list[int] = []
    aws = fake_aws(PRACTICE, cloudformation=formation)

    def wait(stop: threading.Event, seconds: float) -> bool:
        looks.append(1)
        return False

    watching = Follower(aws, formation.stacks[0].id, Pace(1.0, wait=wait), print)

    assert watching.follow(threading.Event())
    assert len(looks) == SETTLING_LOOKS


def test_stopping_ends_only_the_watching() -> None:
    formation = FakeFormation()
    stack = formation.put("show", "", "UPDATE_IN_PROGRESS")
    stop = threading.Event()
    stop.set()

    assert not follower(formation, []).follow(stop)
    assert stack.status == "UPDATE_IN_PROGRESS"


def test_a_stack_that_is_forgotten_has_ended() -> None:
    formation = FakeFormation()
    formation.put("show", "")
    forgotten = refusal("ValidationError", "Stack with id show does not exist")
    aws = fake_aws(PRACTICE, cloudformation=Breaking(formation, describe_stacks=forgotten))
    watching = Follower(aws, formation.stacks[0].id, Pace(1.0, wait=at_once), print)

    assert watching.follow(threading.Event())
