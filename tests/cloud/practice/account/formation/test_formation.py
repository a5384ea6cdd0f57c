import json
from pathlib import Path
from typing import Any

import pytest
from moto import mock_aws
from moto.moto_api._internal import mock_random

from cloud.practice.account.context import AccountContext
from cloud.practice.account.formation.formation import Formation
from cloud.practice.account.formation.innercalls import InnerCalls
from cloud.practice.account.formation.installation import put_in_place
from tests.cloud.practice.account.formation.conftest import Client, Stacks, StillClock

TEMPLATE = """
Parameters: {Word: {Type: String, NoEcho: true, Default: "12345"}}
Resources:
  Channel: {Type: AWS::IVS::Channel}
  Queue: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: 1}}
  Room: {Type: AWS::IVSChat::Room}
"""


def test_operations_go_on_as_far_as_the_clock_allows(stacks: Stacks) -> None:
    formation = stacks.formation
    formation.step_s = 1.0
    stacks.client.create_stack(StackName="demo", TemplateBody=TEMPLATE)
    (stack,) = formation.stacks()

    seen = [len(stack.events)]
    for _ in range(8):
        formation.context.clock.advance(1.0)
        formation.progress()
        seen.append(len(stack.events))

    assert seen == sorted(seen)
    assert seen[0] == 1
    assert stack.status == "CREATE_COMPLETE"
    assert not formation.is_busy(stack)


def test_a_tick_of_the_account_goes_on_with_them(stacks: Stacks) -> None:
    stacks.formation.step_s = 1.0
    stacks.client.create_stack(StackName="demo", TemplateBody=TEMPLATE)
    context = stacks.formation.context

    context.clock.advance(3600)
    context.run_due()

    (stack,) = stacks.formation.stacks()
    assert stack.status == "CREATE_COMPLETE"


def test_what_its_service_needs_a_while_for_is_waited_for(stacks: Stacks) -> None:
    formation = stacks.formation
    formation.step_s = 0.05
    channel = "Resources:\n  Channel: {Type: AWS::MediaLive::Channel, Properties: {Name: a}}"

    def after(seconds: float) -> str:
        formation.context.clock.advance(seconds)
        formation.progress()
        return stack.status

    stacks.client.create_stack(StackName="demo", TemplateBody=channel)
    (stack,) = formation.stacks()
    while_made, made = after(0.9), after(1.5)
    stacks.client.delete_stack(StackName="demo")
    while_deleted, deleted = after(0.9), after(1.5)

    assert (while_made, made) == ("CREATE_IN_PROGRESS", "CREATE_COMPLETE")
    assert (while_deleted, deleted) == ("DELETE_IN_PROGRESS", "DELETE_COMPLETE")


def test_the_journal_brings_back_the_same_ids(
    tmp_path: Path, inner_calls: InnerCalls, clients: Client
) -> None:
    def run(is_replaying: bool, step_s: float) -> list[str]:
        with mock_aws():
            context = AccountContext(home=tmp_path, clock=StillClock())
            context.is_replaying = is_replaying
            formation = Formation(context, step_s=step_s, calls=inner_calls)
            put_in_place(formation)
            mock_random.seed(1)
            client = clients("cloudformation")
            client.create_stack(StackName="one", TemplateBody=TEMPLATE)
            context.clock.advance(0.0 if is_replaying else 1.5)
            mock_random.seed(2)
            client.create_stack(StackName="two", TemplateBody=TEMPLATE)
            context.clock.advance(60)
            formation.progress()
            return [
                *[stack.id for stack in formation.stacks()],
                *[each.physical_id for s in formation.stacks() for each in s.resources.values()],
                *sorted(event.id for stack in formation.stacks() for event in stack.events),
            ]

    lived = run(is_replaying=False, step_s=1.0)

    assert run(is_replaying=True, step_s=1.0) == lived


def test_failures_are_wanted_by_a_control_call(stacks: Stacks) -> None:
    control = stacks.formation.context.controls["formation/failures"]
    control(json.dumps({"logical_id": "Queue", "reason": "No"}).encode())

    stacks.create(TEMPLATE)

    assert stacks.reason("Queue") == "No"
    control(json.dumps({"logical_id": "Queue"}).encode())
    control(b"{}")
    stacks.delete()
    assert stacks.create(TEMPLATE)["StackStatus"] == "CREATE_COMPLETE"
    with pytest.raises(ValueError, match="burn"):
        control(b'{"logical_id": "Queue", "deed": "burn"}')


def test_the_journal_learns_which_parameters_are_secret(stacks: Stacks) -> None:
    ask = stacks.formation.context.secret_parameters
    stacks.create(TEMPLATE)

    assert ask({"TemplateBody": TEMPLATE}) == {"Word"}
    assert ask({"StackName": "demo"}) == {"Word"}
    assert ask({"StackName": "other"}) == frozenset()


def test_what_can_not_go_on_ends(stacks: Stacks, expected_log: Any, formation: Formation) -> None:
    stacks.create(TEMPLATE)
    (stack,) = formation.stacks()
    site = formation.site(stack, stack.template, stack.parameters)

    def steps() -> Any:
        stack.status = "UPDATE_IN_PROGRESS"
        yield
        raise ZeroDivisionError

    expected_log("ERROR", "broke off")
    formation.begin(site, steps())

    assert stack.status == "UPDATE_FAILED"
    assert not formation.is_busy(stack)
