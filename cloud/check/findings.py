"""How things that were verified become items of a check: ok, missing, or not answered."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from cloud.errors import CallError
from cloud.models import CheckItem
from cloud.patterns.metadata import Text

Evidence = dict[str, object]


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that is to be verified."""

    id: str
    """E.g. `tables.sessions`."""
    title: Text

    @property
    def group(self) -> str:
        """What stands before the dot."""
        return self.id.partition(".")[0]

    def fine(self, finding: Text, evidence: Evidence) -> CheckItem:
        """It is as it should be."""
        return CheckItem(self.id, self.group, self.title, True, finding, evidence)

    def wrong(self, finding: Text, evidence: Evidence | None = None) -> CheckItem:
        """It is not; the finding says what to do."""
        return CheckItem(self.id, self.group, self.title, False, finding, evidence or {})

    def absent(self) -> CheckItem:
        """The stack has no such thing."""
        return self.wrong(
            Text(
                "This stack has none. Plan and apply the monitoring stack again.",
                "このスタックにはありません。監視スタックをもう一度計画して適用してください。",
            )
        )

    def judged(self, lacking: Sequence[Text], fine: Text, evidence: Evidence) -> CheckItem:
        """It is fine if nothing is lacking."""
        if not lacking:
            return self.fine(fine, evidence)
        return self.wrong(
            Text(
                " ".join(each.en for each in lacking),
                "".join(each.ja for each in lacking),
            ),
            evidence,
        )


def answered(subject: Subject, ask: Callable[[], CheckItem]) -> CheckItem:
    """Return what `ask` finds; a call that fails is a finding too. Raises SignInError."""
    try:
        return ask()
    except CallError as error:
        said = f"{error.problem.message} {error.problem.hint}"
        return subject.wrong(Text(said, f"確認できませんでした: {said}"))


def picked(answer: Mapping[str, object], *names: str) -> Evidence:
    """Return these members of an answer, as far as they are there."""
    return {name: answer[name] for name in names if name in answer}
