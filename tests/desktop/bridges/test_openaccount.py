from pathlib import Path

import pytest

from cloud.errors import ErrorCode, SignInError
from cloud.pricelist import PriceList
from cloud.running import RunningNotes
from cloud.settings import Account, Mode
from cloud.stacks.gatesapart import GatesApart
from desktop.bridges.openaccount import open_account


def test_a_profile_that_is_not_there_is_said_before_anything_is_called(tmp_path: Path) -> None:
    with pytest.raises(SignInError) as refused:
        open_account(
            Account(Mode.LIVE, "nobody"),
            lambda _: "",
            tmp_path / "practice",
            RunningNotes(tmp_path / "notes"),
            PriceList(tmp_path),
            GatesApart(),
        )

    assert refused.value.problem.code is ErrorCode.PROFILE_NOT_FOUND


def test_live_without_a_profile_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SignInError) as refused:
        open_account(
            Account(Mode.LIVE),
            lambda _: "",
            tmp_path / "practice",
            RunningNotes(tmp_path / "notes"),
            PriceList(tmp_path),
            GatesApart(),
        )

    assert refused.value.problem.code is ErrorCode.NO_PROFILE_CHOSEN
