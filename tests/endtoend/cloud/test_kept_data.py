"""What a stack has kept when it went is taken in again by the next one."""

from cloud.check import practice_check
from cloud.models import Action
from tests.endtoend.cloud.practiceaccount import PracticeAccount


def test_tables_that_were_kept_are_taken_in_again_and_pass_the_check(
    foundation: PracticeAccount,
) -> None:
    foundation.build("monitoring", "watch")
    kept = foundation.destroy("watch").leftovers

    plan = foundation.plan("monitoring", "watch")
    imported = {each.logical_id for each in plan.changes if each.action is Action.IMPORT}
    status = foundation.apply(plan)
    result = practice_check(foundation.aws(), status)

    assert len(kept) == 3
    assert imported == {"Sessions", "Samples", "Rollups"}
    # Nobody is told, because nobody's address was given; all else is as it should be.
    assert [each.id for each in result.items if not each.is_ok] == ["topic.destinations"]
    # Its function runs until then.
    foundation.destroy("watch")
