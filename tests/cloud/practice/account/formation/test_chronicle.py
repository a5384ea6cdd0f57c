from datetime import UTC, datetime

from cloud.practice.account.formation.chronicle import MOST_EVENTS, Chronicle
from cloud.practice.account.formation.parameters import ParameterValues
from cloud.practice.account.formation.stackbook import Resource, Stack
from cloud.practice.account.formation.templates import Template

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def stack() -> Stack:
    made = Stack("id", "demo", "us-east-1", NOW, Template("", {}))
    made.parameters = ParameterValues({"P": "hunter2000"}, {}, frozenset({"P"}))
    return made


def test_a_secret_in_a_reason_is_hidden() -> None:
    made = stack()
    resource = Resource("R", "T", physical_id="r")

    chronicle = Chronicle(made, lambda: NOW, "op", "token")
    chronicle.resource_is(resource, "CREATE_FAILED", "hunter2000!")

    (event,) = made.events
    assert (event.reason, resource.reason, event.token) == ("****!", "****!", "token")


def test_what_broke_off_has_failed() -> None:
    made = stack()
    made.status = "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"

    Chronicle(made, lambda: NOW, "op").broke_off()

    assert made.status == "UPDATE_FAILED"


def test_the_oldest_events_are_forgotten() -> None:
    made = stack()
    chronicle = Chronicle(made, lambda: NOW, "op")
    for number in range(MOST_EVENTS + 2):
        chronicle.stack_is(f"S{number}")

    assert (len(made.events), made.events[0].status) == (MOST_EVENTS, "S2")
