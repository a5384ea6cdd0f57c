"""CloudFormation of one account: its stacks, and the operations that are under way on them.

Operations have no thread of their own. They go on whenever somebody asks and at every tick, as far
as the account's clock allows; so everything that follows from a call has an order, and repeating
the journal gives the same ids.
"""

import logging
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import msgspec
from moto.moto_api._internal import mock_random

from cloud.practice.account.context import AccountContext
from cloud.practice.account.formation.chronicle import Chronicle
from cloud.practice.account.formation.failures import Deed, Failures, FailureWish
from cloud.practice.account.formation.innercalls import InnerCalls
from cloud.practice.account.formation.kinds.registry import Registry
from cloud.practice.account.formation.making import Maker
from cloud.practice.account.formation.operations import Site, Steps
from cloud.practice.account.formation.parameters import ParameterValues, secret_names
from cloud.practice.account.formation.refusals import Refused
from cloud.practice.account.formation.scopes import StackScope, pseudo_parameters
from cloud.practice.account.formation.stackbook import Stack, StackBook
from cloud.practice.account.formation.templates import Template, read_template

_log = logging.getLogger(__name__)

STEP_S = 0.05
"""How long a resource takes, twice: to begin and to be ready."""


@dataclass(slots=True)
class _UnderWay:
    site: Site
    steps: Steps
    due_s: float
    number: int = 0


class Formation:
    """The stacks of all regions. Every method takes the account's lock."""

    def __init__(
        self,
        context: AccountContext,
        *,
        step_s: float = STEP_S,
        calls: InnerCalls | None = None,
    ) -> None:
        """`step_s`: 0 lets a whole operation happen within the call that begins it."""
        self.context = context
        self.calls = calls or InnerCalls()
        self.failures = Failures()
        self.maker = Maker(Registry(), self.calls, self.failures)
        self.step_s = step_s
        self._books: defaultdict[str, StackBook] = defaultdict(StackBook)
        self._under_way: dict[str, _UnderWay] = {}
        """By stack id."""
        context.every(step_s, self.progress, "stacks")
        context.controls["formation/failures"] = self._take_failure
        context.secret_parameters = self.secret_parameters

    def book(self, region: str) -> StackBook:
        """Return the stacks of a region."""
        return self._books[region]

    def stacks(self) -> Iterator[Stack]:
        """Yield the stacks of all regions."""
        for book in list(self._books.values()):
            yield from list(book.stacks.values())

    def site(
        self, stack: Stack, template: Template, values: ParameterValues, token: str = ""
    ) -> Site:
        """Return where an operation on a stack works."""
        operation_id = str(mock_random.uuid4())
        chronicle = Chronicle(stack, self.context.clock.now, operation_id, token)
        return Site(stack, self.scope(stack, template, values), self.maker, chronicle)

    def scope(self, stack: Stack, template: Template, values: ParameterValues) -> StackScope:
        """Return what names mean in a stack with that template."""
        return StackScope(
            template,
            values.resolved,
            stack.resources,
            pseudo_parameters(stack.id, stack.name, stack.region),
            lambda name: self._imported(stack.region, name),
        )

    def begin(self, site: Site, steps: Steps) -> None:
        """Start an operation; one that is under way on the stack is given up."""
        with self.context.call_lock:
            operation = _UnderWay(site, steps, self.context.clock.now_s())
            self._under_way[site.stack.id] = operation
            # The first step says that it has begun, as the answer of the call does.
            self._advance(site.stack.id, operation)
            if self.context.is_replaying or self.step_s <= 0:
                while site.stack.id in self._under_way:
                    self._advance(site.stack.id, operation)

    def progress(self) -> None:
        """Go on with everything that is due."""
        with self.context.call_lock:
            now_s = self.context.clock.now_s()
            for stack_id, operation in list(self._under_way.items()):
                while operation.due_s <= now_s and self._under_way.get(stack_id) is operation:
                    self._advance(stack_id, operation)

    def is_busy(self, stack: Stack) -> bool:
        """Tell whether an operation is under way on a stack."""
        return stack.id in self._under_way

    def fail_resource(self, logical_id: str, reason: str, deed: Deed = "create") -> None:
        """Let the next such deed on a resource of that name fail."""
        with self.context.call_lock:
            self.failures.add(logical_id, reason, deed)

    def clear_failures(self) -> None:
        """Let everything work again."""
        with self.context.call_lock:
            self.failures.clear()

    def secret_parameters(self, form: Mapping[str, str]) -> frozenset[str]:
        """Return the names of the parameters of a call that nobody may see or keep."""
        names = {form.get("StackName", ""), form.get("StackId", "")}
        bodies = [read_template(form["TemplateBody"])] if form.get("TemplateBody") else []
        for stack in self.stacks():
            if {stack.name, stack.id} & names:
                bodies += [stack.template, *(each.template for each in stack.change_sets.values())]
        return frozenset[str]().union(*(secret_names(each.parameters) for each in bodies))

    def _take_failure(self, body: bytes) -> object:
        wish = msgspec.json.decode(body, type=FailureWish)
        if wish.logical_id:
            self.fail_resource(wish.logical_id, wish.reason, wish.deed)
        else:
            self.clear_failures()
        return {}

    def _advance(self, stack_id: str, operation: _UnderWay) -> None:
        operation.number += 1
        operation.due_s += self.step_s
        try:
            with _seeded(f"{operation.site.chronicle.operation_id}:{operation.number}"):
                next(operation.steps)
            if rest_s := operation.site.rest_s:
                operation.site.rest_s = 0.0
                operation.due_s = max(operation.due_s, self.context.clock.now_s()) + rest_s
        except StopIteration:
            self._under_way.pop(stack_id, None)
        except Exception:  # noqa: BLE001 - the main of an operation: it must not hang for ever
            _log.exception("an operation on a stack broke off")
            self._under_way.pop(stack_id, None)
            operation.site.chronicle.broke_off()

    def _imported(self, region: str, name: str) -> Any:
        found = self.book(region).exports().get(name)
        if found is None:
            raise Refused(f"No export named {name} found.")
        return found[1]


@contextmanager
def _seeded(seed: str) -> Iterator[None]:
    """Make the ids of one step depend on nothing but the operation: a replay gives the same."""
    state = mock_random.getstate()
    mock_random.seed(seed)
    try:
        yield
    finally:
        mock_random.setstate(state)
