"""What `make live-test` does in a real account, done in practice; and that it asks first."""

import subprocess
import sys
from pathlib import Path

from tests.endtoend.cloud.inventory import added, inventory
from tests.endtoend.cloud.practiceaccount import PracticeAccount
from tests.live.trial import Trial

LIVE = Path(__file__).parents[2] / "live"


def test_the_trial_leaves_nothing(account: PracticeAccount) -> None:
    before = inventory(account.aws())
    said: list[str] = []

    proof = Trial(account.aws(), account.stacks(), "tried", said.append).run()

    assert proof.leftovers == ()
    assert "Add AWS::IVS::Channel Channel" in said
    assert "Modify AWS::IVS::Channel Channel" in said
    assert added(before, inventory(account.aws())) == {}


def test_nothing_happens_unless_a_profile_and_a_region_are_named() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.live"],
        capture_output=True, text=True, timeout=60, check=False, cwd=LIVE.parents[1],
    )  # fmt: skip

    assert done.returncode == 2
    assert "LIVEDESK_LIVE_PROFILE and LIVEDESK_LIVE_REGION" in done.stdout


def test_no_file_of_it_is_one_that_tests_are_collected_from() -> None:
    names = [path.name for path in LIVE.rglob("*.py")]

    assert names
    assert not [name for name in names if name.startswith("test_") or name.endswith("_test.py")]
