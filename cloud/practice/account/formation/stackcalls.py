"""What the calls that create and change stacks have in common."""

import re

from moto.moto_api._internal import mock_random

from cloud.practice.account.formation.calling import Call
from cloud.practice.account.formation.changesets import changes_of, is_empty
from cloud.practice.account.formation.formation import Formation
from cloud.practice.account.formation.refusals import Refused
from cloud.practice.account.formation.scopes import StackScope
from cloud.practice.account.formation.stackbook import Stack
from cloud.practice.account.formation.updating import Target, update
from cloud.practice.accountmessages import ACCOUNT_ID

STACK_NAME = re.compile(r"[a-zA-Z][-a-zA-Z0-9]{0,127}")


def check_new_name(name: str) -> None:
    """Raise Refused for what can't be a stack's name."""
    if not STACK_NAME.fullmatch(name):
        raise Refused(
            f"1 validation error detected: Value '{name}' at 'stackName' failed to satisfy"
            " constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*"
        )


def new_stack(call: Call, name: str, target: Target) -> Stack:
    """Enter a stack into the books."""
    stack_id = (
        f"arn:aws:cloudformation:{call.region}:{ACCOUNT_ID}:stack/{name}/{mock_random.uuid4()}"
    )
    now = call.formation.context.clock.now()
    stack = Stack(stack_id, name, call.region, now, target.template)
    stack.parameters, stack.tags = target.parameters, target.tags
    stack.options = call.options()
    call.formation.book(call.region).stacks[stack_id] = stack
    return stack


def changes(stack: Stack, target: Target, scope: StackScope) -> bool:
    """Tell whether a stack would change."""
    return not is_empty(stack, target, changes_of(stack, target, scope))


def begin_update(formation: Formation, stack: Stack, target: Target, call: Call) -> None:
    """Start to change a stack."""
    before = Target(stack.template, stack.parameters, stack.tags)
    stack.template, stack.parameters, stack.tags = (
        target.template,
        target.parameters,
        target.tags,
    )
    options = call.options()
    options.pop("OnFailure", None)
    stack.options |= options
    site = formation.site(
        stack, target.template, target.parameters, call.text("ClientRequestToken")
    )
    formation.begin(site, update(site, before))
