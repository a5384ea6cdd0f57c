"""One architecture and one stack of it, as everything that shows them needs them."""

from dataclasses import dataclass

from cloud.models import StackPhase, StackStatus
from cloud.patterns.pattern import Pattern
from desktop.clouding.situation import CloudSituation, Work


@dataclass(frozen=True, slots=True)
class Subject:
    """What the right side of the page is about."""

    situation: CloudSituation
    pattern: Pattern
    stack: str

    @property
    def status(self) -> StackStatus | None:
        """How the stack is; None where there is none, or nothing was heard of it."""
        found = self.situation.stacks.get(self.stack)
        return None if found is None or found.phase is StackPhase.ABSENT else found

    @property
    def work(self) -> Work:
        """What is being done to it, or was."""
        return self.situation.work(self.stack)

    @property
    def is_practice(self) -> bool:
        """Nothing of it costs anything."""
        return self.situation.account.is_practice

    @property
    def is_ready(self) -> bool:
        """It stands and can be used."""
        return self.status is not None and self.status.phase is StackPhase.READY
