from pathlib import Path

from cloud.practice.account.context import AccountContext
from cloud.practice.account.services.announcing import announce


def test_what_is_only_repeated_is_not_announced_again(tmp_path: Path) -> None:
    # Nothing stands behind the rules of this context: an event would fail.
    announce(AccountContext(tmp_path, is_replaying=True), "aws.ivs", "IVS", {}, [])
